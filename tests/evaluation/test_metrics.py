import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as sklearn_metrics

from understudy.evaluation import metrics

TRUE = np.array([0, 0, 0, 1, 1, 2])
PRED = np.array([0, 0, 1, 1, 0, 2])
classes = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=40)
scores = st.lists(st.integers(0, 5), min_size=1, max_size=30)
checked = settings(max_examples=60, deadline=None)


def test_accuracy_by_hand():
    assert metrics.accuracy(TRUE, PRED) == pytest.approx(4 / 6)
    assert metrics.per_class_accuracy(TRUE, PRED, 4) == pytest.approx((2 / 3, 1 / 2, 1.0, None))


def test_a_long_take_counts_no_more_than_a_short_one():
    true, pred = np.array([0, 1, 2, 2, 2, 2]), np.array([0, 0, 2, 2, 2, 2])
    takes = np.array(["a", "b", "noise", "noise", "noise", "noise"])
    assert metrics.accuracy(true, pred) == pytest.approx(5 / 6)
    assert metrics.accuracy(true, pred, takes) == pytest.approx(2 / 3)


def test_nothing_to_measure_is_none_not_nan():
    none = np.zeros(0, dtype=np.int64)
    assert metrics.accuracy(none, none) is None
    assert metrics.share_answered(none) is None
    assert metrics.accuracy_when_answered(TRUE, PRED, np.zeros(6, bool)) is None
    assert metrics.expected_calibration_error(np.zeros((0, 3)), none) is None
    assert metrics.auroc(none, np.ones(2)) is None
    assert metrics.auroc(np.ones(2), none) is None


@checked
@given(classes)
def test_confusion_as_scikit_learn(pairs):
    true, pred = np.array(pairs).T
    np.testing.assert_array_equal(
        metrics.confusion_matrix(true, pred, 5),
        sklearn_metrics.confusion_matrix(true, pred, labels=range(5)),
    )


def test_confusion_refuses_classes_it_does_not_have():
    with pytest.raises(ValueError, match=r"y_true holds class -1; expected 0\.\.2"):
        metrics.confusion_matrix(np.array([-1]), np.array([0]), 3)
    with pytest.raises(ValueError, match="2 and 1 rows"):
        metrics.confusion_matrix(np.array([0, 1]), np.array([0]), 3)


def test_confused_pairs_are_sorted_by_count_then_share():
    confusion = np.array([[8, 2, 0], [0, 2, 2], [3, 0, 9]])
    pairs = metrics.confused_pairs(confusion, ("a", "b", "c"))
    assert pairs == [("c", "a", 3, 12), ("b", "c", 2, 4), ("a", "b", 2, 10)]
    assert metrics.confused_pairs(confusion, ("a", "b", "c"), most=1) == pairs[:1]
    assert metrics.confused_pairs(np.eye(3, dtype=int), ("a", "b", "c")) == []


@checked
@given(scores, scores)
def test_auroc_as_scikit_learn_ties_too(known, unknown):
    expected = sklearn_metrics.roc_auc_score([0] * len(known) + [1] * len(unknown), known + unknown)
    assert metrics.auroc(np.array(known), np.array(unknown)) == pytest.approx(expected)


def test_calibration_by_hand():
    # Two bins of (0, 0.5] and (0.5, 1]: one row right at 0.5; right, wrong at 0.9 and 0.7.
    probabilities = np.array([[0.5, 0.5], [0.9, 0.1], [0.3, 0.7]])
    y = np.array([0, 0, 0])
    curve = metrics.calibration_curve(probabilities, y, bins=2)
    np.testing.assert_allclose(curve.confidence, [0.5, 0.8])
    np.testing.assert_allclose(curve.accuracy, [1.0, 0.5])
    np.testing.assert_array_equal(curve.rows, [1, 2])
    error = metrics.expected_calibration_error(probabilities, y, bins=2)
    assert error == pytest.approx((0.5 * 1 + 0.3 * 2) / 3)


def test_a_bin_holds_its_upper_edge_and_empty_bins_are_left_out():
    curve = metrics.calibration_curve(np.array([[1.0, 0.0], [0.8, 0.2]]), np.array([0, 0]), bins=5)
    np.testing.assert_array_equal(curve.rows, [1, 1])
    assert metrics.calibration_curve(np.zeros((0, 2)), np.zeros(0)).rows.shape == (0,)


def test_a_class_without_a_column_is_a_mistake():
    probabilities = np.array([[1.0, 0.0]])
    assert metrics.expected_calibration_error(probabilities, np.array([7])) == 1.0


def test_answers():
    known = np.array([True, False, True, True, False, True])
    assert metrics.share_answered(known) == pytest.approx(4 / 6)
    assert metrics.accuracy_when_answered(TRUE, PRED, known) == pytest.approx(3 / 4)


def test_wilson_interval():
    # Published example (Newcombe 1998, table I): 81 of 263 gives 0.2553 to 0.3662.
    assert metrics.wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert metrics.wilson_interval(0, 0) == (0.0, 1.0)
    assert metrics.wilson_interval(5, 5) == (pytest.approx(0.5655, abs=1e-4), 1.0)
    assert metrics.wilson_interval(0, 5)[0] == 0.0
    with pytest.raises(ValueError, match="6 right of 5"):
        metrics.wilson_interval(6, 5)
