"""Models of drawn hands and people, taught in milliseconds, and videos of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np

from tests.backbones.posing import POINTING, SHAPES, WALLS, body, flipped, hands
from understudy import drawings, heads
from understudy.backbones.backbone import Backbone
from understudy.model import Model
from understudy.types import Image

UP, DOWN = ((0.32, 0.25), (0.68, 0.25)), ((0.3, 0.55), (0.7, 0.55))


@cache
def gestures(*, nothing: bool = False) -> Model:
    """Return a model of an open and a pointing hand, and perhaps of pictures without one."""
    shown = {
        "open": [drawings.hand(wall=wall) for wall in WALLS],
        "pointing": [drawings.hand(folded=POINTING, wall=wall) for wall in WALLS],
    }
    if nothing:
        shown["nothing"] = [*SHAPES, *map(flipped, SHAPES)]
    return taught(hands(), shown)


@cache
def postures() -> Model:
    """Return a model of a person with the hands up and down."""
    moves = [(0.01 * step, 0.005 * step) for step in range(5)]
    return taught(body(), {
        label: [drawings.person(hands=tuple((x + dx, y + dy) for x, y in where))
                for dx, dy in moves]
        for label, where in (("up", UP), ("down", DOWN))
    })  # fmt: skip


def taught(backbone: Backbone, shown: dict[str, list[Image]]) -> Model:
    """Return a model of what is shown by label."""
    X = backbone.embed([picture for pictures in shown.values() for picture in pictures])
    y = [label for label, pictures in shown.items() for _ in pictures]
    head = heads.create("discriminant").fit(X, y)
    labels = tuple(str(label) for label in head.classes_)
    return Model(labels, backbone, head.to_onnx(), {"background": [], "licences": []})


def write_frames(path: Path, pictures: Sequence[Image], fps: int = 10) -> Path:
    """Write a video of pictures of one size and return its path."""
    import av

    height, width, _ = pictures[0].shape
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.bit_rate = 4_000_000
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
