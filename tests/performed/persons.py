"""Somebody drawn: clothes, build and light differ from person to person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFilter

from tests.performed.anatomy import HEAD, Joints, Point, Pose, joints

FINER = 2  # times; drawn larger and made smaller, so that edges are smooth
MARGIN = 0.75  # parts of the height to either side of the hips, for arms and legs
ABOVE, BELOW = 1.35, 0.08  # parts of the height, from the floor
Colour = tuple[int, int, int]
SKINS = ((214, 160, 130), (236, 188, 160), (176, 122, 92), (120, 80, 58))
HAIRS = ((60, 40, 30), (25, 22, 20), (120, 85, 50), (150, 140, 130))


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody looks."""

    shirt: Colour
    trousers: Colour
    shoes: Colour
    skin: Colour
    hair: Colour
    sleeves: bool
    """Long ones."""
    build: float
    """Around 1; more is broader."""

    @classmethod
    def drawn_from(cls, random: RandomState) -> Person:
        """Return somebody."""

        def colour(low: int, high: int) -> Colour:
            red, green, blue = random.randint(low, high, 3).tolist()
            return red, green, blue

        return cls(
            colour(30, 230), colour(20, 120), colour(15, 90), SKINS[random.randint(len(SKINS))],
            HAIRS[random.randint(len(HAIRS))], random.rand() < 0.6, random.uniform(0.9, 1.15),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MovingPerson:
    """Somebody who does something."""

    person: Person
    pose: Callable[[float], Pose]
    """By time in seconds."""
    place: Callable[[float], tuple[float, float, float]]
    """By time: x of the hips, y of the floor and the height of the person, in parts of the
    frame's height, `x` from a height's half left of the middle."""

    def seen(self, seconds: float, size: tuple[int, int]) -> NDArray[np.float32] | None:
        """Return the person in a frame, premultiplied [height, width, 4]."""
        height, width = size
        x, floor, tall = self.place(seconds)
        pixels = tall * height
        drawn = draw(self.person, self.pose(seconds), pixels)
        left = width / 2 + (x - 0.5) * height - MARGIN * pixels
        back = (1, 0, -left, 0, 1, -(floor * height - ABOVE * pixels))
        bands = [
            band.transform((width, height), Pillow.Transform.AFFINE, back, BILINEAR)
            for band in drawn.split()
        ]
        return np.stack([np.asarray(band) for band in bands], axis=-1).astype(np.float32)


BILINEAR = Pillow.Resampling.BILINEAR


@lru_cache(maxsize=16)
def draw(person: Person, pose: Pose, pixels: float) -> Pillow.Image:
    """Draw somebody so many pixels high, premultiplied; the floor is ABOVE below the upper edge."""
    brush, body = _Brush(pixels), joints(pose, person.build)
    for leg in body.legs:
        hip, knee, ankle, toes = leg.joints
        brush.limb([hip, knee], 0.105 * person.build, 0.085, person.trousers)
        brush.limb([knee, ankle], 0.085, 0.06, person.trousers)
        brush.limb([ankle, toes], 0.06, 0.05, person.shoes)
    (a, b), (c, d) = body.shoulders, body.hips
    brush.limb([a, b], 0.085, 0.085, person.shirt)
    brush.area([a, b, (d[0] + 0.02, d[1]), (c[0] - 0.02, c[1])], person.shirt)
    brush.limb([c, d], 0.08, 0.08, person.trousers)
    brush.limb([body.neck, body.head], 0.065, 0.065, shade(person.skin, 0.85))
    _head(brush, person, body)
    sleeve = person.shirt if person.sleeves else person.skin
    for arm in body.arms:
        shoulder, elbow, wrist, fingers = arm.joints
        brush.limb([shoulder, elbow], 0.07 * person.build, 0.058, person.shirt)
        brush.limb([elbow, wrist], 0.055, 0.042, sleeve)
        brush.limb([wrist, fingers], 0.045, 0.042, person.skin)
    return brush.picture()


def _head(brush: _Brush, person: Person, body: Joints) -> None:
    (x, y), (nx, ny) = body.head, body.neck
    up = np.array([x - nx, y - ny]) / max(1e-6, float(np.hypot(x - nx, y - ny)))
    side = np.array([-up[1], up[0]])
    look = 0.025 * body.turn

    def at(right: float, higher: float) -> Point:
        moved = np.array([x, y]) + side * (right + look) + up * higher
        return float(moved[0]), float(moved[1])

    middle = (-look, 0.0)
    brush.limb([at(middle[0], 0.022), at(middle[0], 0.03)], HEAD * 0.86, HEAD * 0.8, person.hair)
    brush.limb([at(0, 0.005), at(0, -0.03)], HEAD * 0.74, HEAD * 0.6, person.skin)
    dark = shade(person.skin, 0.6)
    for eye in (-0.021, 0.021):
        brush.limb([at(eye - 0.005, 0.008), at(eye + 0.005, 0.008)], 0.009, 0.009, (40, 30, 30))
        brush.limb([at(eye - 0.009, 0.022), at(eye + 0.009, 0.022)], 0.005, 0.005, person.hair)
    brush.limb([at(look / 2, 0.0), at(look / 2, -0.014)], 0.008, 0.012, dark)
    brush.limb([at(-0.014, -0.034), at(0.014, -0.034)], 0.007, 0.007, (150, 60, 60))


def shade(colour: Colour, light: float) -> Colour:
    """Return a colour in less light, or in more."""
    red, green, blue = (min(255, round(light * part)) for part in colour)
    return red, green, blue


class _Brush:
    """Draws in parts of a person's height."""

    def __init__(self, pixels: float) -> None:
        self._scale = pixels * FINER
        size = (2 * MARGIN * self._scale, (ABOVE + BELOW) * self._scale)
        self._size = (round(size[0]), round(size[1]))
        self._image = Pillow.new("RGBA", self._size, (0, 0, 0, 0))
        self._draw = ImageDraw.Draw(self._image)

    def _pixel(self, point: Point) -> tuple[float, float]:
        return (point[0] + MARGIN) * self._scale, (point[1] + ABOVE) * self._scale

    def area(self, corners: Sequence[Point], colour: Colour) -> None:
        """Fill a polygon."""
        self._draw.polygon([self._pixel(corner) for corner in corners], fill=(*colour, 255))

    def limb(self, ends: Sequence[Point], width: float, thinner: float, colour: Colour) -> None:
        """Draw something round from one point to another, with light from the upper left."""
        for grown, light, aside in ((1.0, 0.72, 0.0), (0.82, 1.0, -0.06), (0.35, 1.14, -0.16)):
            start, end = (np.add(self._pixel(point), aside * width * self._scale) for point in ends)
            first, last = (max(0.6, grown * wide * self._scale / 2) for wide in (width, thinner))
            along = end - start
            across = np.array([-along[1], along[0]]) / max(1e-6, float(np.hypot(*along)))
            fill = (*shade(colour, light), 255)
            corners = [start + first * across, end + last * across,
                       end - last * across, start - first * across]  # fmt: skip
            self._draw.polygon([(float(x), float(y)) for x, y in corners], fill=fill)
            for (x, y), radius in ((start, first), (end, last)):
                box = (x - radius, y - radius, x + radius, y + radius)
                self._draw.ellipse([float(value) for value in box], fill=fill)

    def picture(self) -> Pillow.Image:
        """Return what was drawn."""
        soft = self._image.filter(ImageFilter.GaussianBlur(0.5 * FINER))
        # Band by band: of a whole picture Pillow would multiply the colours once more.
        return Pillow.merge("RGBA", [band.reduce(FINER) for band in soft.split()])
