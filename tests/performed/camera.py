"""A camera: what moves is blurred, and every frame has noise of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tests.performed.cutouts import Cutout
from tests.performed.rooms import Room
from understudy.types import Image

SHUTTER = (0.0, 0.012, 0.024, 0.036)
"""Seconds after which something that moves is seen again in the same frame."""
NOISE = 2.5  # of 255, standard deviation
OUT_OF_SIGHT = 1.6  # frames high: below that nothing is seen of a hand

Layer = NDArray[np.float32]
"""What is before the room [height, width, 4], 0..255, premultiplied."""
Place = tuple[float, float, float]
"""x and y of a centre, and how high it is, in parts of the frame's height; see Cutout.seen."""


class Actor(Protocol):
    """Something that moves before a room."""

    def seen(self, seconds: float, size: tuple[int, int]) -> Layer | None:
        """Return what is seen of it at a moment, in a frame of this height and width."""
        ...


@dataclass(frozen=True, slots=True)
class MovingHand:
    """A hand that goes somewhere."""

    cutout: Cutout
    place: Callable[[float], Place]
    """Where it is at a time in seconds."""
    degrees: float = 0.0
    """How far it is turned, counter-clockwise."""

    def seen(self, seconds: float, size: tuple[int, int]) -> Layer | None:
        """Return the hand, where it is in sight."""
        x, y, scale = self.place(seconds)
        if y > OUT_OF_SIGHT:
            return None
        return self.cutout.seen(size, x, y, scale, self.degrees)


def expose(
    room: Room, actors: Iterable[Actor], seconds: float, grain: Generator, noise: float = NOISE
) -> Image:
    """Return a frame."""
    picture = room.at(seconds)
    for actor in actors:
        looks = [actor.seen(seconds + later, room.size) for later in SHUTTER]
        layers = [look for look in looks if look is not None]
        if layers:
            layer = np.sum(layers, axis=0) / np.float32(len(SHUTTER))
            picture = picture * (1 - layer[..., 3:] / 255) + layer[..., :3]
    noisy = picture + noise * grain.standard_normal(picture.shape, dtype=np.float32)
    return np.clip(noisy + 0.5, 0, 255).astype(np.uint8)
