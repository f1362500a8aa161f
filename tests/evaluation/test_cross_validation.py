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
    assert result.accuracy == pytest.approx(4 / 6)
    assert result.per_class == pytest.approx((1 / 2, 1.0, 1 / 2))
    assert result.confusion is not None
    assert result.confusion.sum() == 6
    assert result.answered == pytest.approx(4 / 6)
    assert result.accuracy_when_answered == pytest.approx(3 / 4)
    assert result.calibration_error == pytest.approx(2 / 6)


def test_background_is_left_out_of_the_share_answered():
    result = CrossValidation.from_folds(Y, PROBABILITIES, KNOWN, FOLD, UNITS, background=Y == 2)
    assert result.accuracy == pytest.approx(4 / 6)
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
