import numpy as np
import pytest

from understudy import heads
from understudy.errors import DataError
from understudy.heads.others import (
    USUAL_THRESHOLD,
    Gate,
    from_closeness,
    to_others,
    unit_rows,
)
from understudy.types import Features

D = 40


def scattered(means, each, seed):
    """Return `each` rows about each of the means, all far from the origin."""
    noise = np.random.default_rng(seed).normal(0, 0.5, (len(means) * each, means.shape[1]))
    return (np.repeat(means, each, axis=0) + noise).astype(np.float32)


@pytest.fixture
def words():
    """Return rows of two taught words, of thirty others, and of thirty nobody gave."""
    means = np.random.default_rng(0).normal(size=(62, D))
    taught = scattered(means[:2], 8, 1), np.repeat(["yes", "no"], 8)
    return taught, scattered(means[2:32], 3, 2), scattered(means[2:62], 1, 3)


def test_others_are_novel_and_nothing_else_changes(words):
    (X, y), others, fresh = words
    without = heads.create("auto").fit(X, y)
    head = heads.create("auto").fit(X, y, others=others)
    np.testing.assert_array_equal(head.predict_proba(fresh), without.predict_proba(fresh))
    np.testing.assert_array_equal(head.classes_, without.classes_)
    np.testing.assert_array_equal(head.held_out_.rows, without.held_out_.rows)
    np.testing.assert_array_equal(head.held_out_.probabilities, without.held_out_.probabilities)
    assert (head.novelty(X) >= without.novelty(X)).all()
    assert (head.novelty(others) > 0.5).mean() > 0.99
    assert (head.novelty(fresh) > 0.5).mean() >= (without.novelty(fresh) > 0.5).mean()
    assert (head.held_out_.novelty <= 0.5).mean() >= 0.9


def test_the_gate_alone_tells_words_from_others(words):
    (X, y), others, fresh = words
    head = heads.create("discriminant").fit(X, y, others=others)
    gate = head.novelty_.gate
    assert (gate.thresholds <= np.float32(USUAL_THRESHOLD)).all()
    assert (gate.novelty(X.astype(np.float64)) < 0.5).all()
    assert (gate.novelty(fresh.astype(np.float64)) > 0.5).mean() > 0.9


def test_onnx_equals_python(words, run_onnx):
    (X, y), others, fresh = words
    for given in (others, others[:2]):
        head = heads.create("neighbors").fit(X, y, others=given)
        _, novelty = run_onnx(head, np.concatenate([X, fresh, 0 * X]))
        expected = head.novelty(np.concatenate([X, fresh, 0 * X]))
        np.testing.assert_allclose(novelty, expected, rtol=0, atol=1e-5)


def test_one_take_of_one_class(words):
    (X, _), others, _ = words
    head = heads.create("auto").fit(X[:3], ["yes"] * 3, groups=[1, 1, 1], others=others)
    assert head.held_out_ is None
    assert head.novelty_.gate.thresholds.tolist() == [np.float32(USUAL_THRESHOLD)]
    assert (head.novelty(others) > 0.5).all()


def test_they_are_kept_for_more_examples_and_forgotten_by_fit(words):
    (X, y), others, fresh = words
    head = heads.create("auto").fit(X[:10], y[:10], others=others).partial_fit(X[10:], y[10:])
    whole = heads.create("auto").fit(X, y, others=others)
    np.testing.assert_allclose(head.novelty(fresh), whole.novelty(fresh), atol=1e-6)
    without = heads.create("auto").fit(X, y)
    np.testing.assert_array_equal(head.fit(X, y).novelty(fresh), without.novelty(fresh))


def test_a_class_that_is_like_the_others_asks_for_less(words):
    (X, y), others, _ = words
    hums = others[:3].mean(axis=0, keepdims=True)
    mine, others = scattered(hums, 5, 7), np.concatenate([others, scattered(hums, 8, 8)])
    taught, labels = np.concatenate([X, mine]), [*y, *["hum"] * 5]
    head = heads.create("auto").fit(taught, labels, groups=labels, others=others)
    hum = head.classes_.tolist().index("hum")
    thresholds = head.novelty_.gate.thresholds
    assert thresholds[hum] < USUAL_THRESHOLD <= 1.01 * np.delete(thresholds, hum).min()
    assert (head.novelty_.gate.novelty(mine.astype(np.float64)) < 0.5).all()


def test_closeness_by_hand():
    means, others = np.eye(3, dtype=np.float32)[:2], np.eye(3, dtype=np.float16)[2:]
    gate = Gate(means, np.array([0.0, 0.5], np.float32), others)
    X = np.array([[2.0, 0, 0], [0, 3, 3], [0, 0, 1], [0, 0, 0]])
    unit = unit_rows(X)
    np.testing.assert_allclose(to_others(unit, others), [0, 0.5**0.5, 1, 0], atol=1e-6)
    expected = from_closeness(np.array([1, 0 - 0.5**0.5, -1, 0]))
    np.testing.assert_allclose(gate.novelty(X)[[0, 2, 3]], expected[[0, 2, 3]], atol=1e-6)
    assert from_closeness(np.zeros(1)) == 0.5


def test_others_that_do_not_fit_leave_the_head_as_it_was(words):
    (X, y), others, _ = words
    head = heads.create("auto").fit(X, y, others=others)
    before = head.novelty(X)
    with pytest.raises(DataError, match=r"have 40 features a row, the others 7\. Embed all"):
        head.fit(X, y, others=others[:, :7])
    posed = Features(X, {"g": slice(0, 30), "hand": slice(30, 40)}, pose=slice(30, 40))
    with pytest.raises(DataError, match="take no others"):
        head.fit(posed, y, others=others)
    np.testing.assert_array_equal(head.novelty(X), before)
