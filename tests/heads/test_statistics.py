import numpy as np
import pytest

from understudy.heads import statistics as module
from understudy.heads.statistics import (
    EXEMPLARS,
    GROWTH,
    Statistics,
    spread_evenly,
    takes_worth,
    totals_by_fold,
)
from understudy.project.splits import take_folds

MANY = EXEMPLARS + 40  # rows; above EXEMPLARS they may be kept


def made(n, d=30, classes=3, frames=4, seed=0):
    random = np.random.default_rng(seed)
    y = np.arange(n) // frames % classes
    units = np.arange(n) // frames
    X = random.normal(size=(n, d)) + 2 * random.normal(size=(classes, d))[y]
    return X.astype(np.float32), y, classes, units, take_folds(y, units)


def begin(rows, X, y, classes, units, folds):
    del folds
    chosen = y[:rows], units[:rows]
    return Statistics.of(X[:rows], chosen[0], classes, chosen[1], take_folds(*chosen))


def assert_same(one, other):
    for fold in (None, *other.tested_folds):
        np.testing.assert_allclose(one.means(fold), other.means(fold), atol=1e-5)
    for fold in other.tested_folds:
        np.testing.assert_allclose(one.with_means(fold), other.with_means(fold), atol=1e-3)
    np.testing.assert_allclose(one.squares, other.squares)
    assert one.variance == pytest.approx(other.variance)


@pytest.mark.parametrize("rows", [40, 41])  # a take whole, and one that goes on
def test_extended_is_as_from_scratch(rows):
    data = made(48)
    extended, scratch = begin(rows, *data).extended(*data), Statistics.of(*data)
    assert_same(extended, scratch)
    np.testing.assert_allclose(extended.products, scratch.products, atol=1e-4)


def test_extended_keeps_the_exemplars_and_all_sums_of_many_rows():
    data = made(MANY + 24)
    earlier = begin(MANY, *data)
    extended, scratch = earlier.extended(*data), Statistics.of(*data)
    assert extended.exemplars is earlier.exemplars
    assert extended.chosen_from == MANY
    assert_same(extended, scratch)
    X = extended.X
    np.testing.assert_allclose(extended.products, X @ X[extended.exemplars].T, atol=1e-3)


def test_rows_that_change_their_fold_change_the_sums():
    X, y, classes, units, folds = made(MANY + 4)
    earlier = Statistics.of(X[:-4], y[:-4], classes, units[:-4], folds[:-4])
    for share in (0.05, 0.5):  # a few are moved, many are added up anew
        moved = folds.copy()
        moved[: int(share * MANY)] = (moved[: int(share * MANY)] + 1) % 5
        assert_same(
            earlier.extended(X, y, classes, units, moved),
            Statistics.of(X, y, classes, units, moved),
        )


def test_exemplars_are_chosen_anew_when_there_are_many_more_or_a_new_class():
    more = int(MANY * GROWTH) + 4
    data = made(more)
    assert begin(MANY, *data).extended(*data).chosen_from == more
    X, y, classes, units, folds = made(MANY + 4)
    y[-4:] = classes
    earlier = begin(MANY, X, y, classes, units, folds)
    assert earlier.extended(X, y, classes + 1, units, folds).chosen_from == MANY + 4


def test_means_and_products_without_a_fold():
    X, y, classes, units, folds = made(60, d=8)
    statistics = Statistics.of(X, y, classes, units, folds)
    for fold in (None, 0, 1):
        kept = folds != (-2 if fold is None else fold)
        means = np.stack([X[kept & (y == c)].mean(axis=0) for c in range(classes)])
        np.testing.assert_allclose(statistics.means(fold), means, atol=1e-5)
    held = X[folds == 1]
    np.testing.assert_allclose(
        statistics.with_means(1), held @ statistics.means(1).T, rtol=1e-4, atol=1e-4
    )
    np.testing.assert_allclose(statistics.squares, (X**2).sum(axis=1), rtol=1e-6)


def test_totals_by_fold():
    X = np.arange(12, dtype=np.float32).reshape(6, 2)
    y, folds = np.array([0, 0, 1, 1, 0, 1]), np.array([-1, 0, 0, 1, 1, 1])
    totals = totals_by_fold(X, y, 2, folds)
    assert {fold: count.tolist() for fold, (count, _) in totals.items()} == {
        -1: [1, 0], 0: [1, 1], 1: [1, 2]
    }  # fmt: skip
    np.testing.assert_allclose(totals[1][1], [X[4], X[3] + X[5]])


def test_spread_evenly_keeps_small_classes_whole():
    y = np.repeat([0, 1, 2], [1000, 3, 500])
    chosen = spread_evenly(y, 384)
    assert len(chosen) <= 384
    assert np.bincount(y[chosen]).tolist() == [190, 3, 190]
    assert len(set(chosen.tolist())) == len(chosen)
    assert spread_evenly(y[:10], 384).tolist() == list(range(10))


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_variance_is_the_mean_over_features(scale):
    X, y, classes, units, folds = made(60)
    statistics = Statistics.of(np.float32(scale) * X, y, classes, units, folds)
    expected = X.astype(np.float64).var(axis=0, ddof=1).mean() * scale**2
    assert statistics.variance == pytest.approx(expected, rel=1e-4)


def test_variance_of_a_burst_of_one_scene_is_bounded_below():
    X = np.full((4, 3), 2.0, np.float32)
    alone = Statistics.of(X, np.zeros(4, int), 1, np.arange(4), np.full(4, -1))
    pair = Statistics.of(X, np.array([0, 0, 1, 1]), 2, np.arange(4), np.full(4, -1))
    assert alone.variance == pytest.approx(4.0)
    assert pair.variance == pytest.approx(4.0 * module.SMALLEST_VARIANCE)
    zeros = Statistics.of(0 * X, np.zeros(4, int), 1, np.arange(4), np.full(4, -1))
    assert zeros.variance == 1.0


def test_nothing_is_held_out_of_lone_takes():
    X, y, classes, units, _ = made(12)
    statistics = Statistics.of(X, y, classes, units, np.full(12, -1))
    assert statistics.tested_folds == []
    assert not statistics.tested.any()
    assert statistics.dimensions == 30


def test_some_columns_are_the_statistics_of_those_alone():
    X, y, classes, units, folds = made(40)
    part = Statistics.of(X, y, classes, units, folds).of_columns(slice(4, 11))
    alone = Statistics.of(X[:, 4:11].copy(), y, classes, units, folds)
    assert part.dimensions == 7
    assert part.variance == alone.variance
    np.testing.assert_array_equal(part.products, alone.products)
    np.testing.assert_array_equal(part.means(0), alone.means(0))
    assert part.tested_folds == alone.tested_folds


def test_frames_of_a_take_are_worth_more_than_one_photo_and_less_than_as_many_takes() -> None:
    assert takes_worth(np.array([4, 6]), 10) == 5  # photos: each a take
    assert takes_worth(np.array([1, 1]), 50) == 5  # two films of 25 frames
    assert takes_worth(np.array([2, 4]), 54) == 9
