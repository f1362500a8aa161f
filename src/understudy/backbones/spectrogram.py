"""The spectrogram of articles B and C, as a browser's AnalyserNode makes it.

2048 samples at 44,100 Hz under a Blackman window, no smoothing, the lowest 232 of 1,024
frequencies (up to 5 kHz) in decibels, 43 frames a second; then less a mean of -100 and divided by a
standard deviation of 10 (Web Audio API, "FFT windowing and smoothing over time").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.framing import Framer
from understudy.types import Sound

Floats = NDArray[np.float32]

RATE = 44_100  # Hz
FFT, HOP = 2048, 1024  # samples
BINS = 232
MEAN, STD = -100.0, 10.0  # dB
QUIETEST = -120.0
"""dB: what digital silence is taken for, which has no decibels; a quiet room has about as much."""

PLACES = 2 * np.pi * np.arange(FFT) / FFT
BLACKMAN = (0.42 - 0.5 * np.cos(PLACES) + 0.08 * np.cos(2 * PLACES)).astype(np.float32)


class SpectrogramStream:
    """The frames of a sound that comes bit by bit."""

    def __init__(self) -> None:
        self._framer = Framer(FFT, HOP)

    def hear(self, samples: Sound) -> Floats:
        """Return the frames [k, 232] that are complete with these next samples at 44.1 kHz."""
        spectrum = np.fft.rfft(self._framer.hear(samples) * BLACKMAN, axis=1)[:, :BINS]
        quietest = 10 ** (QUIETEST / 20)
        decibels = 20 * np.log10(np.maximum(np.abs(spectrum) / FFT, quietest))
        frames: Floats = ((decibels - MEAN) / STD).astype(np.float32)
        return frames
