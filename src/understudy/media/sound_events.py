"""Where in a recording there is a sound, and where examples are cut from it.

samples --how loud--> levels --over the noise floor, parts joined--> events --> centres
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from understudy.media.sound_levels import SILENT, LevelMeter, Levels
from understudy.types import Sound

# Chosen on 240 words (digits of six speakers, and synthesised ones) 0.3 to 1 s apart in noise of
# three colours, some with echo: 237 are found, once each and apart. Every number may be a fifth
# smaller or larger before more goes wrong. Lengths are in levels, of 10 ms.
FLOOR_PERCENT = 10  # the quietest tenth is between the sounds, even of somebody who talks on
QUIET_STRETCH = 20  # so is the quietest fifth of a second, before a whistle that has no pause
PAST = 1000  # how long the floor remembers quiet: longer than a sound goes on
AHEAD = 100  # how far it looks ahead, for a recording that begins with a word: longer than that
BLOCK = 25  # how long the floor stays the same
BEGIN_DB = 9.0  # over the floor, where a sound is sure: noise alone reaches 5, weak words 12
END_DB = 5.0  # over the floor, from where to where it then lasts
UNDER_PEAK_DB = 30.0  # below the loudest around is echo and breath, no part of the word
PEAK_REACH = 30  # what "around" is
JOIN = 25  # parts of a word are closer than this: the stop in "eight" takes up to 0.2 s
SMACK, SMACK_DB, SMACK_REACH = 6, 12.0, 60  # lips: shorter, this much quieter than a word so near
NOTHING_DB = SILENT + 1  # up to here it is digital silence
LOUD_FLOOR_DB = -55.0  # rooms are quieter: this loud it is the sound itself, which goes on
STEADY_DB, STEADY_SHARE = 4.0, 0.3  # unless it is as steady as a motor, and words rise out of it

PIECE = 2**18  # samples looked at at a time

Event = tuple[float, float]
"""Start and end, seconds from the start of the recording."""
Run = tuple[int, int]  # first level and the one after the last
Mask = NDArray[np.bool_]

WORD_SECONDS = 0.5
"""Windows longer than this hold a whole word."""
MOST_EXAMPLES = 1200
"""Cut from one recording, spread evenly over it: ten minutes of noise, one every half second."""


class EventFinder:
    """Finds the events of a recording while it is made.

    What `settled` has said stays: its events may become longer and more, never fewer.

    Parameters
    ----------
    rate : int
        Samples a second.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._meter = LevelMeter(rate)
        self._levels = np.zeros(0, np.float32)
        self._floor = np.zeros(0, np.float32)  # of the levels that are settled
        self._heard = 0

    def add(self, samples: Sound) -> None:
        """Take the next samples, float32 [n]."""
        self._heard += len(samples)
        self._levels = np.concatenate([self._levels, self._meter.add(samples)])

    def settled(self) -> list[Event]:
        """Return the events up to about a second ago, which nothing that follows takes away."""
        known = max(0, len(self._levels) - AHEAD) // BLOCK * BLOCK
        self._floor = _noise_floor(self._levels, known, self._floor)
        return self._seconds(_events(self._levels, self._floor))

    def finish(self) -> list[Event]:
        """Return the events of the recording, which is complete.

        There is at least one, the loudest place, unless it is silent to the last bit.
        """
        if self._heard and not len(self._levels):
            self._levels = self._meter.short()
        levels = self._levels
        if not (levels > NOTHING_DB).any():
            return []
        loudest = int(np.argmax(levels))
        floor = _noise_floor(levels, len(levels), self._floor)
        return self._seconds(_events(levels, floor) or [(loudest, loudest + 1)])

    def _seconds(self, runs: list[Run]) -> list[Event]:
        # A level is of two steps, and says most about the time around their middle.
        last, end, step = len(self._levels), self._heard / self._rate, self._meter.step
        return [
            (
                0.0 if first == 0 else (first + 0.5) * step,
                end if after == last else (after + 0.5) * step,
            )
            for first, after in runs
        ]


def find_events(samples: Sound, rate: int, *, finished: bool = True) -> list[Event]:
    """Return where there is a sound: (start, end) in seconds, in order, apart from each other.

    A sound is what rises over the noise around it: a word, all its parts joined, or a click of
    5 ms. One that goes on through the whole recording (a whistle, a hum, talking) is an event too.
    How loud the recording is makes no difference.

    Parameters
    ----------
    samples : float32 [n]
        The recording.
    rate : int
        Samples a second.
    finished : bool
        Whether the recording is complete. If not, the last second is left out, and so is all that
        might turn out to be no event: there are never fewer when there is more of it.

    Returns
    -------
    list of (float, float)
        At least one, unless the recording is silent to the last bit or not finished.
    """
    finder = EventFinder(rate)
    for start in range(0, len(samples), PIECE):  # or all of it would be copied
        finder.add(samples[start : start + PIECE])
    return finder.finish() if finished else finder.settled()


