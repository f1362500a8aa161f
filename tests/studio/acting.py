"""Drawn clips of a thing that moves, and backbones that tell them by how it moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from tests.studio.seeing import SeeingBackbone
from tests.taught import tiny_backbone
from understudy.backbones.clip_backbone import ActionBackbone
from understudy.media.image import encode_jpeg
from understudy.media.motion_video import write_motion
from understudy.studio.protocol import Frame

RATE = 15  # frames a second
SECONDS = 1.6  # of a clip
SIZE = 96, 72
WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1), "other": (0, 0)}

Timed = tuple[float, bytes]
"""Milliseconds and a JPEG."""


@cache
def ground(number: int) -> Image.Image:
    """Return a room in which everything can be told from its surroundings."""
    random = np.random.default_rng(number)
    small = random.integers(40, 200, (9, 12, 3), np.uint8)
    return Image.fromarray(small).resize(SIZE, Image.Resampling.BICUBIC)


def picture(label: str, share: float, number: int = 0) -> bytes:
    """Return the frame after a share of an action: a disc that goes a way, or trembles."""
    room = ground(number % 3).copy()
    x, y = WAYS[label]
    share = float(np.clip(share, 0, 1))
    random = np.random.default_rng([number, round(1000 * share)])
    start = np.random.default_rng(number).normal(0, 3, 2)
    at = np.array(SIZE) / 2 + start + random.normal(0, 0.3, 2)
    at += 44 * (share - 0.5) * np.array([x, y])
    left, top = (at - 11).tolist()
    ImageDraw.Draw(room).ellipse((left, top, left + 22, top + 22), fill=(235, 200, 180))
    return encode_jpeg(np.asarray(room))


def clip(
    label: str, number: int = 0, seconds: float = SECONDS, rate: float = RATE, start: float = 0.0
) -> Iterator[Timed]:
    """Yield the frames of a clip, of which the action takes up the middle half.

    `start` is when the first is captured, in milliseconds.
    """
    for frame in range(round(seconds * rate)):
        at = frame / rate
        share = (at / seconds - 0.25) / 0.5
        yield start + 1000 * at, picture(label, share, number)


def write_clip(path: Path, label: str = "left", number: int = 0, **how: float) -> Path:
    """Write a clip as the project keeps it, and return its path."""
    write_motion(path, ((round(at), jpeg) for at, jpeg in clip(label, number, **how)))
    return path


def frames(timed: Sequence[Timed], take: str = "", stream: int = 0) -> Iterator[Frame]:
    """Yield frames as the page sends them: of a take, or to be watched."""
    for number, (captured, jpeg) in enumerate(timed):
        yield Frame(
            kind="take" if take else "watch",
            stream=stream,
            sequence=number,
            captured=captured,
            take=take,
            jpeg=jpeg,
        )


def acting_backbone(name: str = "actions") -> ActionBackbone:
    """Return a backbone for actions that sees the mean colour, and how things move."""
    seeks = {"actions-hands": "hand", "actions-body": "body"}.get(name)
    return ActionBackbone(name, SeeingBackbone(seeks) if seeks else tiny_backbone())
