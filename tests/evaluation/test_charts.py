import numpy as np
import pytest

from understudy.evaluation.charts import calibration_dots, novelty_histogram


def test_a_dot_stands_where_confidence_and_accuracy_are(make):
    confidence = np.array([0.85] * 4 + [0.55])
    dots = calibration_dots(make([0] * 5, [0, 0, 0, 1, 1], confidence=confidence), side=200)
    assert [(d.x, d.y, d.rows) for d in dots] == [(110.0, 200.0, 1), (170.0, 50.0, 4)]
    assert dots[0].radius < dots[1].radius


def test_no_dots_without_rows(make):
    assert calibration_dots(make([], []), side=200) == []
    assert calibration_dots(make([-1], [0]), side=200) == []


def test_the_threshold_itself_is_on_the_known_side(make):
    (bar,) = novelty_histogram(make([0], [0], novelty=0.5), 400, 100).taught
    assert (bar.low, bar.high) == (0.45, 0.5)
    assert bar.x == pytest.approx(180)


def test_both_groups_are_shares_on_one_scale(make):
    novelty = np.array([0.1, 0.1, 0.1, 0.3, 0.9, 1.0])
    drawn = novelty_histogram(make([0] * 4 + [-1] * 2, [0] * 6, novelty=novelty), 400, 100)
    assert [(b.height, b.rows) for b in drawn.taught] == [(100, 3), (pytest.approx(33.3), 1)]
    assert [(b.height, b.rows) for b in drawn.never_taught] == [(pytest.approx(66.7), 1)] * 2
    assert all(0 <= b.x <= 400 - drawn.bar_width for b in drawn.never_taught)


def test_an_empty_evaluation_draws_nothing(make):
    drawn = novelty_histogram(make([], []), 400, 100)
    assert drawn.taught == drawn.never_taught == ()
