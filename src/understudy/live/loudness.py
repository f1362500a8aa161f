"""Where in the last seconds of a stream something sounded, from its level alone."""

from __future__ import annotations

import numpy as np

from understudy.media.sound_levels import LevelMeter
from understudy.types import Sound

Span = tuple[float, float]
"""Beginning and end of a sound, seconds of the stream."""

KEPT_SECONDS = 5.0
"""How far back levels are kept: some words and the pauses between them."""
LEAST_DB = -70.0
"""What is quieter is taken for this: the room in a quiet microphone, or digital silence."""
FLOOR_PERCENT = 10
"""So much of the time is taken for pauses: their loudest level is the noise floor."""
BEGIN_DB, END_DB = 10.0, 6.0
"""Over the floor: where a sound is sure, as noise alone reaches 8 dB; and up to where it goes on.
Here and below as in `media/sound_events.py`, which says how they were chosen."""
UNDER_PEAK_DB = 30.0
"""This far under the loudest is echo."""
BRIDGED_SECONDS = 0.2
"""A gap up to this long is inside a word, as before the t of "eight", and not between two."""


class Loudness:
    """The levels of the last seconds of a stream, and the sounds in them; of constant size.

    Parameters
    ----------
    rate
        Samples a second.
    """

    def __init__(self, rate: int) -> None:
        self._meter = LevelMeter(rate)
        self._kept = np.zeros(0, np.float32)
        self._most = round(KEPT_SECONDS / self._meter.step)
        self._made = 0  # levels so far

    def add(self, samples: Sound) -> None:
        """Take the next samples, any number."""
        levels = self._meter.add(samples)
        self._made += len(levels)
        self._kept = np.concatenate([self._kept, np.maximum(levels, LEAST_DB)])[-self._most :]

    def sounds(self, now: float) -> list[Span]:
        """Return the sounds up to a time in seconds, in order.

        It is empty where nothing stands out, as in silence, in steady noise, or while a whistle
        goes on for longer than is kept: then levels say nothing.
        """
        step, first = self._meter.step, self._made - len(self._kept)
        # A level is of two steps: the last that is known then ends before now.
        levels = self._kept[: max(0, int(now / step + 1e-6) - 1 - first)]
        if not len(levels):
            return []
        floor = float(np.percentile(levels, FLOOR_PERCENT))
        echo = float(levels.max()) - UNDER_PEAK_DB
        edges = np.flatnonzero(
            np.diff(levels > max(floor + END_DB, echo), prepend=False, append=False)
        )
        found: list[Span] = []
        for begin, end in zip(edges[::2], edges[1::2], strict=True):
            if levels[begin:end].max() <= floor + BEGIN_DB:
                continue
            # And it says most of the time around its middle.
            start, stop = (first + begin + 0.5) * step, (first + end + 0.5) * step
            if found and start - found[-1][1] <= BRIDGED_SECONDS:
                start = found.pop()[0]
            found.append((float(start), float(stop)))
        return found
