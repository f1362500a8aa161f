"""What the base class does for any head, shown on one that only remembers."""

from dataclasses import dataclass

import numpy as np
import pytest

from understudy.errors import Cancelled
from understudy.heads.base import Head, takes_per_class
from understudy.heads.calibration import softmax
from understudy.project.splits import ALWAYS_TRAINED


@dataclass(frozen=True)
class Seen:
    """Sure of rows it has seen, of others not."""

    answers: dict
    classes: int

    def logits(self, X):
        unsure = np.zeros(self.classes)
        return np.array([self.answers.get(row.tobytes(), unsure) for row in X.astype(np.float32)])


class Memory(Head):
    name = "memory"
    fail = False

    def train(self, statistics, *, fold=None):
        if self.fail and fold is not None:
            raise Cancelled("stopped half-way")
        kept = statistics.folds != (-2 if fold is None else fold)
        sure = 10 * np.eye(statistics.classes)
        pairs = zip(statistics.X[kept], statistics.y[kept], strict=True)
        return Seen({row.tobytes(): sure[label] for row, label in pairs}, statistics.classes)


@pytest.fixture
def frames(draw):
    X, y = draw(each=12)
    takes = np.arange(36) // 3
    return X[np.arange(36) // 3 * 3], y, takes  # all frames of a take are the same


def test_no_row_is_judged_by_a_head_that_saw_its_take(frames):
    X, y, takes = frames
    head = Memory().fit(X, y, takes)
    assert head.score(X, y) == 1
    assert head.held_out_.rows.tolist() == list(range(36))
    np.testing.assert_allclose(head.held_out_.probabilities, 1 / 3, atol=1e-6)
    assert np.isfinite(head.held_out_.novelty).all()


def test_held_out_rows_say_their_fold(frames):
    X, y, takes = frames
    held = Memory().fit(X, y, takes).held_out_
    assert held.folds.shape == held.rows.shape
    assert held.folds.min() > ALWAYS_TRAINED
    for take in range(12):
        assert len(set(held.folds[takes[held.rows] == take])) == 1


def test_a_class_of_one_take_is_not_held_out(frames):
    X, y, takes = frames
    kept = (y != "rock") | (takes == 0)
    head = Memory().fit(X[kept], y[kept], takes[kept])
    assert "rock" not in y[kept][head.held_out_.rows]


def test_what_is_cancelled_leaves_the_head_as_it_was(frames):
    X, y, takes = frames
    head = Memory().fit(X[:24], y[:24], takes[:24])
    before = dict(vars(head))
    head.fail = True
    for learn in (head.partial_fit, head.fit):
        with pytest.raises(Cancelled):
            learn(X[24:], y[24:], takes[24:])
    assert {**before, "fail": True} == vars(head)
    head.fail = False
    head.partial_fit(X[24:], y[24:], takes[24:])
    assert head.classes_.tolist() == ["paper", "rock", "scissors"]
    assert len(head.held_out_.rows) == 36


def test_probabilities_are_softmax_of_logits_by_temperature(frames):
    X, y, takes = frames
    head = Memory().fit(X, y, takes)
    logits = head.scorer_.logits(X)
    np.testing.assert_allclose(
        head.predict_proba(X), softmax(logits / head.temperature_), atol=1e-6
    )


def test_takes_per_class():
    y = np.array([0, 0, 0, 1, 1, 1])
    units = np.array([5, 5, 6, 6, 7, 8])
    assert takes_per_class(y, units).tolist() == [2, 3]


def test_an_answer_is_of_one_head_though_another_thread_teaches_it(frames, monkeypatch):
    X, y, takes = frames
    head = Memory().fit(X, y, takes)
    expected, logits = head.predict(X), Seen.logits

    def taught_meanwhile(self, rows):
        monkeypatch.setattr(Seen, "logits", logits)
        head.fit(X[:12], ["other"] * 12)
        return logits(self, rows)

    monkeypatch.setattr(Seen, "logits", taught_meanwhile)
    np.testing.assert_array_equal(head.predict(X), expected)
    assert head.classes_.tolist() == ["other"]
