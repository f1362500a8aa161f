"""A short way to write ONNX graphs by hand.

Heads export themselves with it, and `convert/` writes the backbones with it. The `onnx`
package is imported only when a graph is made, so that the base install does without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from understudy.errors import require

if TYPE_CHECKING:
    from onnx import ModelProto, ValueInfoProto

OPSET = 18  # the first with Resize(antialias=1), which the image backbones need
IR_VERSION = 9  # what ONNX Runtime 1.17 and later read
FLOAT, BOOL, DOUBLE = 1, 9, 11  # onnx.TensorProto element types

Shape = tuple[int | str | None, ...]


class Graph:
    """Nodes, constants, inputs and outputs of an ONNX graph under construction."""

    def __init__(self, name: str, *, opset: int = OPSET, prefix: str = "") -> None:
        """`prefix` begins the names made up here, where the graph joins one that has names."""
        self._onnx: Any = require("onnx", extra="studio", purpose="make a model")
        self.name = name
        self.opset = opset
        self.prefix = prefix
        self.nodes: list[Any] = []
        self.initializers: list[Any] = []
        self.inputs: list[ValueInfoProto] = []
        self.outputs: list[ValueInfoProto] = []
        self._count = 0

    def input(self, name: str, dtype: Any, shape: Shape) -> str:
        """Declare an input and return its name."""
        self.inputs.append(self._value_info(name, dtype, shape))
        return name

    def output(self, name: str, dtype: Any, shape: Shape) -> str:
        """Declare an existing value as an output."""
        self.outputs.append(self._value_info(name, dtype, shape))
        return name

    def constant(self, value: Any, dtype: Any = None, name: str | None = None) -> str:
        """Add a constant and return its name."""
        array = np.ascontiguousarray(np.asarray(value, dtype=dtype)).reshape(np.shape(value))
        name = name or self._new_name("constant")
        self.initializers.append(self._onnx.numpy_helper.from_array(array, name))
        return name

    def add(self, operator: str, *inputs: str, name: str | None = None, **attributes: Any) -> str:
        """Add a node with one output and return the output's name."""
        return self.add_many(operator, *inputs, names=(name,), **attributes)[0]

    def add_many(
        self, operator: str, *inputs: str, names: tuple[str | None, ...], **attributes: Any
    ) -> list[str]:
        """Add a node with several outputs and return their names."""
        outputs = [name or self._new_name(operator.lower()) for name in names]
        make_node = self._onnx.helper.make_node
        self.nodes.append(make_node(operator, list(inputs), outputs, name=outputs[0], **attributes))
        return outputs

    def model(self) -> ModelProto:
        """Return the checked model."""
        helper = self._onnx.helper
        graph = helper.make_graph(
            self.nodes, self.name, self.inputs, self.outputs, self.initializers
        )
        model: ModelProto = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", self.opset)],
            ir_version=IR_VERSION,
            producer_name="understudy",
        )
        self._onnx.checker.check_model(model)
        return model

    def _new_name(self, stem: str) -> str:
        self._count += 1
        return f"{self.prefix}{stem}_{self._count}"

    def _value_info(self, name: str, dtype: Any, shape: Shape) -> ValueInfoProto:
        element = self._onnx.helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
        info: ValueInfoProto = self._onnx.helper.make_tensor_value_info(name, element, shape)
        return info
