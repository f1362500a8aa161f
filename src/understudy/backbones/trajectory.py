"""Where a hand or a body is from moment to moment, and how large: what its shape does not say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from understudy.landmarks import Body, Hand
from understudy.types import Image

Floats = NDArray[np.float32]

PALM = [0, 5, 9, 13, 17]  # wrist and knuckles: they stay where they are when fingers bend
TRUNK = [11, 12, 23, 24]  # shoulders and hips
WIDTH = 4
"""Of a place: x and y from the middle of the picture, in lengths of its short side; the logarithm
of the size in the same unit, which is the usual distance of the points of a palm or trunk from
their middle; and 1. All are 0 where nothing was found."""
FOUND = 3  # which of them says whether
SMALLEST = 1e-3


class Follower:
    """Chooses the hand that counts: the one held highest, as `pose_backbone.highest` does.

    While two are about as high it keeps to the one that it has chosen before.
    """

    def __init__(self) -> None:
        self._last: Floats | None = None

    def choose(self, found: Sequence[Hand | Body]) -> Hand | Body | None:
        """Return the hand that counts of those found in a frame, or the body."""
        if not found:
            return None
        chosen = min(found, key=_height)
        if self._last is not None:
            last = self._last
            before = min(found, key=lambda one: float(np.linalg.norm(_middle(one) - last)))
            if _height(before) - _height(chosen) < _spread(before):
                chosen = before
        self._last = _middle(chosen)
        return chosen


def place_of(found: Hand | Body | None, image: Image) -> Floats:
    """Return where a hand or body is in a picture [WIDTH]."""
    if found is None:
        return np.zeros(WIDTH, np.float32)
    height, width = image.shape[:2]
    side = min(height, width)
    x, y = (_middle(found) - [width / 2, height / 2]) / side
    return np.array([x, y, np.log(max(_spread(found) / side, SMALLEST)), 1.0], np.float32)


def filled(values: Floats, found: NDArray[np.bool_]) -> Floats:
    """Return moments [m, w] in which those that were not found lie between their neighbours.

    A hand that moves fast is blurred, and not found just where it matters. Before the first that
    was found it is where it was first, and after the last where it was last. Where none was
    found there are zeros.
    """
    known = np.flatnonzero(found)
    if len(known) in (0, len(values)):
        return values
    moments = np.arange(len(values))
    after = np.searchsorted(known, moments).clip(0, len(known) - 1)
    before = (np.searchsorted(known, moments, side="right") - 1).clip(0)
    first, last = known[before], known[after]
    share = ((moments - first) / np.maximum(last - first, 1)).clip(0, 1).astype(np.float32)
    between: Floats = values[first] + share[:, np.newaxis] * (values[last] - values[first])
    return between


def _points(found: Hand | Body) -> Floats:
    return found.points[PALM if isinstance(found, Hand) else TRUNK, :2]


def _middle(found: Hand | Body) -> Floats:
    middle: Floats = _points(found).mean(axis=0)
    return middle


def _height(found: Hand | Body) -> float:
    """Return where its middle is, in pixels from the top."""
    return float(_middle(found)[1])


def _spread(found: Hand | Body) -> float:
    """Return the usual distance of its points from their middle, in pixels."""
    return float(np.sqrt(np.square(_points(found) - _middle(found)).sum(axis=1).mean()))
