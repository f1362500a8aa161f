"""The first nodes of an image backbone: from any picture to what its network expects."""

from __future__ import annotations

import numpy as np

from understudy.onnx_graph import FLOAT, Graph


def add_preprocessing(
    graph: Graph,
    pictures: str,
    *,
    side: int,
    mean: float | tuple[float, float, float],
    scale: float | tuple[float, float, float],
    channels_last: bool = False,
) -> str:
    """Add centre crop, antialiased resize and (x - mean) / scale; return the result's name.

    Parameters
    ----------
    graph
        The graph under construction.
    pictures
        Name of a uint8 value [n, height, width, 3], RGB, of any size.
    side
        Height and width in pixels that the network expects.
    mean, scale
        One number, or one per channel, in units of a pixel value (0..255).
    channels_last
        Whether the network expects [n, side, side, 3] rather than [n, 3, side, side].
    """
    square = _centre_square(graph, pictures)
    channels_first = graph.add("Transpose", graph.add("Cast", square, to=FLOAT), perm=[0, 3, 1, 2])
    batch = graph.add("Shape", pictures, start=0, end=1)
    sizes = graph.add("Concat", batch, graph.constant([3, side, side], np.int64), axis=0)
    resized = graph.add(
        "Resize", channels_first, "", "", sizes, mode="linear", antialias=1,
        coordinate_transformation_mode="half_pixel",
    )  # fmt: skip
    per_channel = (-1, 1, 1)
    offset = np.reshape(np.asarray(mean, np.float32), per_channel)
    factor = np.reshape(1 / np.asarray(scale, np.float32), per_channel)
    centred = graph.add("Sub", resized, graph.constant(offset))
    image = graph.add("Mul", centred, graph.constant(factor))
    return graph.add("Transpose", image, perm=[0, 2, 3, 1]) if channels_last else image


def _centre_square(graph: Graph, pictures: str) -> str:
    height = graph.add("Shape", pictures, start=1, end=2)
    width = graph.add("Shape", pictures, start=2, end=3)
    side = graph.add("Min", height, width)
    half = graph.constant([2], np.int64)
    top = graph.add("Div", graph.add("Sub", height, side), half)
    left = graph.add("Div", graph.add("Sub", width, side), half)
    start = graph.add("Concat", top, left, axis=0)
    end = graph.add("Concat", graph.add("Add", top, side), graph.add("Add", left, side), axis=0)
    return graph.add("Slice", pictures, start, end, graph.constant([1, 2], np.int64))
