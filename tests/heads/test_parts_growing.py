"""Features in which a part may be missing: learning step by step, and while others ask."""

import copy
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.heads.posed import assert_onnx_equal, assert_same, features, gestures, hidden, mixed
from understudy import heads
from understudy.errors import Cancelled, DataError
from understudy.heads import parts
from understudy.heads.discriminant import Discriminant
from understudy.heads.novelty import AllNew
from understudy.types import Features

SETTINGS = {"dense": {"epochs": 15, "learning_rate": 0.01}}
QUICK = ["discriminant", "neighbors"]


@pytest.fixture(params=sorted(heads.suited(Features(np.zeros((1, 2))))))  # those that take poses
def new(request):
    """Return a function that makes a fresh head of one kind."""
    return lambda: heads.create(request.param, **SETTINGS.get(request.param, {}))


@pytest.mark.parametrize("name", QUICK)
@pytest.mark.parametrize("takes", range(1, 8))
def test_one_more_take_is_as_all_at_once(name, takes):
    """Across the change of the weight of the scene, and after it has ended."""
    X, y = mixed(each=8)
    number = np.tile(np.arange(8), 4)
    head, order = heads.create(name), []
    for take in range(takes):
        rows = np.flatnonzero(number == take)
        order += rows.tolist()
        head.partial_fit(X[rows], y[rows], [f"{label} {take}" for label in y[rows]])
        together = heads.create(name)
        together.fit(X[order], y[order], [f"{y[row]} {number[row]}" for row in order])
        assert_same(head, together, X)


def test_step_by_step_is_as_all_at_once(new):
    X, y = mixed(each=6)
    takes = np.arange(len(y)) // 2
    head = new()
    # A class after the other, the one without a pose in the middle; a take goes on later.
    steps = (np.r_[0:5], np.r_[6:12], np.r_[18:24], np.r_[5], np.r_[12:18])
    for rows in steps:
        head.partial_fit(X[rows], y[rows], takes[rows])
    order = np.concatenate(steps)
    assert_same(head, new().fit(X[order], y[order], takes[order]), X)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_steps_are_as_all_at_once(data):
    n = data.draw(st.integers(2, 24))
    labels = data.draw(st.lists(st.integers(0, 2), min_size=n, max_size=n))
    unseen = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    takes = data.draw(st.lists(st.integers(0, 9), min_size=n, max_size=n))
    cuts = sorted(data.draw(st.sets(st.integers(1, n - 1), max_size=3)))
    takes = np.array(takes) + 10 * np.array(labels)  # a take is of one class
    X, _ = gestures(1, n, seed=n)
    X = hidden(X + np.array(labels)[:, np.newaxis], np.flatnonzero(unseen))
    head = Discriminant()
    for rows in np.split(np.arange(n), cuts):
        head.partial_fit(X[rows], np.array(labels)[rows], takes[rows])
    assert_same(head, Discriminant().fit(X, labels, takes), X, atol=1e-4)
    if head.held_out_ is not None:
        assert (np.diff(head.held_out_.rows) > 0).all()
        np.testing.assert_allclose(head.held_out_.probabilities.sum(axis=1), 1, atol=1e-5)


def test_a_take_in_which_nothing_was_seen_adds_to_many(new):
    X, y = gestures(each=14)
    takes = np.arange(len(y)) // 2  # seven a class: the weight of the scene stays
    more = hidden(gestures(each=2, seed=8)[0][:2], [0, 1])
    head = new().fit(X, y, takes).partial_fit(more, ["fist"] * 2, ["last"] * 2)
    together = new().fit(features(np.concatenate([X, more])), [*y, "fist", "fist"],
                         [*takes, "last", "last"])  # fmt: skip
    assert_same(head, together, X)
    assert_same(head, together, hidden(X, range(len(y))))
    head.partial_fit(more, ["nothing"] * 2, ["a", "b"])
    assert (head.novelty(more)[head.predict(more) == "fist"] == 1).all()


def test_more_than_are_kept_for_the_spread_are_nearly_as_all_at_once():
    X, y = gestures(each=300)
    X = hidden(X, np.arange(0, 900, 7))
    order = np.random.default_rng(0).permutation(900)
    X, y, takes = X[order], y[order], np.arange(900)
    head = Discriminant().fit(X[:-10], y[:-10], takes[:-10])
    head.partial_fit(X[-10:], y[-10:], takes[-10:])
    whole = Discriminant().fit(X, y, takes)
    assert np.abs(head.predict_proba(X) - whole.predict_proba(X)).mean() < 0.01
    assert np.abs(head.novelty(X) - whole.novelty(X)).mean() < 0.05


