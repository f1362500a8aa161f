"""From anything that is a sound to the window of it that a backbone looks at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from understudy.errors import DataError
from understudy.media.part import Part
from understudy.media.recordings import Source, as_recordings, load_recording
from understudy.media.resampling import resample
from understudy.media.sound import read_part
from understudy.media.sound_events import Event, find_events
from understudy.types import Sound


def as_sounds(inputs: Source | Iterable[Source]) -> list[Source]:
    """Return a list of sounds from one or several.

    Raises
    ------
    DataError
        It is neither.
    """
    if isinstance(inputs, np.ndarray) and inputs.ndim <= 2:  # at the backbone's own rate
        return [inputs] if inputs.ndim == 1 else list(inputs)
    return as_recordings(inputs)


def load_window(source: Source, samples: int, rate: int) -> Sound:
    """Return the window of a sound that is looked at.

    Parameters
    ----------
    source
        Anything that `understudy.media.recordings` takes; a part of a recording, of which the
        window around its centre is taken; or samples [n] at `rate`.
    samples
        How many the window has.
    rate
        Hertz.

    Returns
    -------
    Sound
        All of a sound that is no longer, in the middle of silence; of a longer one the window
        around its loudest event.

    Raises
    ------
    MediaError
        A file can't be read.
    DataError
        It is not a sound.
    """
    if isinstance(source, Part):
        return read_part(source, samples / rate, rate)
    if isinstance(source, np.ndarray):
        whole = check_sound(source)
    else:
        recording = load_recording(source)
        whole = resample(recording.samples, recording.rate, rate)
    if len(whole) > samples:
        return around(whole, loudest_place(whole, rate), samples)
    before = (samples - len(whole)) // 2
    return np.pad(whole, (before, samples - len(whole) - before))


def check_sound(samples: Any) -> Sound:
    """Return samples [n] as float32.

    Raises
    ------
    DataError
        They are not a sound.
    """
    found = np.asarray(samples)
    if found.ndim != 1 or found.dtype.kind != "f":
        raise DataError(
            f"A sound is an array of shape {found.shape} and type {found.dtype}; expected mono "
            "samples [n], float32, from -1 to 1."
        )
    if not np.isfinite(found).all():
        raise DataError("A sound holds NaN or infinity; expected samples from -1 to 1.")
    return found.astype(np.float32, copy=False)


def loudest_event(sound: Sound, rate: int) -> Event | None:
    """Return the event with the most energy, without the constant part of it; None without any."""

    def energy(event: Event) -> float:
        start, end = (round(second * rate) for second in event)
        part = sound[start : max(start + 1, end)].astype(np.float64)
        return float(np.square(part - part.mean()).sum())

    return max(find_events(sound, rate), key=energy, default=None)


def loudest_place(sound: Sound, rate: int) -> int:
    """Return the middle, in samples, of the loudest event of a sound."""
    start, end = loudest_event(sound, rate) or (0.0, len(sound) / rate)
    return round((start + end) / 2 * rate)


def around(sound: Sound, middle: int, samples: int) -> Sound:
    """Return the window around a place of a longer sound, within it."""
    start = min(max(0, middle - samples // 2), len(sound) - samples)
    return sound[start : start + samples]
