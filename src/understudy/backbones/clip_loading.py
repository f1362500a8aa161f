"""From anything that is a clip to the window of it that a backbone looks at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from understudy.errors import DataError
from understudy.media.clip import Frames, check_long_enough, first_slot, read_part, window_of
from understudy.media.movement import busiest_place, find_movement
from understudy.media.part import Part
from understudy.media.picture import is_pillow, load_picture
from understudy.media.video import read_frames
from understudy.types import Image

Source = Any
"""A clip: str or Path of a video, a Part of one, or its pictures, one every hop: an array uint8
[n, height, width, 3], or a list of anything that is a picture in memory."""


def as_clips(inputs: Source | Iterable[Source]) -> list[Source]:
    """Return a list of clips from one or several.

    Raises
    ------
    DataError
        It is neither.
    """
    if isinstance(inputs, np.ndarray):
        return list(inputs) if inputs.ndim == 5 else [inputs]
    if isinstance(inputs, (str, Path, Part)):
        return [inputs]
    if not isinstance(inputs, Iterable):
        raise DataError(
            "Clips are given as paths of videos or as pictures uint8 [n, height, width, 3], one or "
            f"several; got {type(inputs).__name__}."
        )
    several = list(inputs)
    return [several] if several and all(map(_is_picture, several)) else several


def is_one(inputs: Source | Iterable[Source]) -> bool:
    """Whether this is one clip, and not several."""
    if isinstance(inputs, np.ndarray):
        return inputs.ndim != 5
    if isinstance(inputs, (list, tuple)):
        return len(inputs) > 0 and all(map(_is_picture, inputs))
    return isinstance(inputs, (str, Path, Part))


def load_clip(source: Source, hop: float, count: int, at_least: int | None) -> Frames:
    """Return the window of a clip that is looked at.

    Parameters
    ----------
    source
        A video, of which it is the place with most movement; a part of one; or pictures in memory.
    hop, count
        Seconds between the frames of a window, and how many it has.
    at_least
        Frames may be made smaller, down to this short side in pixels.

    Returns
    -------
    uint8 [count, height, width, 3]
        Before the first frame of a clip stands the first, and after the last the last.

    Raises
    ------
    MediaError
        A file can't be read, or is too short.
    DataError
        It is no clip.
    """
    window = hop * count
    if isinstance(source, (str, Path, Part)):
        return read_part(part_of(source, hop, count), hop, count, at_least=at_least)
    frames = frames_of(source)
    check_long_enough("A clip", len(frames), hop)
    movement = find_movement((index * hop, frame) for index, frame in enumerate(frames))
    return window_of(frames, first_slot(busiest_place(movement, window), hop, count), count)


def part_of(source: str | Path | Part, hop: float, count: int) -> Part:
    """Return the place of a video that is looked at: the stated one, or where most moves.

    Raises
    ------
    MediaError
        The file can't be read.
    """
    if isinstance(source, Part):
        return source
    path = Path(source)
    movement = find_movement(read_frames(path, fps=1 / hop))
    return Part(path, busiest_place(movement, hop * count))


def frames_of(source: Source) -> list[Image]:
    """Return the pictures of a clip in memory, one every hop.

    Raises
    ------
    DataError
        It is no clip.
    """
    if isinstance(source, np.ndarray):
        if source.ndim != 4 or source.dtype != np.uint8 or source.shape[3:] != (3,):
            raise DataError(
                f"A clip given as an array has dtype {source.dtype} and shape {source.shape}; "
                "expected uint8 [n, height, width, 3] in RGB order, one picture every 0.1 s."
            )
        return list(source)
    if not isinstance(source, (list, tuple)):
        raise DataError(f"A clip is the path of a video, or pictures; got {type(source).__name__}.")
    return [load_picture(one) for one in source]


def _is_picture(value: object) -> bool:
    return is_pillow(value) or (isinstance(value, np.ndarray) and value.ndim == 3)
