"""Windows over a sound that comes bit by bit: what they share is computed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from understudy.types import Sound

Floats = NDArray[np.float32]


class FrameStream(Protocol):
    """Makes frames of a sound that comes bit by bit."""

    def hear(self, samples: Sound) -> Floats:
        """Return the frames [k, w] that are complete with these next samples."""
        ...


@dataclass(frozen=True)
class Track:
    """One kind of frames, and what a window makes of them."""

    begin: Callable[[], FrameStream]
    first: int
    """Samples from the beginning of a window to that of its first frame."""
    hop: int
    """Samples from frame to frame."""
    count: int
    """Frames of a window."""
    pool: Callable[[Floats], Floats]
    """Frames [count, w] of a window to columns [d]."""


class _Playing:
    """A track that is running."""

    def __init__(self, track: Track) -> None:
        self.track = track
        self._frames = track.begin()
        self._skip = track.first
        self._kept: Floats | None = None

    def hear(self, samples: Sound) -> None:
        skipped, self._skip = min(self._skip, len(samples)), max(0, self._skip - len(samples))
        new = self._frames.hear(samples[skipped:])
        self._kept = new if self._kept is None else np.concatenate([self._kept, new])

    def pooled(self, hop: int) -> Floats:
        """Return the columns of the window that is complete, and go on to the next."""
        assert self._kept is not None
        columns = self.track.pool(self._kept[: self.track.count])
        self._kept = self._kept[hop // self.track.hop :]
        return columns


class Windows:
    """Raw rows [d], one every `hop` samples, each of the last `window` samples."""

    def __init__(self, tracks: Sequence[Track], window: int, hop: int) -> None:
        self.window, self.hop = window, hop
        self.heard = 0
        """Samples so far."""
        self._ahead = window
        self._playing = [_Playing(track) for track in tracks]

    def hear(self, samples: Sound) -> list[tuple[int, Floats]]:
        """Return, for each window that is complete with these next samples, its end and row."""
        found = []
        while len(samples):
            part, samples = samples[: self._ahead], samples[self._ahead :]
            for playing in self._playing:
                playing.hear(part)
            self.heard += len(part)
            self._ahead -= len(part)
            if not self._ahead:
                self._ahead = self.hop
                row = np.concatenate([playing.pooled(self.hop) for playing in self._playing])
                found.append((self.heard, row))
        return found
