from dataclasses import replace

import numpy as np
import pytest

from understudy.heads import novelty
from understudy.heads.discriminant import Discriminant
from understudy.heads.statistics import Statistics
from understudy.heads.usual import USUAL, Usual
from understudy.project.splits import take_folds


def brute(statistics, rows):
    """2 d1 - d2 with the whole covariance, in float64."""
    X, y = statistics.X.astype(np.float64), statistics.y
    means = np.stack([X[y == c].mean(axis=0) for c in range(statistics.classes)])
    residuals = X - means[y]
    within = residuals.T @ residuals / (len(X) - statistics.classes)
    inverse = np.linalg.inv(np.eye(X.shape[1]) + novelty.BETA * within / statistics.variance)
    if statistics.classes == 1:  # the second class is the background: the origin
        means = np.concatenate([means, 0 * means])
    away = rows[:, None] - means
    d = np.einsum("ncd,de,nce->nc", away, inverse, away)
    first, second = (d[:, 0], d[:, 1]) if statistics.classes == 1 else np.sort(d, axis=1).T[:2]
    return (2 * first - second) / (statistics.variance * X.shape[1])


def statistics_of(X, y):
    classes, indices = np.unique(y, return_inverse=True)
    units = np.arange(len(y))
    return Statistics.of(X, indices, len(classes), units, take_folds(indices, units))


@pytest.mark.parametrize("classes", [1, 2, 5])
def test_strangeness_is_as_with_the_whole_covariance(draw, classes):
    X, y = draw(classes=classes)
    statistics = statistics_of(X, y)
    detector = novelty.fit(statistics, 10).detector
    rows = np.random.default_rng(2).normal(size=(40, 40)) * 2
    np.testing.assert_allclose(
        detector.strangeness(rows), brute(statistics, rows), rtol=5e-3, atol=5e-3
    )


@pytest.mark.parametrize("classes", [1, 2, 4])
@pytest.mark.parametrize("each", [30, 60])
def test_the_taught_kind_passes_and_far_things_do_not(draw, classes, each):
    X, y = draw(classes=classes, each=each)
    fresh, _ = draw(classes=classes, each=500, seed=7)
    head = Discriminant().fit(X, y)
    passed = (head.novelty(fresh) <= 0.5).mean()
    assert 0.88 < passed < 0.995
    far, _ = draw(classes=3, each=50, seed=3, means_seed=99)
    assert (head.novelty(far) > 0.5).mean() > 0.95
    assert (head.novelty(3 * far) > 0.5).all()


def test_the_share_that_passes_can_be_chosen(draw):
    statistics = statistics_of(*draw(each=60))
    loose, strict = (novelty.fit(statistics, 60, share) for share in (0.99, 0.5))
    assert loose.detector.threshold > strict.detector.threshold
    for fitted, share in ((loose, 0.99), (strict, 0.5)):
        assert (fitted.held_out <= 0.5).mean() == pytest.approx(share, abs=0.01)


def test_novelty_rises_with_strangeness_and_is_half_at_the_threshold(draw):
    detector = novelty.fit(statistics_of(*draw()), 10).detector
    strangeness = np.linspace(-50, 50, 999)
    values = detector.from_strangeness(strangeness)
    assert np.all(np.diff(values) >= 0)
    assert 0 < values.min() < 1e-5
    assert 1 - 1e-5 < values.max() < 1
    assert detector.from_strangeness(np.array([detector.threshold])) == pytest.approx(0.5)
    near = np.linspace(-5, 5, 50) * detector.spread + detector.threshold
    assert np.all(np.diff(detector.from_strangeness(near).astype(np.float32)) > 0)


@pytest.mark.parametrize("classes", [1, 3])
def test_without_held_out_takes_a_usual_threshold(draw, classes):
    X, y = draw(classes=classes, each=1)
    detector = novelty.fit(statistics_of(X, y), 1).detector
    usual = USUAL["picture"].threshold if classes > 1 else USUAL["picture"].threshold_one_class
    assert (detector.threshold, detector.spread) == (usual, novelty.USUAL_SPREAD)


