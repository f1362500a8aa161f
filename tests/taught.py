"""Drawn photos, and models taught from them, for the tests of everything that needs one."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

import understudy
from understudy import heads
from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.model import Model
from understudy.onnx_graph import Graph
from understudy.onnx_session import Network

LABELS = ("box", "disc")
COLOURS = {"box": (30, 60, 240), "disc": (240, 40, 40)}


def draw(label: str, number: int, size: tuple[int, int] = (64, 48)) -> np.ndarray:
    """Draw a blue box, a red disc or, for any other label, a green cross on some plain ground."""
    random = np.random.default_rng([number, *label.encode()])
    ground = tuple(random.integers(0, 255, 3).tolist())
    picture = Image.new("RGB", size, ground)
    x, y = random.integers(5, 15, 2).tolist()
    pencil = ImageDraw.Draw(picture)
    if label == "box":
        pencil.rectangle((x, y, x + 28, y + 28), fill=COLOURS[label])
    elif label == "disc":
        pencil.ellipse((x, y, x + 28, y + 28), fill=COLOURS[label])
    else:
        pencil.line((x, y, x + 28, y + 28), fill=(20, 220, 40), width=6)
        pencil.line((x + 28, y, x, y + 28), fill=(20, 220, 40), width=6)
    return np.asarray(picture)


def write_photos(root: Path, labels: tuple[str, ...] = LABELS, count: int = 4) -> Path:
    """Write root/<label>/<number>.png and return the root."""
    for label in labels:
        (root / label).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            Image.fromarray(draw(label, number)).save(root / label / f"{number}.png")
    return root


def write_video(path: Path, label: str, frames: int = 6, fps: int = 5) -> Path:
    """Write a video of a drawn thing and return its path."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=fps)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        container.start_encoding()  # writes the header, even of a video without frames
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(draw(label, number), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@cache
def taught() -> Model:
    """Return a model of boxes and discs on the default backbone."""
    shown = {label: [draw(label, number) for number in range(4)] for label in LABELS}
    return understudy.teach(shown, cache=False)


@cache
def tiny() -> Model:
    """Return a model of boxes and discs by their mean colour, which loads in milliseconds."""
    backbone = tiny_backbone()
    X = backbone.embed([draw(label, number) for label in LABELS for number in range(4)])
    head = heads.create("discriminant").fit(X, np.repeat(LABELS, 4))
    return Model(LABELS, backbone, head.to_onnx(), {"background": [], "licences": ["none"]})


def tiny_backbone(name: str = "mean-colour", scale: float = 127.5) -> OnnxBackbone:
    """Return a backbone that gives the mean colour, [n, 3]."""
    graph = Graph("mean-colour")
    images = graph.input("images", np.uint8, ("n", "h", "w", 3))
    values = graph.add("Cast", images, to=1)
    mean = graph.add("ReduceMean", values, graph.constant([1, 2], np.int64), keepdims=0)
    centred = graph.add("Sub", mean, graph.constant(127.5, np.float32))
    graph.add("Div", centred, graph.constant(scale, np.float32), name="features")
    graph.output("features", np.float32, ("n", 3))
    network = Network(graph.model().SerializeToString())
    return OnnxBackbone(name, network, {"colour": slice(0, 3)}, licence="none")
