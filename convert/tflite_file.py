"""Reads networks in the format of TensorFlow Lite into plain values.

The format is a FlatBuffer, whose schema (tensorflow/lite/schema/schema.fbs) the package `tflite`
has as Python classes. Constants come as numpy arrays in the type that they are stored in: sparse
ones are filled in, and the operators that only unpack constants (`DENSIFY`, `DEQUANTIZE` of
float16) are gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import tflite
from numpy.typing import NDArray

STORED = {
    tflite.TensorType.FLOAT32: "<f4",
    tflite.TensorType.FLOAT16: "<f2",
    tflite.TensorType.INT32: "<i4",
}
INDICES = {
    tflite.SparseIndexVector.Int32Vector: tflite.Int32Vector,
    tflite.SparseIndexVector.Uint16Vector: tflite.Uint16Vector,
    tflite.SparseIndexVector.Uint8Vector: tflite.Uint8Vector,
}
OPTIONS = {
    "ADD": tflite.AddOptions,
    "CONCATENATION": tflite.ConcatenationOptions,
    "CONV_2D": tflite.Conv2DOptions,
    "DEPTHWISE_CONV_2D": tflite.DepthwiseConv2DOptions,
    "DEPTH_TO_SPACE": tflite.DepthToSpaceOptions,
    "FULLY_CONNECTED": tflite.FullyConnectedOptions,
    "MAX_POOL_2D": tflite.Pool2DOptions,
    "MEAN": tflite.ReducerOptions,
    "RESIZE_BILINEAR": tflite.ResizeBilinearOptions,
}
UNPACKING = ("DENSIFY", "DEQUANTIZE")
KINDS = {number: kind for kind, number in vars(tflite.BuiltinOperator).items() if kind.isupper()}


class Operator(NamedTuple):
    """One step of a network; tensors are known by their numbers."""

    kind: str
    """In the words of the schema: `CONV_2D`."""
    inputs: tuple[int, ...]
    output: int
    options: Any
    """An object of the schema's class for this kind, or None where it has none."""


class Network(NamedTuple):
    """A network with one input; pictures are [n, height, width, channels]."""

    shapes: tuple[tuple[int, ...], ...]
    constants: dict[int, NDArray[Any]]
    operators: tuple[Operator, ...]
    """In an order in which they can be computed."""
    input: int
    outputs: tuple[int, ...]


def read(content: bytes) -> Network:
    """Return the network that a file holds.

    The content is trusted: whoever calls has compared its checksum.

    Raises
    ------
    ValueError
        The network uses a part of the format that is not read here.
    """
    model = tflite.Model.GetRootAsModel(content, 0)
    graph = model.Subgraphs(0)
    tensors = [graph.Tensors(number) for number in range(graph.TensorsLength())]
    constants = {
        number: _constant(tensor, model.Buffers(tensor.Buffer()))
        for number, tensor in enumerate(tensors)
        if model.Buffers(tensor.Buffer()).DataLength()
    }
    operators = []
    for number in range(graph.OperatorsLength()):
        operator = _operator(graph.Operators(number), model)
        if operator.kind in UNPACKING and operator.inputs[0] in constants:
            constants[operator.output] = constants[operator.inputs[0]]
        else:
            operators.append(operator)
    (start,) = graph.InputsAsNumpy()
    return Network(
        shapes=tuple(_shape(tensor) for tensor in tensors),
        constants=constants,
        operators=tuple(operators),
        input=int(start),
        outputs=tuple(int(number) for number in graph.OutputsAsNumpy()),
    )


def needed(network: Network, outputs: Iterable[int]) -> list[Operator]:
    """Return the operators that these outputs need, in order."""
    wanted, kept = set(outputs), []
    for operator in reversed(network.operators):
        if operator.output in wanted:
            wanted.update(operator.inputs)
            kept.append(operator)
    return kept[::-1]


def _operator(found: Any, model: Any) -> Operator:
    code = model.OperatorCodes(found.OpcodeIndex())
    # The older of the two fields holds numbers up to 127, and the newer is 0 in older files.
    kind = KINDS[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
    options = OPTIONS[kind]() if kind in OPTIONS else None
    if options is not None:
        table = found.BuiltinOptions()
        options.Init(table.Bytes, table.Pos)
    (output,) = found.OutputsAsNumpy()
    return Operator(kind, tuple(int(n) for n in found.InputsAsNumpy()), int(output), options)


def _shape(tensor: Any) -> tuple[int, ...]:
    return tuple(int(size) for size in tensor.ShapeAsNumpy()) if tensor.ShapeLength() else ()


def _constant(tensor: Any, buffer: Any) -> NDArray[Any]:
    if tensor.Type() not in STORED:
        raise ValueError(f"Tensor {tensor.Name()!r} has type {tensor.Type()}, not one of {STORED}.")
    values = buffer.DataAsNumpy().view(STORED[tensor.Type()])
    shape = _shape(tensor)
    sparsity = tensor.Sparsity()
    filled = values if sparsity is None else _fill(values, shape, sparsity)
    return filled.reshape(shape)


def _fill(values: NDArray[Any], shape: tuple[int, ...], sparsity: Any) -> NDArray[Any]:
    """Return sparse values as a matrix; stored as compressed rows of the last dimension."""
    dimensions = [sparsity.DimMetadata(number) for number in range(sparsity.DimMetadataLength())]
    formats = [dimension.Format() for dimension in dimensions]
    dense, compressed = tflite.DimensionType.DENSE, tflite.DimensionType.SPARSE_CSR
    if formats != [dense] * (len(shape) - 1) + [compressed] or sparsity.BlockMapLength():
        raise ValueError(f"A sparse tensor of shape {shape} is not stored as compressed rows.")
    last = dimensions[-1]
    starts = _indices(last.ArraySegments(), last.ArraySegmentsType())
    columns = _indices(last.ArrayIndices(), last.ArrayIndicesType())
    matrix = np.zeros((len(starts) - 1, shape[-1]), values.dtype)
    matrix[np.repeat(np.arange(len(matrix)), np.diff(starts)), columns] = values[: len(columns)]
    return matrix


def _indices(table: Any, kind: int) -> NDArray[np.int64]:
    vector = INDICES[kind]()
    vector.Init(table.Bytes, table.Pos)
    found: NDArray[np.int64] = vector.ValuesAsNumpy().astype(np.int64)
    return found
