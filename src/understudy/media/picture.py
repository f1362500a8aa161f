"""Whatever people give as pictures, one or several, as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from understudy.errors import DataError
from understudy.types import Image

Source = Any
"""A picture: str or Path, bytes of a file, uint8 array [height, width, 3], or Pillow picture."""


def as_sources(inputs: Source | Iterable[Source]) -> list[Source]:
    """Return a list of single pictures, whatever mix was given.

    Raises
    ------
    DataError
        What was given is neither a picture nor several.
    """
    if is_one(inputs):
        return [inputs]
    if not isinstance(inputs, Iterable):
        raise DataError(
            "Pictures are given as paths, uint8 arrays or Pillow pictures, one or several; "
            f"got {type(inputs).__name__}."
        )
    return list(inputs)


def is_one(inputs: Source | Iterable[Source]) -> bool:
    """Whether this is a single picture rather than several."""
    if isinstance(inputs, np.ndarray):
        return inputs.ndim != 4
    return isinstance(inputs, (str, Path, bytes)) or is_pillow(inputs)


def load_picture(source: Source, *, at_least: int | None = None) -> Image:
    """Return uint8 [height, width, 3] of a path, array or Pillow picture.

    Raises
    ------
    MediaError
        The file can't be read.
    DataError
        The value is not a picture.
    """
    if isinstance(source, (str, Path, bytes)):
        from understudy.media.image import read_image  # brings Pillow, which building does without

        return read_image(source, at_least=at_least)
    if is_pillow(source):
        from understudy.media.image import from_pillow

        source = from_pillow(source)
    if isinstance(source, np.ndarray):
        if source.dtype == np.uint8 and source.ndim == 3 and source.shape[2] == 3 and source.size:
            return source
        raise DataError(
            f"A picture given as an array has dtype {source.dtype} and shape {source.shape}; "
            "expected uint8 [height, width, 3] in RGB order."
        )
    raise DataError(
        f"A picture is a path, a uint8 array or a Pillow picture; got {type(source).__name__}."
    )


def is_pillow(value: object) -> bool:
    """Whether a value is a Pillow picture, found without importing Pillow."""
    return type(value).__module__.startswith("PIL.")
