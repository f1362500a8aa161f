"""Pictures and clips that are drawn: the same every time, and nobody's."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from understudy.types import Array, Image

Point = tuple[float, float]
"""x and y in parts of the picture's side, from the upper left corner."""
Colour = tuple[int, int, int]

SHAPE_SIZES = ((96, 128), (64, 64), (80, 48))  # height, width in pixels: wide, square, tall
SIDE = 256  # pixels, of the others
FINER = 4  # times; drawn larger and made smaller, so that edges are smooth
SOFT = 1.0  # pixels, of the blur that makes them look less drawn

SKIN, SKIN_LIGHT, SKIN_DARK = (214, 160, 130), (229, 171, 139), (154, 115, 94)
WALL, SHIRT, TROUSERS, HAIR, MOUTH = (
    (110, 120, 130), (60, 80, 140), (50, 50, 60), (60, 40, 30), (150, 60, 60),
)  # fmt: skip

FINGERS: Sequence[tuple[Point, Point, float]] = (  # knuckle, tip and width; index to little finger
    ((0.40, 0.50), (0.30, 0.17), 0.062),
    ((0.48, 0.47), (0.46, 0.08), 0.066),
    ((0.56, 0.49), (0.60, 0.12), 0.062),
    ((0.635, 0.54), (0.73, 0.24), 0.052),
)
THUMB: Sequence[Point] = ((0.40, 0.78), (0.27, 0.62), (0.17, 0.50))
PALM: Sequence[Point] = (
    (0.38, 1.0), (0.37, 0.80), (0.345, 0.62), (0.37, 0.50), (0.48, 0.455),
    (0.57, 0.47), (0.66, 0.53), (0.655, 0.66), (0.60, 0.80), (0.585, 1.0),
)  # fmt: skip


