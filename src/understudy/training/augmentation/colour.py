"""Operations on the values of pixels: grayscale, invert, noise, add, hue, multiply, contrast.

Where a parameter has three values, they are those of red, green and blue.
"""

from __future__ import annotations

import numpy as np
from PIL import Image as Pillow

from understudy.training.augmentation.pixels import rounded, through_table
from understudy.types import Image

Channels = tuple[float, float, float]
"""One number each for red, green and blue."""

LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)  # ITU-R BT.601, as OpenCV's RGB2GRAY
CONTRAST_CENTRE = 127  # imgaug's LinearContrast, once ContrastNormalization
VALUES = np.arange(256)[:, np.newaxis]  # (256, 1): every value a pixel may have


def grayscale(image: Image, *, alpha: float) -> Image:
    """Blend with the greyscale picture (imgaug `Grayscale`); alpha 0 keeps, 1 is all grey."""
    grey = (image.astype(np.float32) @ LUMA)[..., np.newaxis]
    return rounded(alpha * grey + (1 - alpha) * image)


def invert(image: Image) -> Image:
    """Turn every value v into 255 - v (imgaug `Invert`)."""
    return 255 - image


def gaussian_noise(image: Image, *, scale: float, per_channel: bool, seed: int) -> Image:
    """Add Gaussian noise (imgaug `AdditiveGaussianNoise`).

    Parameters
    ----------
    image : uint8 [h, w, 3]
    scale : float
        Standard deviation, in steps of 0..255.
    per_channel : bool
        Whether each channel has its own noise; otherwise the noise is grey.
    seed : int
        Of the noise; pictures of one size and seed get equal noise.
    """
    shape = image.shape if per_channel else (*image.shape[:2], 1)
    noise = np.random.default_rng(seed).standard_normal(shape, dtype=np.float32)
    return rounded(image + scale * noise)


def add(image: Image, *, values: Channels) -> Image:
    """Add a number to every value of each channel (imgaug `Add`)."""
    return through_table(image, VALUES + values)


def multiply(image: Image, *, factors: Channels) -> Image:
    """Multiply every value of each channel (imgaug `Multiply`)."""
    return through_table(image, VALUES * factors)


def contrast(image: Image, *, factors: Channels) -> Image:
    """Turn every value v into 127 + factor (v - 127) (imgaug `LinearContrast`)."""
    return through_table(image, CONTRAST_CENTRE + (VALUES - CONTRAST_CENTRE) * factors)


def add_to_hue_and_saturation(image: Image, *, value: int) -> Image:
    """Add one number to hue and saturation (imgaug `AddToHueAndSaturation`).

    Parameters
    ----------
    image : uint8 [h, w, 3]
    value : int
        In 1/255 of full saturation, and in 1/256 of the colour circle (imgaug projects the same
        number to 1/255 of the circle: a difference of 0.1 degrees at 20). Hue wraps around;
        saturation is clipped, and a grey gains the colour of its hue, as in imgaug.
    """
    if value == 0:  # RGB -> HSV -> RGB is not exact in 8 bits
        return image
    hue, saturation, brightness = Pillow.fromarray(image).convert("HSV").split()
    moved = Pillow.merge(
        "HSV",
        (
            hue.point([(v + value) % 256 for v in range(256)]),
            saturation.point([min(max(v + value, 0), 255) for v in range(256)]),
            brightness,
        ),
    )
    return np.array(moved.convert("RGB"))
