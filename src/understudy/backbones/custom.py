"""Backbones of other people: any ONNX file that turns pictures into vectors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.backbones.preprocessing import add_preprocessing
from understudy.backbones.whitening import Statistics, add_whitening
from understudy.errors import UnderstudyError, require
from understudy.onnx_graph import IR_VERSION, OPSET, Graph
from understudy.onnx_session import Network

PerChannel = float | tuple[float, float, float]


@dataclass(frozen=True)
class OnnxFile:
    """What is to be known of someone's network to make it a backbone."""

    path: Path
    """One picture input, float32; the named output [n, d] or [n, d, 1, 1]."""
    side: int
    """Height and width in pixels that it expects."""
    mean: PerChannel
    """Subtracted from every pixel value (0..255), one number or one per channel."""
    scale: PerChannel
    """Then divided by."""
    channels_last: bool
    """Whether it expects [n, side, side, 3] rather than [n, 3, side, side]."""
    output: str | None
    """Name of the output to use; None for the first."""
    statistics: Path | None
    """What `backbones.measure` wrote; None to use the features as they come."""
    licence: str


def load(name: str, file: OnnxFile) -> OnnxBackbone:
    """Return the network with preprocessing before it and whitening after it.

    Raises
    ------
    UnderstudyError
        The file can't be read or run, has no such output, or the statistics don't fit it.
    """
    onnx = require("onnx", extra="studio", purpose="use a network of your own")
    model, opset = _read(onnx, file.path)
    model = onnx.compose.add_prefix(model, "network_")
    graph = model.graph
    names = [value.name.removeprefix("network_") for value in graph.output]
    output = file.output or names[0]
    if output not in names:
        raise UnderstudyError(f"{file.path} has no output {output!r}; it has: {', '.join(names)}.")

    before = Graph("preprocessing", opset=opset, prefix="before_")
    pictures = before.input("images", np.uint8, ("n", "height", "width", 3))
    image = add_preprocessing(
        before, pictures,
        side=file.side, mean=file.mean, scale=file.scale, channels_last=file.channels_last,
    )  # fmt: skip
    constants = {constant.name for constant in graph.initializer}
    given = [value.name for value in graph.input if value.name not in constants]
    if len(given) != 1:
        raise UnderstudyError(
            f"{file.path} has {len(given)} inputs; expected one, for the picture. "
            "Export the network with that input only."
        )
    (expected,) = given
    before.add("Identity", image, name=expected)

    after = Graph("whitening", opset=opset, prefix="after_")
    raw = after.add("Flatten", f"network_{output}", axis=1, name="raw")
    statistics = None if file.statistics is None else Statistics.load(file.statistics)
    if statistics is None:
        after.add("Identity", raw, name="features")
    else:
        widths = [block.stop - block.start for block in statistics.blocks.values()]
        parts = after.add_many(
            "Split", raw, after.constant(widths, np.int64), names=(None,) * len(widths), axis=1
        )
        add_whitening(after, parts, statistics, "features")

    nodes = [*before.nodes, *graph.node, *after.nodes]
    del graph.node[:], graph.input[:], graph.output[:]
    graph.node.extend(nodes)
    graph.input.extend(before.inputs)
    graph.initializer.extend([*before.initializers, *after.initializers])
    graph.output.extend(
        onnx.helper.make_tensor_value_info(value, onnx.TensorProto.FLOAT, None)
        for value in ("features", "raw")
    )
    network = Network(model.SerializeToString())
    width = _width(network, file)
    blocks = statistics.blocks if statistics else {name: slice(0, width)}
    return OnnxBackbone(name, network, blocks, licence=file.licence, least_side=file.side)


def _read(onnx: Any, path: Path) -> tuple[Any, int]:
    """Return the model and its operator set, which is at least ours."""
    try:
        model = onnx.load(str(path))
        # The parts must share one operator set: older ones are lifted to ours, newer ones kept.
        opset = max(one.version for one in model.opset_import if one.domain in ("", "ai.onnx"))
        if opset < OPSET:
            model = onnx.version_converter.convert_version(model, OPSET)
    except Exception as error:  # protobuf and onnx raise many types
        raise UnderstudyError(f"{path} can't be read as an ONNX file: {error}") from error
    # Before version 4 every constant had to be an input too.
    model.ir_version = max(model.ir_version, IR_VERSION)
    return model, max(opset, OPSET)


def _width(network: Network, file: OnnxFile) -> int:
    """Return how many features the network gives, trying it on a black picture."""
    any_picture = np.zeros((1, 8, 8, 3), np.uint8)
    try:
        (row,) = network.run({"images": any_picture}, ["raw"])
    except Exception as error:  # ONNX Runtime raises many private types
        raise UnderstudyError(
            f"{file.path} can't be run on a picture of {file.side} x {file.side} pixels"
            f"{f' with the statistics {file.statistics}' if file.statistics else ''}: {error}"
        ) from error
    return int(row.shape[1])