def test_fit_forgets_whether_there_was_a_pose(new):
    X, y = gestures()
    flat = np.asarray(X)
    plain = new().fit(flat, y)
    for once in (new().fit(X, y), new().fit(hidden(X, range(len(y))), y)):
        assert_same(once.fit(flat, y), plain, flat)
    assert_same(new().fit(flat, y).fit(X, y), new().fit(X, y), X)
    assert_same(new().fit(flat, y).fit(X, y).partial_fit(X[:3], y[:3]),
                new().fit(features(np.concatenate([X, X[:3]])), [*y, *y[:3]]), X)  # fmt: skip


def test_more_examples_have_to_describe_the_same(new):
    X, y = gestures()
    head = new().fit(X, y)
    for more in (np.asarray(X), np.asarray(X).tolist()):
        with pytest.raises(DataError, match="describe a pose in different columns"):
            head.partial_fit(more, y)
    with pytest.raises(DataError, match="fitted on 36 features a row; got 24"):
        head.predict(X.scene)


class Stopping(Discriminant):
    """Stops when told to, in the part that is trained first or last."""

    name = "stopping"
    stop = False

    def train(self, statistics, *, fold=None):
        if self.stop:
            raise Cancelled("stopped half-way")
        return super().train(statistics, fold=fold)


def test_what_is_cancelled_leaves_the_head_as_it_was():
    X, y = mixed()
    head = Stopping().fit(X, y)
    before, said = dict(vars(head)), head.predict_proba(X)
    head.stop = True
    for learn in (head.partial_fit, head.fit):
        with pytest.raises(Cancelled):
            learn(gestures(each=5)[0], np.repeat("new", 15))
    assert {**before, "stop": True} == vars(head)
    np.testing.assert_array_equal(head.predict_proba(X), said)
    head.stop = False
    head.partial_fit(gestures(each=5)[0], np.repeat("new", 15))
    assert "new" in head.classes_


def test_what_fails_in_the_part_without_a_pose_leaves_the_head_as_it_was(new, monkeypatch):
    X, y = mixed()
    head = new().fit(X, y)
    before = dict(vars(head))

    class Failing(Discriminant):
        def train(self, statistics, *, fold=None):
            raise MemoryError

    monkeypatch.setattr(parts, "Discriminant", Failing)
    with pytest.raises(MemoryError):
        head.fit(*gestures())
    assert before == vars(head)


def test_a_copy_may_be_taught_while_the_first_answers(new):
    X, y = mixed()
    head = new().fit(X, y)
    expected, strange = head.predict_proba(X), head.novelty(X)
    wrong, done = [], threading.Event()

    def ask():
        while not done.is_set():
            if not np.array_equal(head.predict_proba(X), expected):
                wrong.append("probabilities")
            if not np.array_equal(head.novelty(X), strange):
                wrong.append("novelty")

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for number in range(3):
            taught = copy.copy(head)
            more, names = gestures(each=3, seed=number)
            taught.partial_fit(more, names)
            taught.partial_fit(hidden(more, range(9)), np.repeat(f"new {number}", 9))
            assert len(taught.classes_) == 5
    finally:
        done.set()
        asking.join()
    assert not wrong
    assert_same(copy.copy(head).partial_fit(*gestures(seed=3)),
                head.partial_fit(*gestures(seed=3)), X, atol=1e-6)  # fmt: skip


def test_where_every_class_shows_a_pose_what_shows_none_is_new_and_costs_little(run_onnx):
    X, y = gestures(each=30)
    X = hidden(X, [3])
    head = Discriminant().fit(X, y)
    assert isinstance(head._parts.plain.novelty_, AllNew)
    blind = hidden(X, range(len(y)))
    assert (head.novelty(blind) == 1).all()
    assert_onnx_equal(head, run_onnx, features(np.concatenate([X, blind])))
    nothing, names = mixed(each=8)
    grown = copy.copy(head).partial_fit(nothing, names)  # now there is such a class
    again = Discriminant().fit(features(np.concatenate([X, nothing])), np.append(y, names))
    assert_same(grown, again, blind)
    assert (grown.novelty(nothing[names == "nothing"]) < 0.5).any()
