"""Whatever people give as sounds, one or several, as recordings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from understudy.errors import DataError
from understudy.media.limits import MAX_SOUND_RATE, MIN_SOUND_RATE
from understudy.media.sound import Recording, read_sound
from understudy.types import Array, Sound

Source = Any
"""A sound: str or Path, bytes of a file, Recording, or a pair (samples, rate)."""

FULL_SCALE = {"uint8": 2**7, "int16": 2**15, "int32": 2**31}
"""What is 1.0 in samples of whole numbers, as WAV files have them; 8 bits are around 128."""
MOST_CHANNELS = 32  # more in an array are a slip: its axes are the other way round
SHORTEST = 0.005  # seconds; a click lasts about as long
LOUDEST = 100.0  # times full scale: a float array with more was never divided by its full scale


def as_recordings(inputs: Source | Iterable[Source]) -> list[Source]:
    """Return a list of single sounds, whatever mix was given.

    Raises
    ------
    DataError
        What was given is neither a sound nor several.
    """
    if is_one(inputs):
        return [inputs]
    if isinstance(inputs, np.ndarray):
        raise DataError(
            f"An array {list(inputs.shape)} does not say how many samples a second it has; give "
            "(samples, rate), for example (samples, 16000)."
        )
    if not isinstance(inputs, Iterable):
        raise DataError(
            "Sounds are given as paths or as (samples, rate), one or several; "
            f"got {type(inputs).__name__}."
        )
    return list(inputs)


def is_one(inputs: object) -> bool:
    """Whether this is a single sound rather than several."""
    return isinstance(inputs, (str, Path, bytes, Recording)) or is_pair(inputs)


def is_pair(value: object) -> bool:
    """Whether a value is samples and their rate."""
    return (
        isinstance(value, (tuple, list))
        and len(value) == 2
        and isinstance(value[0], (np.ndarray, list))
        and isinstance(value[1], (int, float, np.number))
    )


def load_recording(source: Source) -> Recording:
    """Return a whole recording: of a file, or of (samples, rate).

    Samples are float32 or float64 in -1..1, or uint8, int16 or int32 as WAV files have them;
    [samples], or [samples, channels], of which the mean is taken.

    Raises
    ------
    MediaError
        The file can't be read.
    DataError
        The value is not a sound, or it is too short to be one.
    """
    if isinstance(source, (str, Path, bytes)):
        found = read_sound(source)
    elif isinstance(source, Recording):
        found = Recording(_mono(source.samples), _rate(source.rate))
    elif is_pair(source):
        samples, rate = source
        found = Recording(_mono(np.asarray(samples)), _rate(rate))
    else:
        if isinstance(source, np.ndarray):
            as_recordings(source)  # says what is missing
        raise DataError(
            f"A sound is a path or a pair (samples, rate); got {type(source).__name__}."
        )
    if found.seconds < SHORTEST:
        name = source if isinstance(source, (str, Path)) else "The sound"
        raise DataError(
            f"{name} lasts {found.seconds * 1000:.3g} ms, which is too short to be heard; "
            f"expected {SHORTEST * 1000:g} ms or more."
        )
    return found


def _mono(samples: Array) -> Sound:
    shape, kind = list(samples.shape), samples.dtype.name
    if samples.ndim not in (1, 2) or (samples.ndim == 2 and shape[1] > MOST_CHANNELS):
        raise DataError(
            f"A sound given as an array has shape {shape}; expected [samples] or "
            "[samples, channels]."
        )
    if not samples.size:
        raise DataError("A sound given as an array has no samples.")
    if kind not in FULL_SCALE and not np.issubdtype(samples.dtype, np.floating):
        raise DataError(
            f"A sound given as an array has dtype {kind}; expected floats in -1..1, or "
            f"{', '.join(FULL_SCALE)}."
        )
    values: Sound = samples.astype(np.float32)
    if kind in FULL_SCALE:
        values = (values - (128 if kind == "uint8" else 0)) / np.float32(FULL_SCALE[kind])
    peak = float(np.abs(values).max())
    if not peak <= LOUDEST:  # or not a number
        raise DataError(
            f"A sound given as an array has values up to {peak:g}; floats are expected in -1..1. "
            "Divide them by their full scale, which is 32768 for 16 bits."
        )
    mono: Sound = values if values.ndim == 1 else values.mean(axis=1)
    return np.clip(mono, -1.0, 1.0)  # as of files


def _rate(rate: float) -> int:
    if not MIN_SOUND_RATE <= rate <= MAX_SOUND_RATE or rate != int(rate):
        raise DataError(
            f"A sound given as an array has a rate of {rate:g} samples a second; expected a whole "
            f"number from {MIN_SOUND_RATE:,} to {MAX_SOUND_RATE:,}."
        )
    return int(rate)
