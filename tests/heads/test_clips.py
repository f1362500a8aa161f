"""Every head, on clips."""

import numpy as np
import pytest

from tests.heads.moving import actions, assert_onnx_equal, features
from understudy import heads
from understudy.errors import DataError
from understudy.heads.usual import USUAL

SETTINGS = {
    "auto": {},
    "descriptor": {},
    "discriminant": {},
    "logistic": {},
    "neighbors": {},
    "dense": {"epochs": 30},
}


@pytest.fixture(params=sorted(SETTINGS))
def new(request):
    """Return a function that makes a fresh head of one kind."""
    return lambda: heads.create(request.param, **SETTINGS[request.param])


def test_every_head_learns_from_clips(new, run_onnx):
    head = new().fit(*actions(8))
    fresh, truth = actions(25, seed=1)
    assert head.score(fresh, truth) > 0.8
    assert head.usual is USUAL["clip"]
    assert_onnx_equal(head, run_onnx, fresh)
    assert (head.novelty(fresh) > 0.5).mean() < 0.2
    strange = features(20 * np.random.default_rng(0).normal(size=(5, 146)))
    assert (head.novelty(strange) > 0.5).all()


def test_more_clips_are_as_all_at_once(new):
    X, y = actions(5)
    one = new().fit(X[::2], y[::2], np.arange(10)).partial_fit(X[1::2], y[1::2], np.arange(10, 20))
    order = np.append(np.arange(0, 20, 2), np.arange(1, 20, 2))
    whole = new().fit(X[order], y[order])
    np.testing.assert_array_equal(one.predict_proba(X), whole.predict_proba(X))
    np.testing.assert_array_equal(one.held_out_.rows, whole.held_out_.rows)


def test_refused_clips_leave_the_head_as_it_was(new):
    X, y = actions(2)
    head = new().fit(X, y)
    before = head.predict_proba(X)
    with pytest.raises(DataError, match="in different steps"):
        head.partial_fit(np.asarray(X), y)
    np.testing.assert_array_equal(head.predict_proba(X), before)


def test_a_head_of_clips_may_be_taught_pictures_next(new):
    head = new().fit(*actions(2))
    if head.of_clips:
        with pytest.raises(DataError, match="learns from clips"):
            head.fit(np.eye(4), list("aabb"))
    else:
        assert head.fit(np.eye(4), list("abcd")).score(np.eye(4), list("abcd")) == 1


def test_auto_is_the_descriptor():
    X, y = actions(4)
    auto, plain = (heads.create(name).fit(X, y) for name in ("auto", "descriptor"))
    assert (auto.chosen_, auto.reason_) == (plain.chosen_, plain.reason_)
    np.testing.assert_array_equal(auto.predict_proba(X), plain.predict_proba(X))
    np.testing.assert_array_equal(auto.novelty(X), plain.novelty(X))
    assert [one.name for one in auto.candidates_] == [one.name for one in plain.candidates_]


def test_others_are_new():
    X, y = actions(6, names=("fall", "rise"))
    waves, _ = actions(12, seed=3, names=("wave",))
    head = heads.create("descriptor").fit(X, y, others=waves[:6])
    assert (head.novelty(waves[6:]) > 0.5).mean() > 0.8
    assert (head.novelty(X) > 0.5).mean() < 0.2
