"""Drawn clips: a square that slides over a wall with some pattern."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import numpy as np

from understudy.types import Image

Course = Callable[[float], tuple[float, float]]
"""Where the middle of the square is at a time in seconds: x, y in parts of width and height."""


def to_the_right(seconds: float) -> tuple[float, float]:
    """Slide from left to right within a second, and back."""
    return 0.5 - 0.3 * math.cos(math.pi * seconds), 0.5


def still(seconds: float) -> tuple[float, float]:
    """Stay in the middle."""
    return 0.5, 0.5


def picture_at(x: float, y: float, width: int = 96, height: int = 72) -> Image:
    """Draw a bright square with its middle at x, y on a wall."""
    rows, columns = np.mgrid[0:height, 0:width]
    wall = 80 + 25 * np.sin(columns / 7) + 20 * np.cos(rows / 5)
    image = np.stack([wall, wall, wall + 20], axis=2)
    inside = (abs(columns - x * width) < height / 6) & (abs(rows - y * height) < height / 6)
    image[inside] = [230, 190, 60]
    return image.astype(np.uint8)


def frames(
    seconds: float, rate: float = 30, course: Course = to_the_right, start: float = 0.0
) -> list[tuple[float, Image]]:
    """Draw a video: (seconds, frame), the first at `start`."""
    times = [index / rate for index in range(round(seconds * rate))]
    return [(start + time, picture_at(*course(time))) for time in times]


def write(path: Path, shown: Iterable[tuple[float, Image]]) -> Path:
    """Write frames of one size with their own times as a video, with hardly a loss."""
    import av

    several = list(shown)

    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=1000)
        stream.pix_fmt, stream.options = "yuvj444p", {"qmin": "2", "qmax": "2"}
        stream.codec_context.time_base = Fraction(1, 1000)
        stream.height, stream.width = several[0][1].shape[:2]
        for seconds, image in several:
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = round(seconds * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
