"""A camera that moves over a still picture: it pans, zooms, turns and shakes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

FPS = 30
SIZE = (640, 480)


@dataclass(frozen=True)
class Frame:
    seconds: float
    image: np.ndarray
    """uint8 [480, 640, 3]"""
    matrix: np.ndarray
    """[2, 3]: from pixels of the still picture to those of the frame."""

    def places(self, points: np.ndarray) -> np.ndarray:
        """Return where points [n, 2] of the still picture are in this frame."""
        return points @ self.matrix[:, :2].T + self.matrix[:, 2]


def film(
    still: np.ndarray, aim: np.ndarray, count: int, *, seed: int = 0, pan: float = 0.12,
    zoom: float = 0.2, turn: float = 0.05, shake: float = 0.004, noise: float = 4.0,
) -> Iterator[Frame]:  # fmt: skip
    """Yield frames of a camera that sees a part of a picture, moving about a place in it.

    `pan` is the reach in shares of what is seen, `zoom` how much that grows and shrinks, `turn`
    in radians, `shake` the deviation from frame to frame in shares of what is seen, `noise` that
    of pixels.
    """
    random = np.random.default_rng(seed)
    size = np.array(SIZE)
    whole = np.array([still.shape[1], still.shape[0]])
    grain = random.normal(0, noise, (4, SIZE[1], SIZE[0], 1))
    phases = random.uniform(0, 2 * math.pi, 4)
    picture = Image.fromarray(still)
    for index in range(count):
        swings = np.sin(2 * math.pi * np.array([0.9, 0.7, 0.5, 0.4]) * index / FPS + phases)
        seen = size * (whole / SIZE).min() * (1 - zoom * (1 + swings[2]) / 2)
        middle = aim + seen * (swings[:2] * pan + random.normal(0, shake, 2))
        middle = np.clip(middle, seen / 2, whole - seen / 2)
        scale = SIZE[0] / seen[0]
        cos, sin = scale * math.cos(turn * swings[3]), scale * math.sin(turn * swings[3])
        there = np.array([[cos, -sin], [sin, cos]])
        matrix = np.column_stack([there, size / 2 - there @ middle])
        back = np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))[:2]
        frame = picture.transform(
            SIZE, Image.Transform.AFFINE, back.ravel().tolist(), Image.Resampling.BILINEAR
        )
        pixels = np.clip(np.asarray(frame) + grain[index % 4], 0, 255).astype(np.uint8)
        yield Frame(index / FPS, pixels, matrix)
