"""Clips as strips: a few frames side by side, for the page to show one after another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from understudy.errors import MediaError
from understudy.media.image import encode_jpeg
from understudy.media.motion_video import jpeg_size
from understudy.media.recent import RecentArrays
from understudy.project.records import Stretch
from understudy.studio.clips import AT_ONCE, Shown, decoded, frames_at, nothing_in
from understudy.studio.protocol import STRIP_FRAMES, Strip
from understudy.types import Array, Image

HEIGHT = 120
"""Pixels, of a strip."""
QUALITY = 80
MOST_BYTES = 32 * 2**20
"""Of the strips that are kept for who asks again; each has some 60 kB."""
MOST_ASPECTS = 4096

State = tuple[int, int]
"""Size and time of change of a file: replaced by hand, it is another."""

_strips = RecentArrays(MOST_BYTES)


def strip_of(path: Path) -> Strip:
    """Return what the strip of a clip is made of.

    Raises
    ------
    MediaError
        It can't be read.
    """
    return Strip(frames=STRIP_FRAMES, aspect=_aspect(path, _state(path)))


def strip(path: Path, part: Stretch) -> bytes:
    """Return `STRIP_FRAMES` frames of a part of a clip side by side, as a JPEG.

    The part is cut in as many equal pieces; each frame is from the middle of one.

    Raises
    ------
    MediaError
        It can't be read.
    """
    start, end = part
    places = start + (np.arange(STRIP_FRAMES) + 0.5) * (end - start) / STRIP_FRAMES

    def make() -> Array:
        with AT_ONCE:
            frames = side_by_side(list(frames_at(path, places.tolist())), path)
        return np.frombuffer(encode_jpeg(frames, QUALITY), np.uint8)

    return _strips.get((path, _state(path), part), make).tobytes()


def side_by_side(shown: Sequence[Shown], path: Path) -> Image:
    """Return frames in one picture; in the place of a damaged one is that before or after it."""
    frames = [decoded(one, at_least=HEIGHT) for one in shown]
    good = [one for one in frames if one is not None]
    if not good:
        raise nothing_in(path)
    height, width = good[0].shape[:2]
    size = max(1, round(HEIGHT * width / height)), HEIGHT
    pictures, last = [], good[0]
    for one in frames:
        last = last if one is None else one
        small = Pillow.fromarray(last).resize(size, Pillow.Resampling.BILINEAR)
        pictures.append(np.asarray(small))
    return np.concatenate(pictures, axis=1)


@lru_cache(MOST_ASPECTS)
def _aspect(path: Path, state: State) -> float:
    (shown,) = frames_at(path, [0.0])
    width, height = jpeg_size(shown) if isinstance(shown, bytes) else shown.shape[1::-1]
    return float(width / height)


def _state(path: Path) -> State:
    try:
        found = path.stat()
    except OSError as error:
        raise MediaError(f"{path} can't be read.") from error
    return found.st_size, found.st_mtime_ns
