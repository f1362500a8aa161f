"""From numbers and Pillow pictures back to uint8 [h, w, 3]."""

from __future__ import annotations

import numpy as np
from PIL import Image as Pillow

from understudy.types import Array, Image


def rounded(values: Array) -> Image:
    """Round to the nearest whole number and clip to 0..255; any shape, returns uint8."""
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def resized(
    image: Image, width: int, height: int, filter: Pillow.Resampling = Pillow.Resampling.BILINEAR
) -> Image:
    """Scale to width x height pixels, antialiased; the proportions may change."""
    if image.shape[:2] == (height, width):
        return image
    return np.array(Pillow.fromarray(image).resize((width, height), filter))


def through_table(image: Image, table: Array) -> Image:
    """Replace the value v of channel c by `table[v, c]`; table [256, 3] of any number type."""
    return np.array(Pillow.fromarray(image).point(rounded(table).T.reshape(-1).tolist()))
