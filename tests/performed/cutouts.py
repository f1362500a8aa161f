"""Hands cut out of a green background: real ones where there are photos, drawn ones otherwise."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageFilter

from tests.performed.photos import photos
from understudy import drawings
from understudy.types import Image

HANDS = "rpsgreen3"
GREEN = (40, 180, 40)
GREENEST, RANGE = 18.0, 26.0
"""Of 255: where green is that much above red and blue nothing of a hand is left; below
GREENEST - RANGE all of it is hand."""
LEAST_SHARE, MOST_SHARE = 0.08, 0.6  # of the picture; others hold half a hand, or no green
ARM = 3  # pictures: how far the arm goes on below the wrist
DRAWN_SIDE = 224  # pixels
FOLDED = ((), (0,), (3,), (0, 1), (2, 3), (1, 2, 3), (0, 1, 2), (0, 1, 2, 3))


class Cutout:
    """A picture with transparency, float32 [h, w, 4] 0..255, whose centre is what is placed."""

    def __init__(self, picture: NDArray[np.float32], arm: int = 0) -> None:
        self.height, self.width = picture.shape[:2]
        below = np.repeat(picture[-1:], arm * self.height, axis=0)
        whole = np.concatenate([picture, below])
        whole[..., :3] *= whole[..., 3:] / 255  # premultiplied, so that edges mix as they should
        self.picture = Pillow.fromarray((whole + 0.5).astype(np.uint8), "RGBA")

    def seen(
        self, size: tuple[int, int], x: float, y: float, scale: float, degrees: float
    ) -> NDArray[np.float32]:
        """Return it in a frame, premultiplied [height, width, 4], 0..255.

        `x` and `y` say where its centre is in parts of the frame's height, `x` from a height's
        half left of the middle; `scale` how high it is in the frame, in the same parts; `degrees`
        how far it is turned counter-clockwise.
        """
        height, width = size
        turn, factor = np.deg2rad(degrees), self.height / (scale * height)
        cos, sin = factor * np.cos(turn), factor * np.sin(turn)
        left, top = width / 2 + (x - 0.5) * height, y * height
        back = (
            cos, -sin, self.width / 2 - cos * left + sin * top,
            sin, cos, self.height / 2 - sin * left - cos * top,
        )  # fmt: skip
        bands = [
            band.transform((width, height), Pillow.Transform.AFFINE, back, BILINEAR)
            for band in self.picture.split()
        ]
        return np.stack([np.asarray(band) for band in bands], axis=-1).astype(np.float32)


BILINEAR = Pillow.Resampling.BILINEAR


def cut_green(picture: Image) -> NDArray[np.float32]:
    """Return a hand before green as float32 [h, w, 4], without the green that shines on it."""
    red, green, blue = np.moveaxis(picture.astype(np.float32), -1, 0)
    strongest = np.maximum(red, blue)
    opaque = np.clip((GREENEST - (green - strongest)) / RANGE, 0, 1)
    mask = Pillow.fromarray((255 * opaque).astype(np.uint8))
    for spots_away in (ImageFilter.MinFilter(3), ImageFilter.MaxFilter(3)):
        mask = mask.filter(spots_away)
    soft = np.asarray(mask.filter(ImageFilter.GaussianBlur(0.8)), np.float32)
    return np.stack([red, np.minimum(green, strongest), blue, soft], axis=-1)


@cache
def hands() -> tuple[NDArray[np.float32], ...]:
    """Return all hands, wrist down, float32 [h, w, 4]."""
    found = (cut_green(picture) for picture in _before_green())
    return tuple(hand for hand in found if LEAST_SHARE < np.mean(hand[..., 3] > 128) < MOST_SHARE)


def hand(number: int, random: RandomState) -> Cutout:
    """Return a hand, left or right, in some light."""
    picture = hands()[number].copy()
    if random.rand() < 0.5:
        picture = picture[:, ::-1].copy()
    light = random.uniform(0.65, 1.1) * random.uniform(0.92, 1.08, 3)
    picture[..., :3] = np.clip(picture[..., :3] * light, 0, 255)
    return Cutout(picture, ARM)


def _before_green() -> list[Image]:
    real = photos(HANDS)
    if real:
        return [np.rot90(_read(path), -1) for path in real]  # their wrists are at the right
    return [_drawn(folded, thumb) for folded in FOLDED for thumb in (True, False)]


def _read(path: Path) -> Image:
    with Pillow.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def _drawn(folded: tuple[int, ...], thumb: bool) -> Image:
    picture = Pillow.fromarray(drawings.hand(folded=folded, thumb=thumb, wall=GREEN))
    return np.asarray(picture.resize((DRAWN_SIDE, DRAWN_SIDE)))