def test_examples_are_held_out_of_single_takes_of_what_is_made_anew(draw):
    X, y = draw(each=6, apart=0.6)
    apart = statistics_of(X, y)
    one_take = Statistics.of(X, apart.y, apart.classes, apart.y, np.full(len(y), -1))
    anew = Usual(beta=1.0, sharper=1.0, threshold=5.0, threshold_one_class=5.0, anew=True)
    expected = novelty.fit(apart, 6, usual=anew).detector.threshold
    fitted = novelty.fit(one_take, 1, usual=anew)
    assert fitted.detector.threshold == pytest.approx(expected)
    assert np.isnan(fitted.held_out).all()
    for kept in (replace(anew, anew=False), replace(anew, tightest=5.0)):
        assert novelty.fit(one_take, 1, usual=kept).detector.threshold == 5.0


@pytest.mark.parametrize(("apart", "sign"), [(0.3, 1), (2.0, -1)])
def test_two_takes_a_class_were_judged_by_one(draw, apart, sign):
    statistics = statistics_of(*draw(each=2, apart=apart))
    two, more = (novelty.fit(statistics, takes).detector for takes in (2, 3))
    assert np.sign(more.threshold) == sign
    stricter = novelty.ONE_TAKE_SHRINKAGE if sign > 0 else 1.0
    assert two.threshold == pytest.approx(stricter * more.threshold)


def test_a_class_of_one_take_does_not_loosen_the_threshold(draw, monkeypatch):
    X, y = draw(each=2)
    told, fit = [], novelty.fit
    monkeypatch.setattr(
        novelty, "fit", lambda s, takes, *a: told.append(takes) or fit(s, takes, *a)
    )
    Discriminant().fit(X[:4], y[:4]).partial_fit(X[4:5], y[4:5])  # the fifth begins a class
    Discriminant().fit(X[[0, 2]], y[[0, 2]])
    assert told == [2, 2, 1]


@pytest.mark.parametrize("classes", [1, 3])
def test_of_a_pose_the_nearest_distance_alone_counts(draw, classes):
    X, y = draw(classes=classes)
    statistics, columns = statistics_of(X, y), slice(30, 40)
    detector = novelty.fit(statistics.of_columns(columns), 10, pose=columns).detector
    own = X[:, columns].astype(np.float64)
    means = np.stack([own[y == c].mean(axis=0) for c in np.unique(y)])
    residuals = own - means[np.unique(y, return_inverse=True)[1]]
    within = residuals.T @ residuals / (len(X) - classes)
    unit = statistics.of_columns(columns).variance
    inverse = np.linalg.inv(np.eye(10) + novelty.BETA * within / unit)
    rows = np.random.default_rng(2).normal(size=(40, 40)) * 2
    away = rows[:, None, columns] - means
    nearest = np.einsum("ncd,de,nce->nc", away, inverse, away).min(axis=1)
    np.testing.assert_allclose(
        detector.strangeness(rows), nearest / (10 * unit), rtol=5e-3, atol=5e-3
    )
    moved = rows.copy()
    moved[:, :30] += 100
    np.testing.assert_array_equal(detector.novelty(moved), detector.novelty(rows))


def test_a_pose_without_held_out_takes_has_its_own_threshold(draw):
    X, y = draw(each=1)
    statistics = statistics_of(X, y).of_columns(slice(30, 40))
    detector = novelty.fit(statistics, 1, pose=slice(30, 40)).detector
    usual = novelty.USUAL_THRESHOLD_POSE, novelty.USUAL_SPREAD
    assert (detector.threshold, detector.spread) == usual


def test_rows_never_held_out_have_no_novelty(draw):
    X, y = draw(classes=2, each=5)
    fitted = novelty.fit(statistics_of(X[:6], y[:6]), 1)
    assert np.isnan(fitted.held_out[5])
    assert np.isfinite(fitted.held_out[:5]).all()


@pytest.mark.parametrize("share", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("n", [4, 10, 99])
def test_the_limit_of_few_values_is_that_of_students_distribution(share, n):
    stats = pytest.importorskip("scipy.stats")
    exact = stats.t.ppf(share, n - 1) * np.sqrt(1 + 1 / n)
    assert novelty.prediction_limit(share, n) == pytest.approx(exact, rel=0.1 if n == 4 else 0.01)
