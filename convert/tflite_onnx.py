"""Writes networks in the format of TensorFlow Lite as ONNX graphs.

What each operator computes is stated in TensorFlow's operator reference and in the schema. Values
of four dimensions are [n, height, width, channels] there and [n, channels, height, width] here,
which ONNX Runtime is fastest with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import tflite
from numpy.typing import NDArray

from convert.tflite_file import Network, Operator, needed
from understudy.onnx_graph import FLOAT, Graph

TO_CHANNELS_FIRST, TO_CHANNELS_LAST = (0, 3, 1, 2), (0, 2, 3, 1)


class Writer:
    """Adds the operators of one network to a graph, one method per kind."""

    def __init__(self, graph: Graph, network: Network, image: str) -> None:
        """`image` names the network's input in the graph, channels first."""
        self.graph = graph
        self.network = network
        self.names = {network.input: image}
        self.pads: dict[int, list[int]] = {}
        """Borders that the convolutions of a value add themselves: top, left, bottom, right."""
        self.kinds: dict[str, Callable[[Operator], str]] = {
            "ADD": self.addition,
            "CONCATENATION": self.concatenation,
            "CONV_2D": self.convolution,
            "DEPTHWISE_CONV_2D": self.depthwise_convolution,
            "DEPTH_TO_SPACE": self.depth_to_space,
            "FULLY_CONNECTED": self.fully_connected,
            "LOGISTIC": lambda operator: self.graph.add("Sigmoid", self.value(operator.inputs[0])),
            "MAX_POOL_2D": self.max_pool,
            "MEAN": self.mean,
            "PAD": self.pad,
            "PRELU": self.prelu,
            "RELU": lambda operator: self.graph.add("Relu", self.value(operator.inputs[0])),
            "RESHAPE": self.reshape,
            "RESIZE_BILINEAR": self.resize,
        }

    def write(self, outputs: dict[str, int]) -> None:
        """Add what the outputs, name to number, need; they are channels last, as in the file.

        Raises
        ------
        ValueError
            The network uses something that is not translated here.
        """
        for operator in needed(self.network, outputs.values()):
            if operator.kind not in self.kinds:
                raise ValueError(f"Operators {operator.kind} are not translated to ONNX.")
            self.names[operator.output] = self.kinds[operator.kind](operator)
        for name, number in outputs.items():
            self.graph.add("Identity", self.channels_last(number), name=name)
            self.graph.output(name, np.float32, self.network.shapes[number])

    def value(self, number: int) -> str:
        """Return the name of a computed value."""
        if number in self.pads:
            raise ValueError("A border is added to something other than a convolution's input.")
        return self.names[number]

    def channels_last(self, number: int) -> str:
        """Return the name of a value in the order of its file."""
        shape = self.network.shapes[number]
        if len(shape) != 4 or shape[1:3] == (1, 1):
            return self.value(number)
        return self.graph.add("Transpose", self.value(number), perm=TO_CHANNELS_LAST)

    def weights(self, array: NDArray[Any]) -> str:
        """Add weights as they are stored, halves as halves; returns their name as float32."""
        name = self.graph.constant(array)
        return self.graph.add("Cast", name, to=FLOAT) if array.dtype == np.float16 else name

    def activated(self, name: str, activation: int) -> str:
        """Add the activation that is part of an operator."""
        kinds = tflite.ActivationFunctionType
        if activation == kinds.NONE:
            return name
        if activation == kinds.RELU:
            return self.graph.add("Relu", name)
        if activation == kinds.RELU6:
            low, high = (self.graph.constant(limit, np.float32) for limit in (0, 6))
            return self.graph.add("Clip", name, low, high)
        raise ValueError(f"Activation {activation} is not translated to ONNX.")

    def convolution(self, operator: Operator) -> str:
        """Weights are [out, height, width, in] there, [out, in, height, width] here."""
        kernel = self.network.constants[operator.inputs[1]]
        return self._convolution(operator, kernel.transpose(TO_CHANNELS_FIRST), groups=1)

    def depthwise_convolution(self, operator: Operator) -> str:
        """Weights are [1, height, width, channels] there, [channels, 1, height, width] here."""
        kernel = self.network.constants[operator.inputs[1]]
        return self._convolution(operator, kernel.transpose(3, 0, 1, 2), groups=kernel.shape[3])

    def _convolution(self, operator: Operator, kernel: NDArray[Any], groups: int) -> str:
        options = operator.options
        source, _, bias = operator.inputs
        if options.Padding() == tflite.Padding.VALID:
            border: dict[str, Any] = {"pads": self.pads.get(source, [0, 0, 0, 0])}
            name = self.names[source]
        else:
            border, name = {"auto_pad": "SAME_UPPER"}, self.value(source)
        added = self.graph.add(
            "Conv",
            name,
            self.weights(kernel),
            self.graph.constant(self.network.constants[bias], np.float32),
            kernel_shape=list(kernel.shape[2:]),
            strides=[options.StrideH(), options.StrideW()],
            dilations=[options.DilationHFactor(), options.DilationWFactor()],
            group=groups,
            **border,
        )
        return self.activated(added, options.FusedActivationFunction())

    def fully_connected(self, operator: Operator) -> str:
        """Of an input of two dimensions."""
        source, weights, bias = operator.inputs
        added = self.graph.add(
            "Gemm",
            self.value(source),
            self.weights(self.network.constants[weights]),
            self.graph.constant(self.network.constants[bias], np.float32),
            transB=1,
        )
        return self.activated(added, operator.options.FusedActivationFunction())

    def addition(self, operator: Operator) -> str:
        """Of two values of one shape."""
        added = self.graph.add("Add", *(self.value(number) for number in operator.inputs))
        return self.activated(added, operator.options.FusedActivationFunction())

    def prelu(self, operator: Operator) -> str:
        """Write x > 0 ? x : a x, with one a per channel, as a x + (1 - a) relu(x).

        Scaling is a convolution of 1 x 1, which ONNX Runtime has for the blocks of channels that
        it computes in, as it has not for PRelu: the palm detector takes 3.3 ms instead of 8.2.
        """
        source, slopes = operator.inputs
        slope = self.network.constants[slopes].astype(np.float32).reshape(-1)
        x = self.value(source)
        positive = self._scaled(self.graph.add("Relu", x), 1 - slope)
        return self.graph.add("Add", self._scaled(x, slope), positive)

    def _scaled(self, name: str, factors: NDArray[Any]) -> str:
        kernel = self.graph.constant(factors.reshape(-1, 1, 1, 1))
        return self.graph.add("Conv", name, kernel, kernel_shape=[1, 1], group=len(factors))

    def max_pool(self, operator: Operator) -> str:
        """Of windows that do not reach over the border, or are cut off by it."""
        options = operator.options
        same = options.Padding() == tflite.Padding.SAME
        added = self.graph.add(
            "MaxPool",
            self.value(operator.inputs[0]),
            kernel_shape=[options.FilterHeight(), options.FilterWidth()],
            strides=[options.StrideH(), options.StrideW()],
            auto_pad="SAME_UPPER" if same else "VALID",
        )
        return self.activated(added, options.FusedActivationFunction())

    def mean(self, operator: Operator) -> str:
        """Over height and width, which are dropped."""
        axes = sorted(self.network.constants[operator.inputs[1]].tolist())
        if axes != [1, 2] or operator.options.KeepDims():
            raise ValueError(f"A mean over the axes {axes} is not translated to ONNX.")
        mean = self.graph.add("GlobalAveragePool", self.value(operator.inputs[0]))
        return self.graph.add("Flatten", mean, axis=1)

    def pad(self, operator: Operator) -> str:
        """Of zeros: channels here, height and width by the convolution that follows."""
        source, amounts = operator.inputs
        before, after = self.network.constants[amounts][list(TO_CHANNELS_FIRST)].T.tolist()
        name = self.value(source)
        if not any(before[:2] + after[:2]):
            self.pads[operator.output] = before[2:] + after[2:]
            return name
        return self.graph.add("Pad", name, self.graph.constant(before + after, np.int64))

    def reshape(self, operator: Operator) -> str:
        """To a shape without height and width."""
        shape = self.network.shapes[operator.output]
        if len(shape) == 4:
            raise ValueError(f"A change of shape to {shape} is not translated to ONNX.")
        new = self.graph.constant(shape, np.int64)
        return self.graph.add("Reshape", self.channels_last(operator.inputs[0]), new)

    def concatenation(self, operator: Operator) -> str:
        """Of values that are not pictures, whose axes are the same here and there."""
        shape = self.network.shapes[operator.output]
        if len(shape) == 4:
            raise ValueError(f"Joining values of shape {shape} is not translated to ONNX.")
        values: Sequence[str] = [self.value(number) for number in operator.inputs]
        added = self.graph.add("Concat", *values, axis=operator.options.Axis() % len(shape))
        return self.activated(added, operator.options.FusedActivationFunction())

    def depth_to_space(self, operator: Operator) -> str:
        """Blocks of channels become pixels, the channel being the last index of both."""
        size = operator.options.BlockSize()
        return self.graph.add(
            "DepthToSpace", self.value(operator.inputs[0]), blocksize=size, mode="DCR"
        )

    def resize(self, operator: Operator) -> str:
        """Bilinear, by a whole factor."""
        source = operator.inputs[0]
        sizes = zip(self.network.shapes[operator.output], self.network.shapes[source], strict=True)
        _, height, width, _ = (new / old for new, old in sizes)
        options = operator.options
        where = "half_pixel" if options.HalfPixelCenters() else "asymmetric"
        return self.graph.add(
            "Resize",
            self.value(source),
            "",
            self.graph.constant([1, 1, height, width], np.float32),
            mode="linear",
            coordinate_transformation_mode="align_corners" if options.AlignCorners() else where,
        )
