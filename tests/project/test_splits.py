"""Units stay whole, classes are spread, and nothing is tested that could not be taught."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from understudy.project.splits import ALWAYS_TRAINED, take_folds

rows = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), min_size=1, max_size=60)
checked = settings(max_examples=150, deadline=None)


def as_takes(pairs):
    """A take belongs to one class: number takes within the class."""
    y = np.array([c for c, _ in pairs])
    return y, y * 10 + np.array([u for _, u in pairs])


def as_people(pairs):
    return np.array([c for c, _ in pairs]), np.array([u for _, u in pairs])


@checked
@given(rows, st.integers(2, 6), st.sampled_from([as_takes, as_people]))
def test_units_are_never_split(pairs, folds, kind):
    y, units = kind(pairs)
    fold = take_folds(y, units, folds)
    assert all(len(set(fold[units == u])) == 1 for u in set(units))
    assert fold.max() < folds


@checked
@given(rows, st.integers(2, 6))
def test_every_class_with_two_takes_is_tested_and_no_other(pairs, folds):
    y, units = as_takes(pairs)
    fold = take_folds(y, units, folds)
    for c in set(y):
        takes = len(set(units[y == c]))
        assert len(set(fold[y == c]) - {ALWAYS_TRAINED}) == (min(takes, folds) if takes > 1 else 0)


@checked
@given(rows, st.integers(2, 6), st.sampled_from([as_takes, as_people]))
def test_what_is_tested_is_always_taught_by_other_units(pairs, folds, kind):
    y, units = kind(pairs)
    fold = take_folds(y, units, folds)
    tested = set(fold) - {ALWAYS_TRAINED}
    assert tested == set(range(len(tested)))
    for f in tested:
        assert set(y[fold == f]) <= set(y[fold != f])


@checked
@given(rows, st.integers(2, 6), st.sampled_from([as_takes, as_people]), st.randoms())
def test_the_order_of_rows_does_not_matter(pairs, folds, kind, random):
    y, units = kind(pairs)
    order = np.array(random.sample(range(len(y)), len(y)))
    np.testing.assert_array_equal(
        take_folds(y[order], units[order], folds), take_folds(y, units, folds)[order]
    )


def test_one_take_a_class_cannot_tell():
    assert take_folds(np.array([0, 0, 1]), np.array([7, 7, 8])).tolist() == [-1, -1, -1]
    assert take_folds(np.zeros(0, int), np.zeros(0, int)).shape == (0,)


def test_a_class_with_one_take_is_always_trained():
    y = np.array([0, 0, 1, 1, 2])
    assert take_folds(y, np.arange(5))[4] == ALWAYS_TRAINED
    assert sorted(take_folds(y, np.arange(5))[:2]) == [0, 1]


def test_classes_are_spread_evenly():
    y = np.repeat(np.arange(3), 40)
    units = np.arange(120) // 2  # 20 takes of two frames a class
    fold = take_folds(y, units, 5)
    counts = np.array([[np.sum((y == c) & (fold == f)) for f in range(5)] for c in range(3)])
    assert (counts == 8).all()


def test_people_who_span_classes_stay_whole_and_classes_stay_spread():
    y = np.tile(np.arange(4), 10)
    people = np.repeat(np.arange(10), 4)
    fold = take_folds(y, people, 5)
    assert np.bincount(fold).tolist() == [8] * 5


def test_a_person_no_fold_can_hold_stays_in_training():
    # Each two of three people share a class; two folds can't separate all three pairs.
    y = np.array([0, 0, 1, 1, 2, 2])
    people = np.array([1, 2, 2, 3, 1, 3])
    fold = take_folds(y, people)
    assert sorted(set(fold)) == [-1, 0, 1]


def test_bad_arguments_are_refused():
    with pytest.raises(ValueError, match="2 rows and units has 1"):
        take_folds(np.array([0, 1]), np.array([0]))
    with pytest.raises(ValueError, match="at least 2"):
        take_folds(np.array([0]), np.array([0]), folds=1)


def test_it_is_fast_enough_for_a_live_loop():
    units = np.arange(10_000) // 5
    y = units % 20
    seconds = []
    for _ in range(5):
        start = time.process_time()
        take_folds(y, units)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.05  # 10 ms where this was written; a slow machine may take longer
