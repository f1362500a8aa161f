"""Every second sample of a sound, after taking out what is too high for the lower rate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from understudy.types import Sound

TAPS = 31
"""Of the filter. It passes up to 0.4 of the lower rate and takes out, by 50 dB and more, what would
come back below 0.3 of it: the speech networks hear up to 3,800 of 16,000 Hz."""


def half_band() -> NDArray[np.float32]:
    """Return the filter [TAPS]: a sinc of half the band under a Hamming window, of sum 1."""
    places = np.arange(TAPS) - TAPS // 2
    taps = np.sinc(places / 2) * np.hamming(TAPS)
    unit: NDArray[np.float32] = (taps / taps.sum()).astype(np.float32)
    return unit


class Halver:
    """Halves the rate of a sound that comes bit by bit; before its beginning is silence.

    What comes out is late by half the filter: 15 samples of the higher rate.
    """

    def __init__(self) -> None:
        self._filter = half_band()
        self._kept = np.zeros(TAPS - 1, np.float32)

    def hear(self, samples: Sound) -> Sound:
        """Return the samples of the lower rate that are complete with these next ones."""
        samples = np.concatenate([self._kept, samples])
        count = max(0, (len(samples) - TAPS) // 2 + 1)
        self._kept = samples[2 * count :]
        if not count:
            return np.zeros(0, np.float32)
        halved: Sound = np.convolve(samples[: 2 * count + TAPS - 2], self._filter, "valid")[::2]
        return halved
