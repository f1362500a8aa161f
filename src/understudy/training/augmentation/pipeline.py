"""Article F's augmentation as data, and the few functions that use it.

The list is that of "Playing Mortal Kombat with TensorFlow.js. Transfer learning and data
augmentation" (Minko Gechev, 2018), there written for imgaug 0.2, applied 16 times to each
picture, scaled to 100 x 56 pixels, with seed 44. imgaug has had no release since
0.4.0 (2020) and fails to import with numpy 2, so the operations are our own.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence

import numpy as np

from understudy.training.augmentation.blur import (
    average_blur,
    emboss,
    gaussian_blur,
    median_blur,
    sharpen,
)
from understudy.training.augmentation.colour import (
    add,
    add_to_hue_and_saturation,
    contrast,
    gaussian_noise,
    grayscale,
    invert,
    multiply,
)
from understudy.training.augmentation.frequency_noise import frequency_noise_blend
from understudy.training.augmentation.geometry import (
    BORDERS,
    PADDINGS,
    affine,
    crop_and_pad,
    flip,
)
from understudy.training.augmentation.sampling import (
    SEED,
    Operation,
    choice,
    integer,
    one_of,
    operation,
    per_channel,
    random_order,
    some_of,
    sometimes,
    uniform,
)
from understudy.types import Image

_SIDE = uniform(-0.05, 0.10)  # shares of the side; below 0 crops
_SCALE, _TRANSLATE, _DEGREES = uniform(0.8, 1.2), uniform(-0.1, 0.1), uniform(-5, 5)
_BRIGHTNESS = uniform(0.9, 1.1)

ARTICLE = random_order(
    sometimes(0.5, operation(flip)),
    sometimes(
        0.5,
        operation(
            crop_and_pad,
            top=_SIDE,
            right=_SIDE,
            bottom=_SIDE,
            left=_SIDE,
            mode=choice(*PADDINGS),
            value=integer(0, 255),
        ),
    ),
    sometimes(
        0.5,
        operation(
            affine,
            scale_x=_SCALE,
            scale_y=_SCALE,
            translate_x=_TRANSLATE,
            translate_y=_TRANSLATE,
            rotate=_DEGREES,
            shear=_DEGREES,
            bilinear=choice(False, True),
            border=choice(*BORDERS),
            value=integer(0, 255),
        ),
    ),
    operation(grayscale, alpha=uniform(0, 1)),
    sometimes(0.05, operation(invert)),
    some_of(
        0,
        5,
        one_of(
            operation(gaussian_blur, sigma=uniform(0, 2)),
            operation(average_blur, size=integer(2, 5)),
            operation(median_blur, size=choice(3, 5, 5)),  # imgaug draws 3..5 and makes 4 a 5
        ),
        operation(sharpen, alpha=uniform(0, 1), lightness=uniform(0.75, 1.5)),
        operation(emboss, alpha=uniform(0, 1), strength=uniform(0, 2)),
        operation(
            gaussian_noise, scale=uniform(0, 0.01 * 255), per_channel=choice(False, True), seed=SEED
        ),
        operation(add, values=per_channel(0.5, integer(-10, 10))),
        operation(add_to_hue_and_saturation, value=integer(-20, 20)),
        one_of(
            operation(multiply, factors=per_channel(0.5, _BRIGHTNESS)),
            operation(
                frequency_noise_blend,
                factors=per_channel(1, _BRIGHTNESS),
                contrast_factors=per_channel(0, uniform(0.9, 1.1)),
                seed=SEED,
            ),
        ),
        operation(contrast, factors=per_channel(0.5, uniform(0.5, 2.0))),
    ),
)
"""Article F's pipeline: a function from a random generator to a list of operations."""


def sample(rng: np.random.Generator) -> list[Operation]:
    """Draw the operations of one variant, in the order in which they are to be applied."""
    return ARTICLE(rng)


def apply(image: Image, operations: Sequence[Operation]) -> Image:
    """Apply drawn operations in turn; the same list may be applied to every frame of a clip.

    Parameters
    ----------
    image : uint8 [h, w, 3]
        It is not changed.
    operations : sequence
        What `sample` drew.

    Returns
    -------
    uint8 [h, w, 3]
        Of the same size.
    """
    for change in operations:
        image = change(image)
    return image


def augment(image: Image, rng: np.random.Generator) -> Image:
    """Make one random variant of a picture; uint8 [h, w, 3] in and out, of the same size."""
    return apply(image, sample(rng))


def variants(image: Image, copies: int, seed: int, name: str = "") -> list[Image]:
    """Make variants 1 to `copies` of a picture; equal arguments give equal pictures.

    Parameters
    ----------
    image : uint8 [h, w, 3]
    copies : int
        How many.
    seed : int
        0 or more.
    name : str
        Tells pictures apart, so that each has its own variants: its path within a folder.
    """
    return [augment(image, variant_rng(seed, name, copy)) for copy in range(1, copies + 1)]


def variant_rng(seed: int, name: str, copy: int) -> np.random.Generator:
    """Return the random generator of one variant: it depends on these three alone.

    Hence the order of work, threads and interruptions change nothing. The name is compared as
    Unicode NFC, as file systems differ in how they spell an accent.
    """
    digest = hashlib.sha256(unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass"))
    return np.random.default_rng([seed, int.from_bytes(digest.digest()[:16]), copy])
