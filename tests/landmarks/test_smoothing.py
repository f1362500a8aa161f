"""Trembling against lag, in sides of the region: what the constants were chosen by."""

import numpy as np
import pytest

from understudy.landmarks.found import Body, Hand
from understudy.landmarks.smoothing import BodySmoother, HandSmoother

FPS, SIDE = 30, 150.0  # frames a second, pixels
TREMBLING = 0.003  # sides: what the networks make of a still hand in a noisy picture


def hand(place, left=0.9):
    points = np.full((21, 3), place * SIDE, np.float32)
    side = "left" if left > 0.5 else "right"
    return Hand(points, points / 1000, 0.9, side, max(left, 1 - left))


def smoothed(places):
    """Return, of places in sides frame by frame, where the first point is after smoothing."""
    smoother = HandSmoother()
    found = [smoother.smooth(hand(p), SIDE, i / FPS).points[0, 0] for i, p in enumerate(places)]
    return np.array(found) / SIDE


def test_a_still_hand_trembles_a_third_as_much():
    places = 3 + np.random.default_rng(0).normal(0, TREMBLING, 300)
    calm = smoothed(places)[30:]
    assert np.abs(np.diff(calm)).mean() < np.abs(np.diff(places)).mean() / 3
    assert calm.std() < 0.6 * places.std()


@pytest.mark.parametrize("speed", [0.25, 0.5, 1.0, 2.0, 5.0])  # sides a second
def test_a_moving_hand_is_never_a_frame_late(speed):
    seconds = np.arange(60) / FPS
    places = speed * np.maximum(0, seconds - 1)  # it rests for a second, then moves
    behind = (places - smoothed(places)) / (speed / FPS)  # frames
    assert behind.max() < 1
    assert behind[-1] < 0.5


def test_one_odd_frame_does_not_make_another_hand_of_it():
    smoother = HandSmoother()
    sides = []
    for frame, left in enumerate([0.9] * 10 + [0.2] + [0.9] * 10 + [0.1] * 30):
        found = smoother.smooth(hand(1.0, left), SIDE, frame / FPS)
        sides.append(found.side)
        assert 0.5 <= found.side_score <= 1
    assert set(sides[:21]) == {"left"}
    assert sides[-1] == "right"


def test_a_body_is_smoothed_alike():
    random, smoother = np.random.default_rng(0), BodySmoother()
    given, found = [], []
    for frame in range(90):
        points = random.normal(400, TREMBLING * 400, (33, 3)).astype(np.float32)
        seen = random.uniform(0.4, 0.6, 33).astype(np.float32)
        given.append(Body(points, seen, points / 1000, 0.9))
        found.append(smoother.smooth(given[-1], 400, frame / FPS))
    for name in ("points", "world", "visibility"):
        rough, calm = (
            np.abs(np.diff([getattr(one, name) for one in some[30:]], axis=0)).mean()
            for some in (given, found)
        )
        assert calm < rough / 3, name
    assert found[-1].score == 0.9
    assert found[-1].points.dtype == np.float32
