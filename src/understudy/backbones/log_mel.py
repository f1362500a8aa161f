"""How loud each band of a sound is, and how that changes: for sounds that are not speech.

Frames of 24 ms every 10 ms, 64 mel bands from 50 to 16,000 Hz, natural logarithms of power. Of a
stretch of frames five numbers a band are kept, none of which hangs on how loud the whole is.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.framing import Framer
from understudy.types import Sound

Floats = NDArray[np.float32]

RATE = 32_000  # Hz
LENGTH, HOP = 768, 320  # samples: 24 and 10 ms
FFT = 1024
BANDS = 64
LOWEST, HIGHEST = 50.0, 16_000.0  # Hz
FLOOR = 1e-6
"""Added to the power of a band: white noise at -85 dB of full scale, as in a silent room."""
SHARE = 0.9
"""Of the frames of a stretch that are below the last of the five numbers."""
WIDTH = 5 * BANDS
"""Numbers that `statistics` makes of a stretch of frames."""
SHORT = 13
"""Frames that hold a click or a clap: 144 ms."""


class LogMelStream:
    """The frames of a sound that comes bit by bit."""

    def __init__(self) -> None:
        self._framer = Framer(LENGTH, HOP)

    def hear(self, samples: Sound) -> Floats:
        """Return the frames [k, 64] that are complete with these next samples at 32 kHz."""
        window, bands = window_and_bands()
        spectrum = np.fft.rfft(self._framer.hear(samples) * window, FFT, axis=1)
        power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
        frames: Floats = np.log(power @ bands + np.float32(FLOOR))
        return frames


def statistics(frames: Floats) -> Floats:
    """Return five numbers of each band [320] over frames [k, 64].

    Mean (less that of all bands), standard deviation, maximum (less that of all), mean change
    from frame to frame, and what nine tenths are below (less the maximum of all).
    """
    highest = frames.max(axis=0)
    place = round(SHARE * (len(frames) - 1))
    return np.concatenate([
        frames.mean(axis=0) - frames.mean(),
        frames.std(axis=0),
        highest - highest.max(),
        np.abs(np.diff(frames, axis=0)).mean(axis=0),
        np.partition(frames, place, axis=0)[place] - highest.max(),
    ])  # fmt: skip


def peaks_first(frames: Floats) -> Floats:
    """Return `statistics`, the maxima before the others [320].

    Of a click in another room only its peaks are the same: between them is the room.
    """
    numbers = statistics(frames)
    peaks = slice(2 * BANDS, 3 * BANDS)
    return np.concatenate([numbers[peaks], numbers[: peaks.start], numbers[peaks.stop :]])


def loudest(frames: Floats) -> Floats:
    """Return the stretch of `SHORT` frames with the most power."""
    power = np.exp(frames).sum(axis=1, dtype=np.float64)
    sums = np.convolve(power, np.ones(SHORT), "valid")
    start = int(sums.argmax())
    return frames[start : start + SHORT]


@cache
def window_and_bands() -> tuple[Floats, Floats]:
    """Return the Hann window [768] and what each frequency adds to each band [513, 64].

    Triangles of the usual mel scale, 2595 log10(1 + f / 700).
    """
    first, last = (2595 * np.log10(1 + pitch / 700) for pitch in (LOWEST, HIGHEST))
    corners = 700 * (10 ** (np.linspace(first, last, BANDS + 2) / 2595) - 1)
    low, middle, high = corners[:-2], corners[1:-1], corners[2:]
    frequencies = np.fft.rfftfreq(FFT, 1 / RATE)[:, np.newaxis]
    rising, falling = (frequencies - low) / (middle - low), (high - frequencies) / (high - middle)
    bands = np.maximum(0, np.minimum(rising, falling))
    return np.hanning(LENGTH).astype(np.float32), bands.astype(np.float32)
