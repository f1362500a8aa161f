"""Pictures as a browser can show them, large and small."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from understudy.landmarks import draw
from understudy.media.image import encode_jpeg, read_image
from understudy.studio.poses import Poses, found_of

SHORT_SIDE = 160
"""Pixels; of the pictures in a gallery."""
QUALITY = 80
SHOWN_BY_BROWSERS = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
}


def thumbnail(picture: Path | bytes, poses: Poses | None = None) -> bytes:
    """Return a picture, given as a file or its content, with a short side of at most 160 pixels.

    It becomes a JPEG. Poses are drawn into it.

    Raises
    ------
    MediaError
        There is no such file, or it is damaged.
    """
    image = read_image(picture, at_least=SHORT_SIDE)
    height, width = image.shape[:2]
    scale = SHORT_SIDE / min(height, width)
    if scale < 1:
        size = (round(width * scale), round(height * scale))
        image = np.asarray(Pillow.fromarray(image).resize(size, Pillow.Resampling.BILINEAR))
    if poses is not None and len(poses):
        image = draw(image, found_of(poses, *image.shape[:2]))
    return encode_jpeg(image, QUALITY)


def as_shown(path: Path) -> tuple[bytes, str]:
    """Return a picture's bytes and media type; what browsers can't show becomes a JPEG.

    Raises
    ------
    MediaError
        It has to be converted, and is damaged.
    """
    kind = SHOWN_BY_BROWSERS.get(path.suffix.lower())
    if kind is not None:
        return path.read_bytes(), kind
    return encode_jpeg(read_image(path)), "image/jpeg"
