"""Where in a clip something moves, and where examples are cut from it.

frames --small, grey--> differences --over what always moves, joined--> stretches --> places
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understudy.media.clip import HOP_SECONDS, Grey, grey, slot_of
from understudy.media.sound_events import MOST_EXAMPLES, Event
from understudy.types import Image

WIDTH, HEIGHT = 48, 36  # cells that frames are averaged to: noise goes, a finger stays
FLOOR_PERCENT = 20  # the stillest fifth: a camera that trembles, a curtain
BEGIN, END = 0.8, 0.4  # grey levels of 255 over the floor: where something surely moves, and
# from where to where it then does. Noise of a poor camera makes 0.3, a small wave 2.
LEAST_SPREAD = 0.6  # grey levels from the floor to the most, where something stands out
JOIN_SECONDS = 0.4  # a wave stands still when it turns
LONGEST_ACTION = 3.0  # seconds; a clip that is no longer is one action

Stretch = Event
"""Start and end, seconds from the start of the clip."""
Run = tuple[int, int]  # first level and the one after the last


@dataclass(frozen=True, slots=True)
class Movement:
    """How long a clip is, and where something moves in it."""

    duration: float
    """Seconds."""
    stretches: tuple[Stretch, ...]
    """In order, apart from each other; none where nothing stands out."""


class MovementFinder:
    """Finds the movement of a clip while its frames come by; it keeps no pictures."""

    def __init__(self) -> None:
        self._start = 0.0
        self._slots: list[int] = []
        self._moved: list[float] = []
        self._before: Grey | None = None

    def add(self, seconds: float, image: Image) -> None:
        """Take the next frame, of any size; the first of each tenth of a second counts."""
        if not self._slots:
            self._start = seconds
        slot = slot_of(seconds - self._start, HOP_SECONDS)
        if self._slots and slot <= self._slots[-1]:
            return
        small = grey(image, WIDTH, HEIGHT)
        self._moved.append(0.0 if self._before is None else _moved(self._before, small))
        self._slots.append(slot)
        self._before = small

    def finish(self) -> Movement:
        """Return where something moves in all that came."""
        if not self._slots:
            return Movement(0.0, ())
        duration = round((self._slots[-1] + 1) * HOP_SECONDS, 3)
        runs = _runs_of_movement(np.asarray(self._moved[1:], np.float64), self._slots)
        # Level k is the difference of frames k and k + 1.
        return Movement(duration, tuple(
            (round(self._slots[first] * HOP_SECONDS, 3),
             round((self._slots[after] + 1) * HOP_SECONDS, 3))
            for first, after in runs
        ))  # fmt: skip


def find_movement(frames: Iterable[tuple[float, Image]]) -> Movement:
    """Return where something moves in frames, given with their seconds."""
    finder = MovementFinder()
    for seconds, image in frames:
        finder.add(seconds, image)
    return finder.finish()


def clip_places(
    stretches: Sequence[Stretch],
    duration: float,
    *,
    window: float,
    step: float,
    everywhere: bool = False,
) -> list[float]:
    """Return where examples are cut: the middles of their windows, in whole milliseconds.

    A clip of at most `LONGEST_ACTION` is one action, and has one place: the middle of all that
    moves, kept so that the window lies within the clip. A longer one shows the action again and
    again: a place every `step` of each stretch. Where nothing stands out all of it counts. There
    are at most `MOST_EXAMPLES`.

    Parameters
    ----------
    stretches : (start, end) pairs
        As `find_movement` gives them.
    duration : float
        Seconds of the clip.
    window, step : float
        Seconds of an example, and between examples of a long clip.
    everywhere : bool
        Cut the whole clip, every `step`: for what is no action, which is everywhere.
    """
    if everywhere or (duration > LONGEST_ACTION and not stretches):
        found = _every(window / 2, duration - window / 2, step)
    elif duration <= LONGEST_ACTION:
        found = [(stretches[0][0] + stretches[-1][1]) / 2 if stretches else duration / 2]
    else:
        found = [at for first, last in stretches for at in _within(first, last, window, step)]
    places = sorted({round(_inside(at, duration, window), 3) for at in found})
    if len(places) <= MOST_EXAMPLES:
        return places
    chosen = np.linspace(0, len(places) - 1, MOST_EXAMPLES).round().astype(int)
    return [places[index] for index in chosen.tolist()]


def busiest_place(movement: Movement, window: float) -> float:
    """Return the place of a clip that shows most: its only one, or its longest stretch."""
    if movement.duration <= LONGEST_ACTION or not movement.stretches:
        (place,) = clip_places(
            movement.stretches, movement.duration, window=window, step=movement.duration + 1
        )
        return place
    start, end = max(movement.stretches, key=lambda stretch: stretch[1] - stretch[0])
    return round(_inside((start + end) / 2, movement.duration, window), 3)


def _inside(place: float, duration: float, window: float) -> float:
    if duration <= window:
        return duration / 2
    return min(max(place, window / 2), duration - window / 2)


def _within(first: float, last: float, window: float, step: float) -> list[float]:
    """Return the places of one stretch: its middle, or several in one that goes on."""
    if last - first <= window:
        return [(first + last) / 2]
    return _every(first + window / 2, last - window / 2, step)


def _every(first: float, last: float, step: float) -> list[float]:
    """Return places from first to last, step apart, or the one between if last is before first."""
    if last <= first:
        return [(first + last) / 2]
    count = math.floor((last - first) / step + 1e-6) + 1
    return [first + index * step for index in range(count)]


def _moved(before: Grey, after: Grey) -> float:
    """Return how much two pictures differ, in grey levels; a change of the light counts little."""
    change = after.astype(np.float32) - before
    return float(np.abs(change - np.median(change)).mean())


def _runs_of_movement(levels: NDArray[np.float64], slots: Sequence[int]) -> list[Run]:
    """Return where levels stand out, those joined that are near."""
    if not len(levels):
        return []
    floor = float(np.percentile(levels, FLOOR_PERCENT))
    if levels.max() < floor + LEAST_SPREAD:
        return []
    found: list[Run] = []
    for first, after in _runs(levels > floor + END):
        if levels[first:after].max() <= floor + BEGIN:
            continue
        if found and (slots[first] - slots[found[-1][1]]) * HOP_SECONDS <= JOIN_SECONDS:
            first = found.pop()[0]
        found.append((first, after))
    return found


def _runs(mask: NDArray[np.bool_]) -> list[Run]:
    """Return where a mask is true without interruption."""
    edges = np.flatnonzero(np.diff(mask, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
