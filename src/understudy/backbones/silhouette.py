"""The old way: what differs from a picture of the empty room, counted by rows and columns.

The predecessor of "Playing Mortal Kombat with TensorFlow.js" read postures so, without any
training: the stored picture of the room is subtracted, what is left is made black and white, and
the histograms of its rows and columns say how somebody stands. It needs a camera and a light that
stay as they are. Here it is the baseline to beat: the histograms are features like any others.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.errors import UnderstudyError
from understudy.media.picture import Source, load_picture
from understudy.onnx_graph import FLOAT, Graph
from understudy.onnx_session import Network
from understudy.types import Image

NAME = "silhouette"
WIDTH, HEIGHT = 64, 48
"""Pixels that a whole picture is scaled to; also how many columns and rows are counted."""
LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601
DIFFERENT = 30.0
"""Of 255: a pixel that differs by more belongs to the silhouette. Noise and the flicker of lamps
stay below."""
LONG_SIDE = 640
"""Pixels of the room that are kept."""
BLOCKS = {"columns": slice(0, WIDTH), "rows": slice(WIDTH, WIDTH + HEIGHT)}
NO_ROOM = (
    f"The backbone {NAME!r} compares with the empty room, and there is no picture of it. Give one "
    "that the same camera took from the same place, with nobody in it: --room room.jpg (in Python, "
    'room="room.jpg").'
)


def load(room: Source | None = None) -> OnnxBackbone:
    """Return the backbone that compares with a picture of the empty room.

    Raises
    ------
    MediaError
        The picture can't be read.
    UnderstudyError
        There is none.
    """
    if room is None:
        raise UnderstudyError(NO_ROOM)
    from understudy.media.image import thumbnail  # brings Pillow, which building does without

    picture = load_picture(Path(room) if isinstance(room, str) else room, at_least=LONG_SIDE)
    backbone = OnnxBackbone(NAME, Network(network(thumbnail(picture, LONG_SIDE))), BLOCKS)
    backbone.tells_takes = False
    return backbone


def network(room: Image) -> bytes:
    """Return the graph: `images` uint8 [n, height, width, 3] of any size -> `features` [n, 112].

    They are the shares 0..1 of each column, from the left, and of each row, from the top, that
    belong to the silhouette. What is a single pixel apart from others does not.
    """
    graph = Graph(NAME)
    pictures = graph.input("images", np.uint8, ("n", "height", "width", 3))
    grey = _grey(graph, pictures)
    empty = _grey(graph, graph.constant(room[np.newaxis]))
    difference = graph.add("Abs", graph.add("Sub", grey, empty))
    differs = graph.add("Greater", difference, graph.constant(DIFFERENT, np.float32))
    mask = graph.add("Cast", differs, to=FLOAT)
    # More than half of the 3 x 3 pixels around: a median of black and white.
    around = graph.add(
        "AveragePool", mask, kernel_shape=[3, 3], pads=[1, 1, 1, 1], count_include_pad=1
    )
    most = graph.add("Greater", around, graph.constant(0.5, np.float32))
    whole = graph.add("Cast", most, to=FLOAT)  # [n, 1, HEIGHT, WIDTH]
    counts = [
        graph.add("ReduceMean", whole, graph.constant([1, axis], np.int64), keepdims=0)
        for axis in (2, 3)
    ]
    graph.add("Concat", *counts, axis=1, name="features")
    graph.add("Identity", "features", name="raw")
    for output in ("features", "raw"):
        graph.output(output, np.float32, ("n", WIDTH + HEIGHT))
    content: bytes = graph.model().SerializeToString()
    return content


def _grey(graph: Graph, pictures: str) -> str:
    """Add what makes [n, 1, HEIGHT, WIDTH] of whole pictures, 0..255."""
    values = graph.add("Cast", pictures, to=FLOAT)
    grey = graph.add("MatMul", values, graph.constant(LUMA[:, np.newaxis]))
    first = graph.add("Transpose", grey, perm=[0, 3, 1, 2])
    batch = graph.add("Shape", pictures, start=0, end=1)
    sizes = graph.add("Concat", batch, graph.constant([1, HEIGHT, WIDTH], np.int64), axis=0)
    return graph.add(
        "Resize", first, "", "", sizes, mode="linear", antialias=1,
        coordinate_transformation_mode="half_pixel",
    )  # fmt: skip
