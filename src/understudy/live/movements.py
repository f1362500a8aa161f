"""When an action began and ended: what moved around the windows that it led.

A window shows an action as soon as half of it is there, so where windows are led says what
happened, and only roughly when. The optical flow in their rows says when things moved. On a stream
of hands (tests/performed/streams.py, ten clips of each action taught) starts and ends were off by
0.47 and 0.29 s in the median without it, and are by 0.05 and 0.07 s with it; the constants below
hardly matter to that.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import ClipBackbone
from understudy.backbones.streams import Moment
from understudy.live.timed_event import TimedEvent
from understudy.media.optical_flow import uneased

FLOW = "flow"
"""The block of rows that says how things move from one moment to the next."""
KEPT_SECONDS = 6.0
"""How far back movement is known."""
LONGEST = 1.5
"""Windows that an action lasts at most."""
FLOOR_PERCENT = 20
"""The stillest fifth says how much moves while nothing does: noise, trees, people in the back."""
SHARE = 0.12
"""Of the most that moves, over the floor: what moves more belongs to the action."""
LEAST = 1.0
"""Pixels in all cells over twice the floor: less is no movement. A waving hand makes 20 to 60."""
JOIN_SECONDS = 0.5
"""What moves stands still for so long where it turns, or is held: down, and up again."""
SLACK = 1e-6  # sums of tenths of seconds are not exact

Amounts = NDArray[np.float64]


class Movements:
    """How much moved in each moment of one stream, in its last seconds."""

    def __init__(self, backbone: ClipBackbone) -> None:
        self._hop, self._window = backbone.hop, backbone.window
        self._flow = backbone.blocks.get(FLOW)
        self._count = backbone.moments.get(FLOW, 0)
        # when each ends, and how much moved in it
        self._moved = deque[tuple[float, float]](maxlen=round(KEPT_SECONDS / backbone.hop))
        self._until = 0.0  # where the last action ended

    def add(self, moment: Moment) -> None:
        """Take the next window; where time goes back all begins anew."""
        newest = moment.seconds - self._hop  # when its last frame was seen
        if self._moved and newest < self._moved[-1][0] - SLACK:
            self._moved.clear()
            self._until = 0.0
        if self._flow is None:
            return
        amounts = uneased(moment.row[self._flow]).reshape(self._count, -1).sum(axis=1)
        ends = newest - self._hop * np.arange(self._count - 1, -1, -1)
        known = self._moved[-1][0] + SLACK if self._moved else -np.inf
        fresh = ends > known
        self._moved.extend(zip(ends[fresh].tolist(), amounts[fresh].tolist(), strict=True))

    def whole(self, event: TimedEvent) -> TimedEvent:
        """Return an event of a rule with the times of the movement it is about.

        That is the stretch nearest to the middle of the windows that the action led. Where none
        stands out it is half a window around that middle.
        """
        middle = (event.start + min(event.end, event.start + self._window)) / 2
        quarter = self._window / 4
        start, end = self._around(middle) or (max(0.0, middle - quarter), middle + quarter)
        self._until = end
        return replace(event, start=start, end=end)

    def _around(self, middle: float) -> tuple[float, float] | None:
        """Return the stretch of movement around a time that is of one action."""
        if len(self._moved) < 2:
            return None
        ends, amounts = np.array(self._moved).T
        begins, moved = ends - self._hop, _steadied(amounts)
        half = LONGEST * self._window / 2
        first = max(middle - half, self._until if self._until < middle else -np.inf)
        inside = (begins >= first - SLACK) & (ends <= middle + half + SLACK)
        near = inside & (np.abs(ends - self._hop / 2 - middle) <= self._window / 2)
        if not near.any():
            return None
        floor, most = float(np.percentile(moved, FLOOR_PERCENT)), float(moved[near].max())
        if most < 2 * floor + LEAST:
            return None
        moving = np.flatnonzero(inside & (moved > floor + SHARE * (most - floor)))
        apart = np.flatnonzero(begins[moving[1:]] - ends[moving[:-1]] > JOIN_SECONDS + SLACK)
        stretches = [
            (float(begins[run[0]]), float(ends[run[-1]])) for run in np.split(moving, apart + 1)
        ]
        return min(stretches, key=lambda one: max(one[0] - middle, middle - one[1], 0.0))


def _steadied(amounts: Amounts) -> Amounts:
    """Return the medians of three in a row: where a picture jumps once, nothing moves."""
    padded = np.pad(amounts, 1, mode="edge")
    return np.median(np.stack([padded[:-2], padded[1:-1], padded[2:]]), axis=0)
