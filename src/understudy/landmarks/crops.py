"""Cuts a turned square out of a picture, at the size that a network wants."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from understudy.landmarks.regions import Region
from understudy.types import Image

if TYPE_CHECKING:
    from PIL import Image as Pillow

MOST_AVERAGED = 4  # pixels along each side of a square that are averaged to make it smaller; of
# more than that, pixels are left out before: 16 are enough to average, and few are read
LEFT_TO_INTERPOLATE = 2.0  # times that a picture is still to be made smaller after averaging: the
# networks learned from pictures that were only interpolated, and of hands 20 pixels small in one of
# 400 find 8 of 560 and every fifth second hand less when these are averaged first
QUICK_LEFT = 1.5  # the same of quick crops, which would flicker with more
QUICK_LEAST = 0.4  # pixels of the picture for each of the crop; with fewer, it is enlarged first
QUICK_OFFSET = 0.25  # pixels of the crop, from its middle to each of the two samples of a pixel


def crop(
    image: Image,
    region: Region,
    side: int,
    *,
    outside: Literal["black", "edge"],
    quick: bool = False,
) -> Image:
    """Return what is in a region of a picture as uint8 [side, side, 3].

    Parameters
    ----------
    image
        uint8 [height, width, 3]. Only the pixels around the region are copied, and of a large
        region not every one.
    outside
        What the region shows beyond the picture: nothing, or its last pixels once more.
    quick
        Make each pixel the mean of the two that are nearest to two places in it, instead of
        interpolating: at 224 x 224 that takes 0.2 ms rather than 0.8 ms, and moves the points of
        a hand by 0.2 % of its extent (0.5 % when the hand is small).
    """
    left_over = QUICK_LEFT if quick else LEFT_TO_INTERPOLATE
    from PIL import Image as Pillow  # building the package does without

    smaller = max(1, int(region.side / side / left_over))
    step = max(1, smaller // MOST_AVERAGED)
    average = smaller // step
    square = region
    if step > 1:
        height, width = image.shape[:2]
        image = image[min(step // 2, height - 1) :: step, min(step // 2, width - 1) :: step]
        square = _scaled(region, 1 / step)
    part, left, top = _around(image, square)
    square = replace(square, x=square.x - left, y=square.y - top)
    if average > 1:
        part = np.asarray(Pillow.fromarray(part).reduce(average))
        square = _scaled(square, 1 / average)
    if outside == "edge":
        part, square = _continued(part, square)
    picture = Pillow.fromarray(part)
    return np.asarray(_quick(picture, square, side) if quick else _fine(picture, square, side))


def _scaled(square: Region, factor: float) -> Region:
    """Return where a square is in a picture that is made larger or smaller."""
    return Region(square.x * factor, square.y * factor, square.side * factor, square.angle)


def _bounds(square: Region) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of the pixels that a square is made of."""
    # Half the side of the upright square around it, and a pixel more for interpolating.
    reach = square.side / 2 * (abs(math.cos(square.angle)) + abs(math.sin(square.angle))) + 1
    return (
        math.floor(square.x - reach), math.floor(square.y - reach),
        math.ceil(square.x + reach), math.ceil(square.y + reach),
    )  # fmt: skip


def _around(image: Image, square: Region) -> tuple[Image, int, int]:
    """Return the pixels around a square, at least one, and the place of their corner."""
    height, width = image.shape[:2]
    left, top, right, bottom = _bounds(square)
    left, top = min(max(left, 0), width - 1), min(max(top, 0), height - 1)
    return image[top : max(bottom, top + 1), left : max(right, left + 1)], left, top


def _continued(part: Image, square: Region) -> tuple[Image, Region]:
    """Return a picture with its last pixels repeated as far as a square goes."""
    height, width = part.shape[:2]
    left, top, right, bottom = _bounds(square)
    left, top = max(-left, 0), max(-top, 0)
    right, bottom = max(right - width, 0), max(bottom - height, 0)
    if not (left or top or right or bottom):
        return part, square
    whole = np.empty((top + height + bottom, left + width + right, 3), np.uint8)
    middle = whole[top : top + height]
    middle[:, left : left + width] = part
    middle[:, :left], middle[:, left + width :] = part[:, :1], part[:, -1:]
    whole[:top], whole[top + height :] = middle[:1], middle[-1:]
    return whole, replace(square, x=square.x + left, y=square.y + top)


def _fine(picture: Pillow.Image, square: Region, side: int) -> Pillow.Image:
    from PIL import Image as Pillow

    return _sample(picture, square, side, 0.0, Pillow.Resampling.BILINEAR)


def _quick(picture: Pillow.Image, square: Region, side: int) -> Pillow.Image:
    from PIL import Image as Pillow

    enlarge = math.ceil(side * QUICK_LEAST / square.side)
    if enlarge > 1:
        size = picture.width * enlarge, picture.height * enlarge
        picture = picture.resize(size, Pillow.Resampling.BILINEAR)
        square = Region(square.x * enlarge, square.y * enlarge, square.side * enlarge, square.angle)
    first, second = (
        _sample(picture, square, side, offset, Pillow.Resampling.NEAREST)
        for offset in (-QUICK_OFFSET, QUICK_OFFSET)
    )
    return Pillow.blend(first, second, 0.5)


def _sample(
    picture: Pillow.Image, square: Region, side: int, offset: float, how: Pillow.Resampling
) -> Pillow.Image:
    """Return a square of a picture, taken `offset` pixels right of and below their middles."""
    from PIL import Image as Pillow

    along = square.side * math.cos(square.angle) / side
    across = square.side * math.sin(square.angle) / side
    middle = side / 2 - offset
    x = square.x - middle * (along - across)
    y = square.y - middle * (across + along)
    return picture.transform(
        (side, side), Pillow.Transform.AFFINE, (along, -across, x, across, along, y), how
    )
