"""Frames of what was shown before, at the beginning of a hold."""

import numpy as np
import pytest

from understudy import heads
from understudy.heads.slips import FEWEST, calmed

D = 40
FRAMES = 20


def hold(middle, random, frames=FRAMES):
    """Frames that are much alike, around something near a class."""
    return frames_of(middle + 0.5 * random.normal(size=D), random, frames)


def frames_of(what, random, frames):
    return (what + 0.1 * random.normal(size=(frames, D))).astype(np.float32)


def taught(stale, takes=2, classes=3, seed=0):
    """Return X, y and takes; each hold but the first begins with what the one before ended with."""
    random = np.random.default_rng(seed)
    middles = 2.0 * random.normal(size=(classes, D))
    X, y, groups, last = [], [], [], None
    for take in range(takes):
        for label in range(classes):
            frames = hold(middles[label], random)
            if last is not None:
                frames = np.concatenate([frames_of(last, random, stale), frames])
            X.append(frames)
            y += [label] * len(frames)
            groups += [f"{label}-{take}"] * len(frames)
            last = frames[-1]
    return middles, np.concatenate(X).astype(np.float32), np.array(y), np.array(groups)


def slips_of(X, y, groups):
    units = np.unique(groups, return_inverse=True)[1]
    return np.flatnonzero((calmed(X, y, units) != X).any(axis=1))


@pytest.mark.parametrize("stale", [1, 2, 4])
def test_what_was_shown_before_is_replaced_and_nothing_else(stale):
    _, X, y, groups = taught(stale)
    starts = [np.flatnonzero(groups == group)[0] for group in dict.fromkeys(groups)][1:]
    expected = [start + number for start in starts for number in range(stale)]
    assert slips_of(X, y, groups).tolist() == sorted(expected)


def test_a_slip_becomes_the_middle_of_the_rest_of_its_take():
    _, X, y, groups = taught(1)
    units = np.unique(groups, return_inverse=True)[1]
    (row, *_) = slips_of(X, y, groups)
    mates = np.flatnonzero(units == units[row])
    mean = X[mates[mates != row]].mean(axis=0)
    np.testing.assert_allclose(calmed(X, y, units)[row], mean, rtol=1e-5)


def test_clean_takes_and_photos_stay_the_very_same():
    _, X, y, groups = taught(0)
    units = np.unique(groups, return_inverse=True)[1]
    assert calmed(X, y, units) is X
    _, X, y, _ = taught(2)
    assert calmed(X, y, np.arange(len(X))) is X  # each by itself: nothing to be unlike


def test_few_frames_or_much_of_a_take_are_no_slips():
    random = np.random.default_rng(0)
    middles = 2.0 * random.normal(size=(2, D))
    first = hold(middles[0], random)
    for own, stale in ((FEWEST - 2, 1), (6, 6)):
        second = np.concatenate([first[-stale:] + 0.01, hold(middles[1], random, own)])
        X = np.concatenate([first, second]).astype(np.float32)
        y = np.repeat([0, 1], [len(first), len(second)])
        assert calmed(X, y, y) is X


@pytest.mark.parametrize("name", ["discriminant", "auto"])
def test_a_button_pressed_too_early_does_not_make_everything_unsure(name):
    confidence = []
    for stale in (0, 2):
        middles, X, y, groups = taught(stale)
        head = heads.create(name).fit(X, y, groups)
        random = np.random.default_rng(5)
        fresh = np.concatenate([hold(middle, random, 1) for middle in middles])
        assert head.predict(fresh).tolist() == [0, 1, 2]
        confidence.append(float(head.predict_proba(fresh).max(axis=1).mean()))
    assert confidence[1] > 0.9 * confidence[0] > 0.8
