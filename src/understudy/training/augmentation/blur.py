"""Operations that look at neighbours: blurs, sharpen, emboss.

Borders are mirrored about the outermost pixel, as OpenCV does by default (BORDER_REFLECT_101);
the median repeats the outermost pixel, as OpenCV's `medianBlur` does.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image as Pillow
from PIL import ImageFilter

from understudy.errors import require
from understudy.training.augmentation.pixels import rounded
from understudy.types import Array, Image

IDENTITY = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]])


def gaussian_blur(image: Image, *, sigma: float) -> Image:
    """Blur with a Gaussian of `sigma` pixels (imgaug `GaussianBlur`); 0 changes nothing."""
    blurred = _ndimage().gaussian_filter(image, (sigma, sigma, 0), mode="mirror", output=np.float32)
    return rounded(blurred)


def average_blur(image: Image, *, size: int) -> Image:
    """Replace each pixel by the mean of size x size pixels (imgaug `AverageBlur`)."""
    blurred = _ndimage().uniform_filter(image, (size, size, 1), mode="mirror", output=np.float32)
    return rounded(blurred)


def median_blur(image: Image, *, size: int) -> Image:
    """Replace each pixel by the median of size x size pixels, size odd (imgaug `MedianBlur`)."""
    return np.array(Pillow.fromarray(image).filter(ImageFilter.MedianFilter(size)))


def sharpen(image: Image, *, alpha: float, lightness: float) -> Image:
    """Blend with a sharpened picture (imgaug `Sharpen`).

    Parameters
    ----------
    image : uint8 [h, w, 3]
    alpha : float
        0 shows the old picture only, 1 the sharpened one only.
    lightness : float
        What the sharpening kernel sums to: -1 around, 8 + lightness in the middle.
    """
    return _blended(image, alpha, [[-1, -1, -1], [-1, 8 + lightness, -1], [-1, -1, -1]])


def emboss(image: Image, *, alpha: float, strength: float) -> Image:
    """Blend with an embossed picture, lit from the lower right (imgaug `Emboss`).

    Parameters
    ----------
    image : uint8 [h, w, 3]
    alpha : float
        0 shows the old picture only, 1 the embossed one only.
    strength : float
        Of the relief; the kernel is
        [[-1 - s, -s, 0], [-s, 1, s], [0, s, 1 + s]] and sums to 1.
    """
    s = strength
    return _blended(image, alpha, [[-1 - s, -s, 0], [-s, 1, s], [0, s, 1 + s]])


def _blended(image: Image, alpha: float, effect: list[list[float]]) -> Image:
    kernel: Array = (1 - alpha) * IDENTITY + alpha * np.array(effect)
    filtered = _ndimage().correlate(
        image, kernel[:, :, np.newaxis], mode="mirror", output=np.float32
    )
    return rounded(filtered)


def _ndimage() -> Any:
    return require("scipy.ndimage", extra="studio", purpose="augment pictures")
