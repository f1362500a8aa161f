"""Whether sounds are words, or so short or so even that a tenth of a second tells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np

Event = tuple[float, float]
"""Start and end in seconds."""
Suited = Literal["sound", "sound-short"]
"""Names of backbones."""

WORDS: Suited = "sound"
SHORT: Suited = "sound-short"

SHORTEST_WORD = 0.15
"""Seconds: claps, clicks and snaps are shorter, also in a room that rings for 0.4 s. Of real spoken
digits, clipped tight, 5 % are, and of none of them more than a fifth."""
LONGEST_WORD = 1.5
"""Seconds: what is longer goes on and on, as whistles, hums and talking do, and is more than the
window for words can hold."""


def suited(events_by_file: Iterable[Sequence[Event]]) -> Suited:
    """Return which backbone fits sounds of these lengths.

    A recording goes by the median length of its events; recordings without any tell nothing.
    Sounds are short when those of most recordings are shorter than a word or go on and on.

    Parameters
    ----------
    events_by_file
        The events of each recording of an ordinary class; background classes have no say.
    """
    lengths = [
        float(np.median([end - start for start, end in events]))
        for events in events_by_file
        if events
    ]
    words = sum(SHORTEST_WORD <= length <= LONGEST_WORD for length in lengths)
    return SHORT if lengths and words < len(lengths) / 2 else WORDS
