"""Blend two colour changes by a cloudy mask, so that parts of a picture change differently."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from understudy.training.augmentation.colour import Channels, contrast, multiply
from understudy.training.augmentation.pixels import rounded
from understudy.types import Array, Image

EXPONENTS = (-2.0, 0.0)  # article F; -2 gives clouds, 0 white noise
# The rest are the defaults of imgaug's FrequencyNoiseAlpha.
GRID_SIDES = (4, 16)  # cells along the longer side of the noise, before scaling up
MOST_LAYERS = 3
SCALINGS = (Pillow.Resampling.NEAREST, Pillow.Resampling.BILINEAR, Pillow.Resampling.BICUBIC)
SCALING_PROBABILITIES = (0.05, 0.6, 0.35)
SIGMOID_PROBABILITY = 0.5
SIGMOID_GAIN, SIGMOID_OFFSET, SIGMOID_THRESHOLD_DEVIATION = 20, -10, 5


def frequency_noise_blend(
    image: Image, *, factors: Channels, contrast_factors: Channels, seed: int
) -> Image:
    """Multiply where the mask is 1, change contrast where it is 0 (imgaug `FrequencyNoiseAlpha`).

    Parameters
    ----------
    image : uint8 [h, w, 3]
    factors : three floats
        Of `multiply`.
    contrast_factors : three floats
        Of `contrast`.
    seed : int
        Of the mask; pictures of one size and seed get equal masks.
    """
    height, width = image.shape[:2]
    share = mask(height, width, np.random.default_rng(seed))[..., np.newaxis]
    first = multiply(image, factors=factors)
    second = contrast(image, factors=contrast_factors)
    return rounded(share * first + (1 - share) * second)


def mask(height: int, width: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Draw a cloudy mask: float32 [height, width], 0..1.

    One to three layers of noise are joined by their mean or maximum; half the masks are then
    driven towards 0 and 1 by a sigmoid with a random threshold.
    """
    layers = [_layer(height, width, rng) for _ in range(rng.integers(1, MOST_LAYERS + 1))]
    joined = np.mean(layers, axis=0) if rng.random() < 0.5 else np.max(layers, axis=0)
    if rng.random() < SIGMOID_PROBABILITY:
        threshold = rng.normal(0, SIGMOID_THRESHOLD_DEVIATION)
        joined = 1 / (1 + np.exp(threshold - (SIGMOID_GAIN * joined + SIGMOID_OFFSET)))
    return np.asarray(joined, dtype=np.float32)


def _layer(height: int, width: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Random waves on a small grid, amplitude ~ frequency ** exponent, scaled up to the picture."""
    side = rng.integers(GRID_SIDES[0], GRID_SIDES[1] + 1)
    shrink = min(1.0, side / max(height, width))
    rows, columns = (max(int(n * shrink), GRID_SIDES[0]) for n in (height, width))
    frequency = np.hypot(*np.meshgrid(_cycles(rows), _cycles(columns), indexing="ij"))
    frequency[0, 0] = np.inf  # to a power below 0: no constant part
    amplitude = rng.random((rows, columns)) * frequency ** rng.uniform(*EXPONENTS)
    phase = rng.uniform(0, 2 * np.pi, (rows, columns))
    waves = np.fft.ifft2(amplitude * np.exp(1j * phase)).real
    waves = (waves - waves.min()) / (waves.max() - waves.min())
    how = rng.choice(len(SCALINGS), p=SCALING_PROBABILITIES)
    grid = Pillow.fromarray(rounded(255 * waves)).resize((width, height), SCALINGS[how])
    return np.asarray(grid, dtype=np.float32) / np.float32(255)


def _cycles(cells: int) -> Array:
    """Whole cycles over the grid of each Fourier coefficient, without sign."""
    index = np.arange(cells)
    cycles: Array = np.minimum(index, cells - index)
    return cycles
