"""Small projects of clips for the tests: a square that moves. See also sounds.py."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np

from understudy.media.image import encode_jpeg
from understudy.project.records import Cut
from understudy.project.store import Project

ACTIONS = Cut(window=1.5, step=0.75)
SIZE = 96, 72
CLOCK = 123_456
"""Milliseconds that the clock of the page shows at the first frame."""

Frame = tuple[int, bytes]


@cache
def jpeg(at: int, size: tuple[int, int] = SIZE) -> bytes:
    """Return a picture with a square at a place, 0..10."""
    width, height = size
    image = np.full((height, width, 3), 60, np.uint8)
    left, side = at * (width - height // 2) // 10, height // 2
    image[side // 2 : side // 2 + side, left : left + side] = [230, 180, 120]
    return encode_jpeg(image, 80)


def moving(
    *stretches: tuple[float, float],
    seconds: float = 1.5,
    fps: float = 20,
    size: tuple[int, int] = SIZE,
    start: int = 0,
) -> list[Frame]:
    """Return (milliseconds, JPEG) in which a square moves during some stretches of time."""
    found, at = [], start
    for number in range(round(seconds * fps)):
        time = number / fps
        if number % 2 == 0 and any(one <= time < other for one, other in stretches):
            at += 1
        found.append((CLOCK + round(time * 1000), jpeg(abs(at % 20 - 10), size)))
    return found


WAVE = moving((0.4, 1.0))
WAVES = moving((1.0, 2.0), (5.0, 6.0), seconds=8, start=3)
STILL = moving(seconds=4, start=6)


def send(project: Project, take: str, frames: Iterable[Frame], first: int = 0) -> list[int]:
    """Send frames one by one; return what is said of each."""
    numbered = list(enumerate(frames))[first:]
    return [project.add_clip_frame(take, number, *frame) for number, frame in numbered]


def record(project: Project, class_id: str, take: str, frames: Iterable[Frame]) -> list[int]:
    project.begin_take(take, class_id, "camera", 20)
    said = send(project, take, frames)
    project.end_take(take)
    return said


def create(folder: Path) -> Project:
    return Project.create(folder, "Clips", "actions", ACTIONS, "clip")
