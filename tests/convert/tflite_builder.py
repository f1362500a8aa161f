"""Writes small networks in the format of TensorFlow Lite, to be read by the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import flatbuffers
import numpy as np
import tflite

TYPES = {"float32": 0, "float16": 1, "int32": 2, "int64": 4}


@dataclass(frozen=True)
class Tensor:
    shape: tuple[int, ...]
    data: np.ndarray | None = None
    """A constant's values; of a sparse one those that are not 0."""
    kind: str = "float32"
    rows: tuple[Sequence[int], Sequence[int]] | None = None
    """Of a sparse constant: where each row begins, and the column of each value."""
    blocks: bool = False


@dataclass(frozen=True)
class Step:
    kind: int
    inputs: tuple[int, ...]
    output: int


def build(tensors: list[Tensor], steps: list[Step], first: int, outputs: list[int]) -> bytes:
    """Return the content of a file."""
    builder = flatbuffers.Builder(1024)
    buffers = [_buffer(builder, None), *(_buffer(builder, tensor.data) for tensor in tensors)]
    made = [_tensor(builder, tensor, index + 1) for index, tensor in enumerate(tensors)]
    operators = [_operator(builder, index, step) for index, step in enumerate(steps)]
    codes = [_code(builder, step.kind) for step in steps]
    vectors = [
        _tables(builder, tflite.SubGraphStartTensorsVector, made),
        builder.CreateNumpyVector(np.array([first], np.int32)),
        builder.CreateNumpyVector(np.array(outputs, np.int32)),
        _tables(builder, tflite.SubGraphStartOperatorsVector, operators),
    ]
    tflite.SubGraphStart(builder)
    tflite.SubGraphAddTensors(builder, vectors[0])
    tflite.SubGraphAddInputs(builder, vectors[1])
    tflite.SubGraphAddOutputs(builder, vectors[2])
    tflite.SubGraphAddOperators(builder, vectors[3])
    graph = tflite.SubGraphEnd(builder)
    graphs = _tables(builder, tflite.ModelStartSubgraphsVector, [graph])
    codes_vector = _tables(builder, tflite.ModelStartOperatorCodesVector, codes)
    buffers_vector = _tables(builder, tflite.ModelStartBuffersVector, buffers)
    tflite.ModelStart(builder)
    tflite.ModelAddVersion(builder, 3)
    tflite.ModelAddSubgraphs(builder, graphs)
    tflite.ModelAddOperatorCodes(builder, codes_vector)
    tflite.ModelAddBuffers(builder, buffers_vector)
    builder.Finish(tflite.ModelEnd(builder), b"TFL3")
    return bytes(builder.Output())


def _tables(builder, start, tables) -> int:
    start(builder, len(tables))
    for table in reversed(tables):
        builder.PrependUOffsetTRelative(table)
    return int(builder.EndVector())


def _buffer(builder, data) -> int:
    vector = None
    if data is not None:
        vector = builder.CreateNumpyVector(np.frombuffer(data.tobytes(), np.uint8))
    tflite.BufferStart(builder)
    if vector is not None:
        tflite.BufferAddData(builder, vector)
    return int(tflite.BufferEnd(builder))


def _tensor(builder, tensor, buffer) -> int:
    name = builder.CreateString("tensor")
    shape = builder.CreateNumpyVector(np.array(tensor.shape, np.int32))
    sparsity = None if tensor.rows is None else _sparsity(builder, tensor)
    tflite.TensorStart(builder)
    tflite.TensorAddName(builder, name)
    tflite.TensorAddShape(builder, shape)
    tflite.TensorAddType(builder, TYPES[tensor.kind])
    tflite.TensorAddBuffer(builder, buffer)
    if sparsity is not None:
        tflite.TensorAddSparsity(builder, sparsity)
    return int(tflite.TensorEnd(builder))


def _sparsity(builder, tensor) -> int:
    starts, columns = tensor.rows
    segments = builder.CreateNumpyVector(np.array(starts, np.uint16))
    tflite.Uint16VectorStart(builder)
    tflite.Uint16VectorAddValues(builder, segments)
    segments = tflite.Uint16VectorEnd(builder)
    indices = builder.CreateNumpyVector(np.array(columns, np.uint8))
    tflite.Uint8VectorStart(builder)
    tflite.Uint8VectorAddValues(builder, indices)
    indices = tflite.Uint8VectorEnd(builder)
    dimensions = []
    for size in tensor.shape[:-1]:
        tflite.DimensionMetadataStart(builder)
        tflite.DimensionMetadataAddDenseSize(builder, size)
        dimensions.append(tflite.DimensionMetadataEnd(builder))
    tflite.DimensionMetadataStart(builder)
    tflite.DimensionMetadataAddFormat(builder, tflite.DimensionType.SPARSE_CSR)
    tflite.DimensionMetadataAddArraySegmentsType(builder, tflite.SparseIndexVector.Uint16Vector)
    tflite.DimensionMetadataAddArraySegments(builder, segments)
    tflite.DimensionMetadataAddArrayIndicesType(builder, tflite.SparseIndexVector.Uint8Vector)
    tflite.DimensionMetadataAddArrayIndices(builder, indices)
    dimensions.append(tflite.DimensionMetadataEnd(builder))
    vector = _tables(builder, tflite.SparsityParametersStartDimMetadataVector, dimensions)
    blocks = builder.CreateNumpyVector(np.zeros(1, np.int32)) if tensor.blocks else None
    tflite.SparsityParametersStart(builder)
    tflite.SparsityParametersAddDimMetadata(builder, vector)
    if blocks is not None:
        tflite.SparsityParametersAddBlockMap(builder, blocks)
    return int(tflite.SparsityParametersEnd(builder))


def _operator(builder, index, step) -> int:
    inputs = builder.CreateNumpyVector(np.array(step.inputs, np.int32))
    outputs = builder.CreateNumpyVector(np.array([step.output], np.int32))
    options = None
    if step.kind == tflite.BuiltinOperator.CONCATENATION:
        tflite.ConcatenationOptionsStart(builder)
        tflite.ConcatenationOptionsAddAxis(builder, -1)
        options = tflite.ConcatenationOptionsEnd(builder)
    tflite.OperatorStart(builder)
    tflite.OperatorAddOpcodeIndex(builder, index)
    tflite.OperatorAddInputs(builder, inputs)
    tflite.OperatorAddOutputs(builder, outputs)
    if options is not None:
        tflite.OperatorAddBuiltinOptionsType(builder, tflite.BuiltinOptions.ConcatenationOptions)
        tflite.OperatorAddBuiltinOptions(builder, options)
    return int(tflite.OperatorEnd(builder))


def _code(builder, kind) -> int:
    tflite.OperatorCodeStart(builder)
    tflite.OperatorCodeAddDeprecatedBuiltinCode(builder, min(kind, 127))
    tflite.OperatorCodeAddBuiltinCode(builder, kind)
    return int(tflite.OperatorCodeEnd(builder))