def centres(
    events: Sequence[Event],
    duration: float,
    *,
    window: float,
    step: float,
    everywhere: bool = False,
) -> list[float]:
    """Return where examples are cut: the middles of their windows, in whole milliseconds.

    Windows of more than half a second hold a word: one around the middle of each event, and in
    one that is longer than the window one every half a window. Shorter ones lie `step` apart in
    each event; of a click they have several, in which it is earlier and later, as it will
    be when it is listened for. Of a long recording there are at most `MOST_EXAMPLES`.

    Parameters
    ----------
    events : (start, end) pairs
        As `find_events` gives them.
    duration : float
        Seconds of the recording.
    window, step : float
        Seconds of an example, and between examples of a long sound.
    everywhere : bool
        Cut the whole recording, every `step`: for noise, which is everywhere.
    """
    if everywhere:
        found = _every(window / 2, duration - window / 2, step)
    elif window > WORD_SECONDS:
        reach = [(start + window / 2, end - window / 2) for start, end in events]
        found = [at for first, last in reach for at in _every(first, last, window / 2)]
    else:
        found = []
        for start, end in events:
            more = max(0.0, window / 2 - (end - start)) / 2
            found += _every(start - more, end + more, step)
    places = sorted({round(min(max(at, 0.0), duration), 3) for at in found})
    if len(places) <= MOST_EXAMPLES:
        return places
    chosen = np.linspace(0, len(places) - 1, MOST_EXAMPLES).round().astype(int)
    return [places[index] for index in chosen.tolist()]


def _every(first: float, last: float, step: float) -> list[float]:
    """Return places from first to last, step apart, or the one between if last is before first."""
    if last <= first:
        return [(first + last) / 2]
    count = math.floor((last - first) / step + 1e-6) + 1  # a length of 10 steps is not quite that
    return [first + index * step for index in range(count)]


def _events(levels: Levels, floor: Levels) -> list[Run]:
    """Return the events among the levels whose floor is known; those after are looked at too."""
    known = len(floor)
    if not known:
        return []
    level = levels[:known]
    echo = _loudest_around(levels, PEAK_REACH)[:known] - UNDER_PEAK_DB
    sure = level > np.maximum(floor + BEGIN_DB, echo)
    runs = [
        run for run in _runs(level > np.maximum(floor + END_DB, echo)) if sure[slice(*run)].any()
    ]
    events: list[Run] = []
    for first, after in runs:
        if events and first - events[-1][1] <= JOIN:
            events[-1] = events[-1][0], after
        else:
            events.append((first, after))
    return [event for event in events if not _is_smack(levels, event)]


def _noise_floor(levels: Levels, known: int, before: Levels) -> Levels:
    """Return how loud it is between the sounds, dB [known]; what is known `before` stays."""
    if known == len(before):
        return before
    # A device that wakes up gives zeros, which say nothing of the room.
    begin = int(np.argmax(levels > NOTHING_DB))
    floor = np.full(known, SILENT, np.float32)
    floor[: len(before)] = before
    for start in range(len(before), known, BLOCK):
        first, after = max(begin, start - PAST), start + BLOCK + AHEAD
        around = levels[first:after]
        if len(around):
            floor[start : start + BLOCK] = _floor_of(around)
    return floor


def _floor_of(levels: Levels) -> float:
    quiet = float(np.percentile(levels, FLOOR_PERCENT))
    if len(levels) >= QUIET_STRETCH and not (silent := levels <= NOTHING_DB).all():
        # Stretches with zeros in them, where a device faltered, say nothing of the room either.
        known = np.convolve(silent, np.ones(QUIET_STRETCH), "valid") == 0
        means = np.convolve(levels, np.full(QUIET_STRETCH, 1 / QUIET_STRETCH), "valid")
        quiet = min(quiet, float(means[known].min(initial=quiet)))
    if quiet > LOUD_FLOOR_DB:
        rises = (levels > quiet + BEGIN_DB).any()
        if not rises or np.mean(levels < quiet + STEADY_DB) < STEADY_SHARE:
            return LOUD_FLOOR_DB - BEGIN_DB
    return quiet


def _is_smack(levels: Levels, event: Run) -> bool:
    """Whether an event is but the lips opening before or closing after a word."""
    first, after = event
    if after - first > SMACK:
        return False
    around = levels[max(0, first - SMACK_REACH) : first + SMACK + SMACK_REACH]
    return bool(levels[first:after].max() < around.max() - SMACK_DB)


def _loudest_around(levels: Levels, reach: int) -> Levels:
    padded = np.pad(levels, reach, constant_values=SILENT)
    found: Levels = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).max(axis=1)
    return found


def _runs(mask: Mask) -> list[Run]:
    """Return where a mask is true without interruption."""
    edges = np.flatnonzero(np.diff(mask, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
