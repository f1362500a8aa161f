"""Recordings as small pictures: time to the right, low sounds below, louder is more opaque."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from understudy.media.sound import sound_blocks
from understudy.types import Sound

RATE = 16_000
"""Samples a second that are looked at: everything up to 8 kHz, which is most of any sound."""
FRAME = 512
"""Samples of one spectrum, 32 ms: long enough for the tones of a voice, short enough for a clap."""
MOST_FRAMES = 4
"""Spectra that make one column; of longer columns the rest is not looked at."""
LOWEST, HIGHEST = 60.0, 8_000.0
"""Hertz at the lower and the upper edge."""
RANGE_DB = 60.0
"""From what is invisible to what is opaque."""
LEAST_TOP_DB = -45.0
"""What is opaque is the loudest place, but no quieter than this beside a tone as loud as can be:
the hiss of an empty room stays pale."""

BLOCK_SECONDS = 1.0  # read at once
AT_ONCE = threading.BoundedSemaphore(2)
"""How many recordings are read at once: a gallery asks for all that it shows."""

Powers = NDArray[np.float64]
WINDOW: Powers = np.hanning(FRAME + 1)[:-1]


def drawn(path: Path, start: float, end: float, width: int, height: int) -> bytes:
    """Return the `spectrogram` of a file.

    Raises
    ------
    MediaError
        It can't be read.
    """
    with AT_ONCE:
        return spectrogram(sound_blocks(path, RATE, BLOCK_SECONDS), start, end, width, height)


def spectrogram(
    blocks: Iterable[Sound], start: float, end: float, width: int, height: int
) -> bytes:
    """Return a PNG of a recording from one time to another, in seconds; its alpha is the level.

    Parameters
    ----------
    blocks
        All of the recording from its beginning, float32 at `RATE`, in pieces of any length.
    width, height
        In pixels.
    """
    levels = 10 * np.log10(columns(blocks, start, end, width, height) + 1e-12)
    top = max(float(levels.max()), LEAST_TOP_DB)
    shares = np.clip((levels - top) / RANGE_DB + 1, 0, 1)
    pixels = np.zeros((height, width, 2), np.uint8)
    pixels[:, :, 1] = np.round(255 * shares.T[::-1])
    file = io.BytesIO()
    Pillow.fromarray(pixels, "LA").save(file, "PNG")
    return file.getvalue()


def columns(blocks: Iterable[Sound], start: float, end: float, width: int, height: int) -> Powers:
    """Return the powers [width, height], lowest first; a tone as loud as can be has 1."""
    each = min(MOST_FRAMES, max(1, round((end - start) * RATE / width / (FRAME / 4))))
    number = width * each
    places = (start + (np.arange(number) + 0.5) * (end - start) / number) * RATE
    first = np.round(places).astype(np.int64)  # as the sound before its beginning is half a frame
    found = np.zeros((number, height))
    bands = _bands(height)
    done, begin = 0, 0
    waiting: Sound = np.zeros(FRAME // 2, np.float32)
    for block in chain(blocks, [np.zeros(FRAME, np.float32)]):
        waiting = np.concatenate([waiting, block])
        ready = int(np.searchsorted(first, begin + len(waiting) - FRAME, side="right"))
        if ready > done:
            inside = (first[done:ready] - begin)[:, np.newaxis] + np.arange(FRAME)
            found[done:ready] = _spectra(waiting[inside], bands)
            done = ready
        needed = int(first[done]) if done < number else begin + len(waiting)
        past = min(max(needed - begin, 0), len(waiting))
        waiting, begin = waiting[past:], begin + past
    together: Powers = found.reshape(width, each, height).max(axis=1)
    return together


def _bands(height: int) -> Powers:
    """Return the edges [height + 1] of the rows as numbers of spectral lines, evenly in mel.

    Mel is 2595 log10(1 + f / 700), after O'Shaughnessy, Speech Communication, 1987.
    """
    low, high = (2595 * np.log10(1 + f / 700) for f in (LOWEST, HIGHEST))
    hertz = 700 * (10 ** (np.linspace(low, high, height + 1) / 2595) - 1)
    edges: Powers = hertz * FRAME / RATE
    return edges


def _spectra(frames: Sound, bands: Powers) -> Powers:
    """Return the mean power [n, height] of frames [n, samples] in each band."""
    lines = np.abs(np.fft.rfft(frames * WINDOW, axis=1)) / (WINDOW.sum() / 2)
    sums = np.zeros((len(frames), lines.shape[1] + 1))
    np.cumsum(lines**2, axis=1, out=sums[:, 1:])
    # The area under the lines, each one wide, up to any place between them.
    place = np.clip(bands + 0.5, 0, lines.shape[1])
    left = np.minimum(place.astype(np.int64), lines.shape[1] - 1)
    area = sums[:, left] + (place - left) * (sums[:, left + 1] - sums[:, left])
    means: Powers = np.diff(area, axis=1) / np.diff(place)
    return means
