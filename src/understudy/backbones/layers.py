"""Any inner layer of a network as a backbone of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.errors import UnderstudyError, require
from understudy.onnx_graph import Graph
from understudy.onnx_session import Network


@dataclass(frozen=True)
class LayerStatistics:
    """Mean and standard deviation of each channel of a layer over ordinary pictures."""

    mean: NDArray[np.float32]  # [channels]
    std: NDArray[np.float32]  # [channels]


def expose_layer(
    network: bytes, layer: str, pool: int | None, statistics: LayerStatistics
) -> tuple[bytes, int]:
    """Cut a network off after a layer [n, channels, rows, columns].

    Parameters
    ----------
    network
        An ONNX graph with the input `images`.
    layer
        Name of a value inside it.
    pool
        Average on a grid of `pool` x `pool` cells; None keeps every position.
    statistics
        To standardise the channels with.

    Returns
    -------
    content, dimensions
        A network with the outputs `raw` (the layer pooled and flattened) and `features`
        (each channel standardised first), and how many features there are.

    Raises
    ------
    UnderstudyError
        The layer can't be averaged on so fine a grid.
    """
    onnx = require("onnx", extra="studio", purpose="choose a layer")
    model = onnx.load_from_string(network)
    _cut_after(model, layer)
    channels, rows, columns = _layer_shape(onnx, model, layer)
    if pool is not None and not 1 <= pool <= min(rows, columns):
        raise UnderstudyError(
            f"Layer {layer!r} has {rows} x {columns} positions and can't be averaged on a "
            f"{pool} x {pool} grid; choose 1 to {min(rows, columns)}, or None for all positions."
        )
    graph = Graph(layer, prefix="layer_")
    mean = graph.constant(statistics.mean[:, np.newaxis, np.newaxis])
    std = graph.constant(statistics.std[:, np.newaxis, np.newaxis])
    standard = graph.add("Div", graph.add("Sub", layer, mean), std)
    dimensions = channels * (rows * columns if pool is None else pool * pool)
    for value, name in ((standard, "features"), (layer, "raw")):
        pooled = value if pool is None else _average(graph, value, rows, columns, pool)
        graph.output(graph.add("Flatten", pooled, axis=1, name=name), np.float32, ("n", dimensions))
    model.graph.node.extend(graph.nodes)
    model.graph.initializer.extend(graph.initializers)
    del model.graph.output[:]
    model.graph.output.extend(graph.outputs)
    onnx.checker.check_model(model)
    return model.SerializeToString(), dimensions


def cell_weights(positions: int, cells: int) -> NDArray[np.float32]:
    """Return [cells, positions]: which positions each cell averages.

    Cells are as equal as can be; where they do not divide the positions, neighbours share one.
    """
    weights = np.zeros((cells, positions), dtype=np.float32)
    for cell in range(cells):
        start = cell * positions // cells
        end = -(-(cell + 1) * positions // cells)
        weights[cell, start:end] = 1 / (end - start)
    return weights


def _average(graph: Graph, value: str, rows: int, columns: int, pool: int) -> str:
    across_rows = graph.constant(cell_weights(rows, pool))
    across_columns = graph.constant(cell_weights(columns, pool).T)
    return graph.add("MatMul", graph.add("MatMul", across_rows, value), across_columns)


def _cut_after(model: Any, layer: str) -> None:
    """Keep only the nodes and constants that the layer is computed from."""
    wanted, kept = {layer}, []
    for node in reversed(model.graph.node):
        if wanted.intersection(node.output):
            wanted.update(node.input)
            kept.append(node)
    constants = [constant for constant in model.graph.initializer if constant.name in wanted]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(reversed(kept))
    model.graph.initializer.extend(constants)


def _layer_shape(onnx: Any, model: Any, layer: str) -> tuple[int, int, int]:
    del model.graph.output[:]
    model.graph.output.append(
        onnx.helper.make_tensor_value_info(layer, onnx.TensorProto.FLOAT, None)
    )
    any_picture = np.zeros((1, 8, 8, 3), np.uint8)
    (values,) = Network(model.SerializeToString()).run({"images": any_picture}, [layer])
    _, channels, rows, columns = values.shape
    return channels, rows, columns
