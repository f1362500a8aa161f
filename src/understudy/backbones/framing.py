"""Cuts a sound that comes bit by bit into frames that overlap."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from understudy.types import Sound


class Framer:
    """Frames of `length` samples, one every `hop`, which is no more than that."""

    def __init__(self, length: int, hop: int) -> None:
        self.length, self.hop = length, hop
        self._kept = np.zeros(0, np.float32)

    def hear(self, samples: Sound) -> NDArray[np.float32]:
        """Return the frames [k, length] that are complete with these next samples."""
        samples = np.concatenate([self._kept, samples])
        count = max(0, (len(samples) - self.length) // self.hop + 1)
        self._kept = samples[count * self.hop :]
        starts = np.arange(count)[:, np.newaxis] * self.hop
        frames: NDArray[np.float32] = samples[starts + np.arange(self.length)]
        return frames
