import numpy as np
import pytest

from understudy.heads.discriminant_solver import solve
from understudy.heads.statistics import EXEMPLARS, Statistics
from understudy.project.splits import take_folds


def made(n, d, classes=3):
    random = np.random.default_rng(0)
    y = np.arange(n) // 4 % classes
    units = np.arange(n) // 4
    X = random.normal(size=(n, d)) * random.uniform(0.5, 2, d) + random.normal(size=(classes, d))[y]
    return Statistics.of(X.astype(np.float32), y, classes, units, take_folds(y, units))


def dense(statistics, beta, fold=None):
    """The formula with the whole covariance, in float64: the weights, the bias and S^-1."""
    kept = statistics.folds != (-2 if fold is None else fold)
    X, y = statistics.X[kept].astype(np.float64), statistics.y[kept]
    means = np.stack([X[y == c].mean(axis=0) for c in range(statistics.classes)])
    residuals = X - means[y]
    within = residuals.T @ residuals / (len(X) - statistics.classes)
    variance = statistics.X.astype(np.float64).var(axis=0, ddof=1).mean()
    inverse = np.linalg.inv(np.eye(X.shape[1]) + beta * within / variance)
    return inverse @ means.T, -np.einsum("cd,de,ce->c", means, inverse, means) / 2, inverse


@pytest.mark.parametrize(("n", "d"), [(36, 40), (240, 60), (36, 5)])
@pytest.mark.parametrize("beta", [0.0, 1.0, 10.0, 100.0])
def test_equals_the_whole_covariance(n, d, beta):
    statistics = made(n, d)
    solution = solve(statistics, beta)
    weights, bias, _ = dense(statistics, beta)
    np.testing.assert_allclose(solution.weights, weights, atol=2e-3)
    np.testing.assert_allclose(solution.bias, bias, rtol=1e-3, atol=2e-3)


@pytest.mark.parametrize("beta", [0.0, 10.0])
def test_held_out_equals_training_without_the_fold(beta):
    statistics = made(60, 40)
    for fold in statistics.tested_folds:
        weights, bias, inverse = dense(statistics, beta, fold)
        held = statistics.X[statistics.folds == fold].astype(np.float64)
        solution = solve(statistics, beta, fold)
        scores, lengths = solution.held_out_scores(), solution.held_out_lengths()
        np.testing.assert_allclose(scores, held @ weights + bias, rtol=1e-3, atol=1e-2)
        np.testing.assert_allclose(
            lengths, np.einsum("nd,de,ne->n", held, inverse, held), rtol=1e-3, atol=1e-2
        )


def test_without_beta_it_is_the_nearest_mean():
    statistics = made(36, 40)
    solution = solve(statistics, 0.0)
    X, means = statistics.X, statistics.means()
    distances = ((X[:, None] - means) ** 2).sum(axis=2)
    scores = X @ solution.weights + solution.bias
    np.testing.assert_array_equal(scores.argmax(axis=1), distances.argmin(axis=1))


def test_more_rows_than_exemplars_stay_near_the_whole_covariance():
    statistics = made(EXEMPLARS + 400, 300)
    X = statistics.X.astype(np.float64)
    weights, bias, _ = dense(statistics, 10.0)
    solution = solve(statistics, 10.0)
    same = (X @ weights + bias).argmax(1) == (X @ solution.weights + solution.bias).argmax(1)
    assert same.mean() > 0.97


@pytest.mark.parametrize("n", [80, EXEMPLARS + 200])
def test_the_labels_of_rows_held_out_do_not_reach_their_scores(n):
    random = np.random.default_rng(1)
    X = random.normal(size=(n, 2 * n)).astype(np.float32)  # nothing to be learned, room to learn it
    y, units = np.arange(n) % 2, np.arange(n)
    statistics = Statistics.of(X, y, 2, units, take_folds(y, units))
    right = [
        solve(statistics, 10.0, fold).held_out_scores().argmax(axis=1)
        == y[statistics.folds == fold]
        for fold in statistics.tested_folds
    ]
    assert np.concatenate(right).mean() == pytest.approx(0.5, abs=0.15)


def test_directions_complete_the_identity():
    statistics = made(60, 40)
    solution = solve(statistics, 10.0)
    _, _, inverse = dense(statistics, 10.0)
    T = solution.directions
    np.testing.assert_allclose(np.eye(40) - T @ T.T, inverse, atol=2e-3)
