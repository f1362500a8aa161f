"""What a random variant of an example looks like, to be shown beside the example."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from understudy.backbones.backbone import Backbone
from understudy.media.clip import smaller
from understudy.media.image import encode_jpeg, read_image, thumbnail
from understudy.studio.clips import AT_ONCE, decoded, frames_at, nothing_in
from understudy.studio.glance import Shown
from understudy.studio.protocol import STRIP_FRAMES
from understudy.studio.strips import side_by_side
from understudy.training.augmentation import apply
from understudy.training.variants import SEED, operations

LONG_SIDE = 320
"""Pixels, of a picture."""
QUALITY = 80


def shown_variant(
    found: Shown, backbone: Backbone, content: str, number: int, mirrored: bool
) -> bytes:
    """Return a variant of an example as a JPEG, as it is learned; of number 0 the example itself.

    Of a clip it is `STRIP_FRAMES` frames of its window side by side, `strips.HEIGHT` high.

    Parameters
    ----------
    found
        Where the example is; of a picture or clip.
    backbone
        What learns it.
    content
        The checksum of its file.
    number
        Which variant.
    mirrored
        Whether it may be mirrored.

    Raises
    ------
    MediaError
        It can't be read.
    """
    drawn = operations(SEED, content, number, flips=mirrored) if number else []
    with AT_ONCE:
        if found.kind == "clip":
            frames = _frames(found.path, found.part)
            changed = [apply(smaller(one, backbone.least_side), drawn) for one in frames]
            return encode_jpeg(side_by_side(changed, found.path), QUALITY)
        picture = read_image(found.path, at_least=backbone.least_side)
        changed_picture = apply(smaller(picture, backbone.least_side), drawn)
        return encode_jpeg(thumbnail(changed_picture, LONG_SIDE), QUALITY)


def _frames(path: Path, part: tuple[float, float]) -> list[np.ndarray]:
    start, end = part
    places = start + (np.arange(STRIP_FRAMES) + 0.5) * (end - start) / STRIP_FRAMES
    frames = [
        image for one in frames_at(path, places.tolist()) if (image := decoded(one)) is not None
    ]
    if not frames:
        raise nothing_in(path)
    return frames
