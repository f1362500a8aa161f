"""The spectrogram of the last window of a stream, for whoever asks for it."""

from __future__ import annotations

import numpy as np

from understudy.backbones.spectrogram import (
    BINS,
    FFT,
    HOP,
    MEAN,
    QUIETEST,
    RATE,
    STD,
    Floats,
    SpectrogramStream,
)
from understudy.media.resampling import Resampler
from understudy.types import Sound

SPARE_FRAMES = 8
"""Kept besides those of a window: a block may be heard a little further than its last window."""


class Spectrograms:
    """The articles' spectrogram of a stream: 43 frames a second of 232 frequencies up to 5 kHz.

    Parameters
    ----------
    rate
        Samples a second of the stream.
    window
        Seconds that one spectrogram spans.
    """

    def __init__(self, rate: int, window: float) -> None:
        self._resampler = Resampler(rate, RATE)
        self._stream = SpectrogramStream()
        self._count = max(1, int((window * RATE - FFT) // HOP) + 1)
        self._kept = np.full((self._count + SPARE_FRAMES, BINS), QUIETEST, np.float32)
        self._made = 0  # frames so far

    def add(self, samples: Sound) -> None:
        """Take the next samples, at most some hundredths of a second."""
        frames = self._stream.hear(self._resampler.add(samples)) * STD + MEAN
        self._made += len(frames)
        self._kept = np.concatenate([self._kept, frames])[-len(self._kept) :]

    def at(self, seconds: float) -> Floats:
        """Return decibels [frames, 232] of the window that ends at a time, not long ago."""
        whole = max(0, int((seconds * RATE - FFT) // HOP) + 1)  # frames up to then
        behind = max(0, min(self._made - whole, SPARE_FRAMES))
        end = len(self._kept) - behind
        return self._kept[end - self._count : end].copy()
