"""How loud a sound is from moment to moment, about as the ear hears it.

samples --frames of 20 ms, one every 10 ms--> spectra --A-weighting, sum--> levels in dB
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from understudy.types import Sound

Levels = NDArray[np.float32]
"""dB [n], one every `step` seconds; a sine of full scale at 1 kHz has -3."""

STEP_SECONDS = 0.01
"""Between levels: short enough to tell a click of 5 ms and where a word begins."""
STEPS_A_FRAME = 2
"""Frames overlap by half; in 20 ms there are two periods of the lowest voices (100 Hz)."""
SILENT = -100.0  # dB; the rounding of 16-bit samples has -101, so that less is no sound
LEAKING = 2  # lines of the spectrum, 0 and 50 Hz, into which a DC offset leaks, and mains hum
PIECE = 512  # frames transformed at a time, so that memory does not grow with the sound


class LevelMeter:
    """Measures sound that comes in pieces; the levels are the same whatever the pieces.

    Parameters
    ----------
    rate : int
        Samples a second.
    """

    def __init__(self, rate: int) -> None:
        self._hop = max(1, round(STEP_SECONDS * rate))
        self._size = STEPS_A_FRAME * self._hop
        self._weights = _weights(rate, self._size)
        self._window = np.hanning(self._size + 1)[:-1].astype(np.float32)
        self._rest = np.zeros(0, np.float32)
        self.step = self._hop / rate
        """Seconds between levels. Level i is of the time from i to i + 2 steps."""

    def add(self, samples: Sound) -> Levels:
        """Take the next samples, float32 [n]; return the levels [m] of the frames they complete."""
        self._rest = np.concatenate([self._rest, samples]).astype(np.float32, copy=False)
        count = max(0, (len(self._rest) - self._size) // self._hop + 1)
        levels = np.empty(count, np.float32)
        if count:
            frames = np.lib.stride_tricks.sliding_window_view(self._rest, self._size)[:: self._hop]
            for start in range(0, count, PIECE):
                levels[start : start + PIECE] = self._levels(frames[start : start + PIECE])
        self._rest = self._rest[count * self._hop :]
        return levels

    def short(self) -> Levels:
        """Return the level [1] of a sound that ended before it filled one frame."""
        frame = np.zeros(self._size, np.float32)
        start = (self._size - len(self._rest)) // 2  # in the middle, where the window is widest
        frame[start : start + len(self._rest)] = self._rest
        return self._levels(frame[None])

    def _levels(self, frames: NDArray[np.float32]) -> Levels:
        spectrum = np.fft.rfft(frames * self._window)  # [n, lines]
        power = (spectrum.real**2 + spectrum.imag**2) @ self._weights
        return (10 * np.log10(power + 10 ** (SILENT / 10))).astype(np.float32)


@functools.lru_cache(maxsize=16)
def _weights(rate: int, size: int) -> NDArray[np.float32]:
    """Return what each line of a Hann window's spectrum adds to the mean power of its frame.

    The A-weighting of IEC 61672-1 makes of the rumble of rooms, of handling and of mains about
    what the ear does, while voices, whistles and clicks stay as they are.
    """
    squared = np.fft.rfftfreq(size, 1 / rate) ** 2
    weighting = (12194.2**2 * squared**2) / (
        (squared + 20.6**2)
        * np.sqrt((squared + 107.7**2) * (squared + 737.9**2))
        * (squared + 12194.2**2)
    )
    weighting *= 1.2589  # 1 at 1 kHz
    weighting[:LEAKING] = 0
    hann_power = 3 / 8  # the mean of its square
    weights: NDArray[np.float32] = (weighting**2 * 2 / (size**2 * hann_power)).astype(np.float32)
    weights.flags.writeable = False
    return weights
