"""Calms the points of a hand or a body over time, without making them late.

The constants were chosen by measuring trembling against lag: tests/landmarks/test_smoothing.py.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from understudy.landmarks.found import Body, Hand, side_of
from understudy.landmarks.one_euro import OneEuro

CUTOFF = 1.0  # hertz at rest
SPEED_GAIN = 30.0  # hertz more for each side of its region that a point moves in a second
SPEED_CUTOFF = 5.0  # hertz
HAND_SIDE, BODY_SIDE = 0.2, 2.0  # metres; about the side of a region, for the points in metres
CERTAINTY_CUTOFF = 1.0  # hertz; which hand it is, or whether a point is hidden, seldom changes


class HandSmoother:
    """Of one hand that is followed; `side` is that of its region in pixels."""

    def __init__(self) -> None:
        self._points = OneEuro(CUTOFF, SPEED_GAIN, SPEED_CUTOFF)
        self._world = OneEuro(CUTOFF, SPEED_GAIN, SPEED_CUTOFF)
        self._left = OneEuro(CERTAINTY_CUTOFF, 0.0)

    def smooth(self, hand: Hand, side: float, seconds: float) -> Hand:
        """Return the hand as it is after smoothing."""
        left = hand.side_score if hand.side == "left" else 1 - hand.side_score
        side_now, side_score = side_of(float(self._left.smooth(np.array(left), seconds)))
        return replace(
            hand,
            points=self._points.smooth(hand.points, seconds, side),
            world=self._world.smooth(hand.world, seconds, HAND_SIDE),
            side=side_now,
            side_score=side_score,
        )


class BodySmoother:
    """Of one body that is followed; `side` is that of its region in pixels."""

    def __init__(self) -> None:
        self._points = OneEuro(CUTOFF, SPEED_GAIN, SPEED_CUTOFF)
        self._world = OneEuro(CUTOFF, SPEED_GAIN, SPEED_CUTOFF)
        self._visibility = OneEuro(CERTAINTY_CUTOFF, 0.0)

    def smooth(self, body: Body, side: float, seconds: float) -> Body:
        """Return the body as it is after smoothing."""
        return replace(
            body,
            points=self._points.smooth(body.points, seconds, side),
            world=self._world.smooth(body.world, seconds, BODY_SIDE),
            visibility=self._visibility.smooth(body.visibility, seconds),
        )
