import json

import numpy as np
import pytest

from understudy.evaluation.cross_validation import CrossValidation

LABELS = ("left", "up", "nothing")
Y = np.array([0, 0, 1, 1, 2, 2, 0])
PROBABILITIES = np.eye(3)[[0, 1, 1, 1, 2, 0, 2]]
KNOWN = np.array([True, True, True, False, True, False, False])
FOLD = np.array([0, 1, 0, 1, 0, 1, -1])
UNITS = np.array([0, 1, 2, 2, 4, 5, 6])


def test_only_rows_that_were_left_out_count():
    result = CrossValidation.from_folds(Y, PROBABILITIES, KNOWN, FOLD, UNITS)
    assert (result.takes, result.folds) == (5, 2)
    assert result.accuracy == pytest.approx(3 / 5)
    assert result.per_class == pytest.approx((1 / 2, 1.0, 1 / 2))
    assert result.confusion is not None
    assert result.confusion.sum() == 6
    assert result.answered == pytest.approx(4 / 6)
    assert result.accuracy_when_answered == pytest.approx(3 / 4)
    assert result.calibration_error == pytest.approx(2 / 6)


def test_background_is_left_out_of_the_share_answered():
    result = CrossValidation.from_folds(Y, PROBABILITIES, KNOWN, FOLD, UNITS, background=Y == 2)
    assert result.accuracy == pytest.approx(3 / 5)
    assert result.answered == pytest.approx(3 / 4)
    assert result.accuracy_when_answered == pytest.approx(2 / 3)


def test_one_take_a_class_gives_no_number():
    result = CrossValidation.from_folds(Y, PROBABILITIES, KNOWN, np.full(7, -1), UNITS)
    assert set(result.to_dict(LABELS).values()) == {None}


@pytest.mark.parametrize(
    "result",
    [CrossValidation(), CrossValidation.from_folds(Y, PROBABILITIES, KNOWN, FOLD, UNITS)],
)
def test_it_survives_json(result):
    values = result.to_dict(LABELS)
    read = CrossValidation.from_dict(json.loads(json.dumps(values, allow_nan=False)), LABELS)
    assert read.to_dict(LABELS) == values
    assert read.per_class == result.per_class


def test_the_summary_says_how_good_and_what_is_mixed_up():
    result = CrossValidation.from_folds(Y, PROBABILITIES, KNOWN, FOLD, UNITS)
    assert result.summary(LABELS) == (
        "60 % right, in 5 takes it was not taught; `left` and `up` get mixed up most."
    )


def test_the_summary_without_mistakes_or_figures():
    right = CrossValidation.from_folds(Y[:2], np.eye(3)[[0, 0]], KNOWN[:2], FOLD[:2], UNITS[:2])
    assert right.summary(LABELS) == (
        "100 % right, in 2 takes it was not taught; I can't tell yet of `up` and `nothing`, which "
        "have no second take."
    )
    one = CrossValidation.from_folds(Y[:1], np.eye(3)[[0]], KNOWN[:1], FOLD[:1], UNITS[:1])
    assert one.summary(LABELS).startswith("100 % right, in 1 take it was not taught;")
    assert "can't tell yet" in CrossValidation().summary(LABELS)


def test_one_class_alone_can_only_pass_as_known():
    one = CrossValidation.from_folds(
        np.zeros(4, int), np.ones((4, 1)), np.array([1, 1, 1, 0], bool), np.arange(4), np.arange(4)
    )
    assert one.summary(["left"]).startswith("75 % of it passes as known, in 4 takes")


def test_background_alone_gives_no_number():
    fold = np.where(Y == 2, FOLD, -1)
    measured = (Y, PROBABILITIES, KNOWN, fold, UNITS)
    assert CrossValidation.from_folds(*measured, background=Y == 2).accuracy is None
    assert CrossValidation.from_folds(*measured).accuracy == pytest.approx(1 / 2)
    assert CrossValidation.from_folds(*measured, background=Y >= 0).accuracy is not None


def test_of_actions_the_summary_asks_for_a_third_clip():
    assert "at least three clips of each action" in CrossValidation().summary(LABELS, "clip")
    right = CrossValidation.from_folds(Y[:2], np.eye(3)[[0, 0]], KNOWN[:2], FOLD[:2], UNITS[:2])
    assert right.summary(LABELS, "clip").endswith(
        "I can't tell yet of `up` and `nothing`, which have fewer than three clips."
    )