def shapes() -> list[Image]:
    """Draw gradients with discs and stripes, of several sizes."""
    pictures = []
    for index, (height, width) in enumerate(SHAPE_SIZES):
        rows, columns = np.mgrid[0:height, 0:width]
        disc = (rows - height * 0.4) ** 2 + (columns - width * 0.55) ** 2 < (height / 4) ** 2
        stripes = (rows * (index + 1) + columns) // 8 % 2
        red = rows * 255 // height
        green = np.where(disc, 230 - 60 * index, columns * 255 // width)
        blue = np.where(disc, 40, stripes * 120 + 60)
        pictures.append(np.stack([red, green, blue], axis=2).astype(np.uint8))
    return pictures


def hand(*, folded: Sequence[int] = (), thumb: bool = True, wall: Colour = WALL) -> Image:
    """Draw the palm of a left hand, fingers up.

    Parameters
    ----------
    folded
        Which fingers are folded into the palm: 0 is the index, 3 the little finger.
    thumb
        Whether the thumb sticks out.
    wall
        The colour behind it.
    """
    canvas = _Canvas(wall)
    limbs = [
        ([knuckle, tip], width, number) for number, (knuckle, tip, width) in enumerate(FINGERS)
    ]
    shown = [(ends, width) for ends, width, number in limbs if number not in folded]
    if thumb:
        shown += [(list(THUMB[:2]), 0.085), (list(THUMB[1:]), 0.065)]
    for colour, wider in ((SKIN_DARK, 0.012), (SKIN, 0.0)):  # the dark one is the outline
        canvas.area(PALM, colour)
        for ends, width in shown:
            canvas.limb(ends, width + wider, colour)
    canvas.disc((0.505, 0.68), 0.11, SKIN_LIGHT)
    for ends, width, number in limbs:
        knuckle, tip = ends
        if number in folded:  # seen from the palm, a folded finger is a bump above it
            below = (knuckle[0], knuckle[1] + 0.09)
            canvas.limb([knuckle, below], width + 0.012, SKIN_DARK)
            canvas.limb([knuckle, below], width, SKIN_LIGHT)
        else:
            canvas.limb(ends, width / 2, SKIN_LIGHT)
            for along in (0.36, 0.68):  # where it bends
                x, y = (knuckle[i] + (tip[i] - knuckle[i]) * along for i in (0, 1))
                canvas.limb([(x - 0.4 * width, y), (x + 0.4 * width, y)], 0.006, SKIN_DARK)
    if not thumb:
        canvas.limb([(0.40, 0.76), (0.44, 0.66), (0.53, 0.62)], 0.075, SKIN_DARK)
        canvas.limb([(0.40, 0.76), (0.44, 0.66), (0.53, 0.62)], 0.065, SKIN)
    return canvas.picture()


def person(*, hands: tuple[Point, Point] = ((0.325, 0.555), (0.705, 0.235))) -> Image:
    """Draw someone who stands and faces us.

    Parameters
    ----------
    hands
        Where the hands are: that on the left of the picture, and that on the right.
    """
    canvas = _Canvas((150, 160, 170))
    for x, foot in ((0.46, 0.42), (0.54, 0.58)):
        out = 0.02 if foot > x else -0.02
        canvas.limb([(x, 0.55), (x + out / 2, 0.75), (x + out / 2, 0.93)], 0.07, TROUSERS)
        canvas.limb([(x + out, 0.94), (foot, 0.95)], 0.05, HAIR)
    canvas.area([(0.40, 0.29), (0.60, 0.29), (0.58, 0.57), (0.42, 0.57)], SHIRT)
    for shoulder, hand_at in zip((0.41, 0.59), hands, strict=True):
        out = -0.06 if shoulder < 0.5 else 0.06
        elbow = ((shoulder + hand_at[0]) / 2 + out / 2, max(0.40, (0.31 + hand_at[1]) / 2))
        wrist = tuple(elbow[i] + 0.85 * (hand_at[i] - elbow[i]) for i in (0, 1))
        canvas.limb([(shoulder, 0.31), elbow, (wrist[0], wrist[1])], 0.05, SHIRT)
        canvas.limb([(wrist[0], wrist[1]), hand_at], 0.04, SKIN)
    canvas.limb([(0.50, 0.22), (0.50, 0.28)], 0.06, SKIN)
    canvas.disc((0.50, 0.13), 0.065, HAIR)
    canvas.limb([(0.50, 0.145), (0.50, 0.175)], 0.115, SKIN)
    for x in (0.475, 0.525):
        canvas.disc((x, 0.152), 0.008, HAIR)
    canvas.limb([(0.50, 0.16), (0.50, 0.18)], 0.008, SKIN_DARK)
    canvas.limb([(0.48, 0.203), (0.52, 0.203)], 0.008, MOUTH)
    return canvas.picture()


def swaying(picture: Image, count: int, *, reach: float = 0.12) -> Array:
    """Show a picture swaying from side to side once: uint8 [count, height, width, 3].

    What leaves it at one side comes back at the other. `reach` is how far it goes to each, in parts
    of its width.
    """
    phases = (2 * math.pi * index / count for index in range(count))
    steps = [round(reach * picture.shape[1] * math.sin(phase)) for phase in phases]
    return np.stack([np.roll(picture, step, axis=1) for step in steps])


class _Canvas:
    """Something to draw on in parts of its side."""

    def __init__(self, colour: Colour) -> None:
        from PIL import Image as Pillow
        from PIL import ImageDraw

        self._image = Pillow.new("RGB", (SIDE * FINER, SIDE * FINER), colour)
        self._draw = ImageDraw.Draw(self._image)
        self._side = SIDE * FINER

    def area(self, corners: Sequence[Point], colour: Colour) -> None:
        """Fill a polygon."""
        self._draw.polygon([(x * self._side, y * self._side) for x, y in corners], fill=colour)

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Fill a disc."""
        (x, y), r = (centre[0] * self._side, centre[1] * self._side), radius * self._side
        self._draw.ellipse([x - r, y - r, x + r, y + r], fill=colour)

    def limb(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """Draw a line with round ends and bends."""
        ends = [(x * self._side, y * self._side) for x, y in points]
        self._draw.line(ends, fill=colour, width=max(1, round(width * self._side)))
        for point in points:
            self.disc(point, width / 2, colour)

    def picture(self) -> Image:
        """Return what was drawn."""
        from PIL import Image as Pillow
        from PIL import ImageFilter

        small = self._image.resize((SIDE, SIDE), Pillow.Resampling.LANCZOS)
        return np.asarray(small.filter(ImageFilter.GaussianBlur(SOFT))).copy()
