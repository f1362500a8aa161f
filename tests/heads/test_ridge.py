import numpy as np
import pytest

from understudy.heads import ridge


def drawn(n=30, d=200, classes=3, seed=0):
    random = np.random.default_rng(seed)
    y = np.arange(n) % classes
    X = random.normal(size=(n, d)) + random.normal(size=(classes, d))[y]
    return X, y


def unequal():
    X, y = drawn(d=12)
    kept = np.flatnonzero((y > 0) | (np.arange(30) < 10))  # 4, 10 and 10 of the classes
    return X[kept], y[kept]


def solved(X, y, classes, penalty, weights):
    """Scores of the textbook: weighted, with an offset that is not penalised."""
    targets = np.where(y[:, None] == np.arange(classes), 1.0, -1.0)
    mean, offset = (np.average(values, axis=0, weights=weights) for values in (X, targets))
    A, D = X - mean, weights[:, None]
    system = A.T @ (D * A) + penalty * np.eye(X.shape[1])
    found = np.linalg.solve(system, A.T @ (D * (targets - offset)))
    return lambda rows: (rows - mean) @ found + offset


def weighed(X, y, penalty):
    """Weights of rows, and a penalty as what it is in units of the mean eigenvalue."""
    counts = np.bincount(y)
    weights = len(y) / len(counts) / counts[y]
    A = X - np.average(X, axis=0, weights=weights)
    return weights, penalty * (weights[:, None] * A**2).sum() / len(y)


def test_scores_are_those_of_the_textbook():
    X, y = unequal()
    found = ridge.fit(X @ X.T, y, 3, [np.array([row]) for row in range(24)])
    weights, penalty = weighed(X, y, found.penalty)
    expected = solved(X, y, 3, penalty, weights)(X)
    np.testing.assert_allclose(X @ (X.T @ found.shares) + found.offset, expected, atol=1e-8)


def test_takes_are_left_out_as_if_they_had_not_been_there():
    X, y = unequal()
    takes = [np.array([0]), np.array([1, 4, 7]), np.arange(10, 20)]
    found = ridge.fit(X @ X.T, y, 3, takes)
    weights, penalty = weighed(X, y, found.penalty)
    for rows in takes:
        others = np.setdiff1d(np.arange(24), rows)
        expected = solved(X[others], y[others], 3, penalty, weights[others])(X[rows])
        np.testing.assert_allclose(found.held_out[rows], expected, atol=1e-8)
    assert np.isnan(found.held_out[[2, 3, 9, 22]]).all()


def test_the_penalty_follows_how_hard_it_is():
    X, y = drawn(n=60, d=500)
    takes = [np.array([row]) for row in range(60)]
    noise = np.random.default_rng(1).normal(size=X.shape)
    easy, hard = (ridge.fit(rows @ rows.T, y, 3, takes).penalty for rows in (X, noise))
    assert easy < hard == ridge.PENALTIES[-1]


def test_without_takes_to_leave_out_it_is_the_usual_one():
    X, y = drawn()
    found = ridge.fit(X @ X.T, y, 3, [])
    assert found.penalty == ridge.USUAL_PENALTY
    assert np.isnan(found.held_out).all()


@pytest.mark.parametrize("products", [np.zeros((4, 4)), np.ones((4, 4))])
def test_of_what_never_changes_the_scores_say_nothing(products):
    found = ridge.fit(products, np.array([0, 0, 0, 1]), 2, [np.array([row]) for row in range(3)])
    np.testing.assert_allclose(found.offset, [0, 0], atol=1e-9)
    assert np.isfinite(found.shares).all()
    np.testing.assert_allclose(products @ found.shares, 0, atol=1e-6)
    assert (found.held_out[0] < [0, 1]).all()  # without it the other class weighs more


def test_one_class():
    found = ridge.fit(np.eye(3), np.zeros(3, int), 1, [])
    np.testing.assert_allclose(found.offset, [1])
    np.testing.assert_allclose(found.shares, 0, atol=1e-12)
