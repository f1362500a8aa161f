"""Pictures with as much detail as photos, for timing decoders: no development data is needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from understudy.media.image import encode_jpeg
from understudy.types import Image

DETAIL = (4, 16, 64)  # cells across a picture: broad shapes to fine ones
GRAIN = 2.0  # standard deviation of noise, in pixel values


def draw(width: int, height: int, seed: int) -> Image:
    """Return coloured clouds with a little grain: its JPEG is about as large as a photo's."""
    random = np.random.default_rng(seed)
    values = np.zeros((height, width, 3), np.float32)
    for cells in DETAIL:
        small = random.integers(0, 256, (cells, cells, 3), dtype=np.uint8)
        large = Pillow.fromarray(small).resize((width, height), Pillow.Resampling.BICUBIC)
        values += np.asarray(large, np.float32) / len(DETAIL)
    values += GRAIN * random.standard_normal((height, width, 1), dtype=np.float32)
    return np.clip(values, 0, 255).astype(np.uint8)


def write_photos(folder: Path, count: int, width: int, height: int, drawn: int = 50) -> list[Path]:
    """Write `count` JPEG files, of which `drawn` differ and the others are links or copies."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{index:06d}.jpg" for index in range(count)]
    for index, path in enumerate(paths[:drawn]):
        path.write_bytes(encode_jpeg(draw(width, height, index)))
    for index, path in enumerate(paths[drawn:], drawn):
        link_or_copy(paths[index % drawn], path)
    return paths


def link_or_copy(source: Path, target: Path) -> None:
    """Make `target` the same file, or an equal one where the disk has no links."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)
