"""Operations that move pixels: flip, crop and pad, affine."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from PIL import Image as Pillow

from understudy.training.augmentation.pixels import resized
from understudy.types import Image

BORDERS = ("constant", "edge", "reflect", "symmetric", "wrap")
"""What an affine may show beyond the border: the modes of scikit-image's warp, in numpy's words."""

PADDINGS = (*BORDERS, "linear_ramp", "maximum", "mean", "median", "minimum")
"""What `crop_and_pad` may pad with: the modes of `numpy.pad` that imgaug's `ALL` stands for."""


def flip(image: Image) -> Image:
    """Mirror left and right (imgaug `Fliplr`); uint8 [h, w, 3] in and out."""
    return np.ascontiguousarray(image[:, ::-1])


def crop_and_pad(
    image: Image, *, top: float, right: float, bottom: float, left: float, mode: str, value: int
) -> Image:
    """Pad or crop each side, then scale back to the old size (imgaug `CropAndPad`, keep_size).

    Parameters
    ----------
    image : uint8 [h, w, 3]
    top, right, bottom, left : float
        Shares of the height (top, bottom) or width; above 0 pads, below 0 crops.
    mode : one of `PADDINGS`
        How to fill what is added.
    value : int
        Grey value 0..255 of the modes "constant" and "linear_ramp".

    Raises
    ------
    ValueError
        The crop would leave nothing.
    """
    height, width = image.shape[:2]
    sides = [round(top * height), round(right * width), round(bottom * height), round(left * width)]
    above, beside, below, before = (max(-side, 0) for side in sides)  # pixels to cut away
    if above + below >= height or before + beside >= width:
        raise ValueError(f"cropping {sides} pixels leaves nothing of {width} x {height}")
    cropped = image[above : height - below, before : width - beside]
    padded = _pad(cropped, [max(side, 0) for side in sides], mode, value)
    return resized(padded, width, height, Pillow.Resampling.BICUBIC)


def affine(
    image: Image,
    *,
    scale_x: float,
    scale_y: float,
    translate_x: float,
    translate_y: float,
    rotate: float,
    shear: float,
    bilinear: bool,
    border: str,
    value: int,
) -> Image:
    """Scale, rotate, shear and move about the centre (imgaug `Affine`).

    The matrix is that of scikit-image's `AffineTransform` at the time of the article, which
    imgaug uses: [[sx cos r, -sy sin(r + s)], [sx sin r, sy cos(r + s)]], then the translation.

    Parameters
    ----------
    image : uint8 [h, w, 3]
    scale_x, scale_y : float
        Factors; 1 keeps the size.
    translate_x, translate_y : float
        Shares of the width and the height.
    rotate, shear : float
        Degrees.
    bilinear : bool
        Interpolate between pixels; otherwise take the nearest.
    border : one of `BORDERS`
        What lies beyond the border.
    value : int
        Grey value 0..255 beyond a "constant" border.
    """
    height, width = image.shape[:2]
    turn, lean = math.radians(rotate), math.radians(rotate + shear)
    forward = np.array(
        [
            [scale_x * math.cos(turn), -scale_y * math.sin(lean)],
            [scale_x * math.sin(turn), scale_y * math.cos(lean)],
        ]
    )
    backward = np.linalg.inv(forward)  # from the new picture to the old one, as Pillow asks
    centre = np.array([width, height]) / 2
    shift = np.array([translate_x * width, translate_y * height])
    offset = centre - backward @ (centre + shift)

    # Pillow knows no border modes, so everything the new picture shows is padded on first.
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]]) @ backward.T + offset
    before, above = np.maximum(np.ceil(-corners.min(axis=0)), 0).astype(int) + 1
    beyond = corners.max(axis=0) - (width, height)
    beside, below = np.maximum(np.ceil(beyond), 0).astype(int) + 1
    padded = _pad(image, [above, beside, below, before], border, value)
    offset += before, above
    moved = Pillow.fromarray(padded).transform(
        (width, height),
        Pillow.Transform.AFFINE,
        (*backward[0], offset[0], *backward[1], offset[1]),
        Pillow.Resampling.BILINEAR if bilinear else Pillow.Resampling.NEAREST,
    )
    return np.array(moved)


def _pad(image: Image, sides: list[int], mode: str, value: int) -> Image:
    top, right, bottom, left = sides
    fill: dict[str, Any] = {
        "constant": {"constant_values": value},
        "linear_ramp": {"end_values": value},
    }
    how: Any = mode  # numpy's stubs want the literal
    return np.pad(image, ((top, bottom), (left, right), (0, 0)), how, **fill.get(mode, {}))
