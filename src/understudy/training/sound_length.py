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
LOUDEST_PLACE = 0.016
"""Seconds: where nothing rises over the hush, `find_events` gives the loudest place, 10 or 15 ms.
Six of seven clicks of 5 ms are 20 ms long."""


def suited(classes: Iterable[Iterable[Sequence[Event]]]) -> Suited:
    """Return which backbone fits sounds of these lengths.

    A recording goes by the median length of its events, and a class by most of its recordings:
    its sounds are short when those are shorter than a word or go on and on. All are short when
    those of at least half of the classes are. The window for short sounds tells claps from
    whistles and hears them at once, while that for words would keep a clap waiting; so one class
    of words beside one of claps are short sounds; one of claps among many of words changes nothing.
    Recordings without any event tell nothing, nor do those of which only the loudest place is one.

    Parameters
    ----------
    classes
        The events of each recording of each ordinary class; background classes have no say.
    """
    short = [_is_short(lengths) for lengths in map(_lengths, classes) if lengths]
    return SHORT if short and sum(short) >= len(short) / 2 else WORDS


def _is_short(lengths: Sequence[float]) -> bool:
    """Whether fewer than half of these are lengths of words."""
    return sum(SHORTEST_WORD <= length <= LONGEST_WORD for length in lengths) < len(lengths) / 2


def _lengths(recordings: Iterable[Sequence[Event]]) -> list[float]:
    """Return the median length of the events of each recording in which there is a sound."""
    lengths = [[end - start for start, end in events] for events in recordings]
    return [float(np.median(of)) for of in lengths if sum(of) > LOUDEST_PLACE]
