"""Multinomial logistic regression with an L2 penalty."""

from __future__ import annotations

import numpy as np

from understudy.errors import UnderstudyError, require
from understudy.heads.base import Doubles, Head, Ints
from understudy.heads.calibration import softmax
from understudy.heads.scorers import Linear
from understudy.heads.statistics import Statistics

C = 100.0  # best of 0.1 ... 100 on photos, and flat above
USUAL_TEMPERATURE = 0.8
MOST_ITERATIONS = 200
TOLERANCE = 1e-4


class Logistic(Head):
    """The textbook linear classifier.

    Minimises the mean log-loss plus |W|^2 / (2 C n), on features scaled by one number so that
    their mean variance is 1 / d: C then means the same for any features.
    """

    name = "logistic"
    calibration_folds = 2

    def __init__(self, C: float = C) -> None:
        """Larger `C` fits the examples more closely."""
        if not C > 0:
            raise UnderstudyError(f"C is {C}; it must be above 0 (the default is 100).")
        self.C = C

    def train(self, statistics: Statistics, *, fold: int | None = None) -> Linear:
        """Minimise the penalised log-loss with L-BFGS."""
        kept = np.ones(len(statistics.y), np.bool_) if fold is None else statistics.folds != fold
        scale = 1 / np.sqrt(statistics.variance * statistics.dimensions)
        X = statistics.X[kept].astype(np.float64)
        mean = X.mean(axis=0)
        rotation, coordinates = row_space((X - mean) * scale)
        weights, bias = minimise(coordinates, statistics.y[kept], statistics.classes, self.C)
        in_features = rotation @ weights * scale
        offset = bias - mean @ in_features
        return Linear(in_features.astype(np.float32), offset.astype(np.float32))

    def usual_temperature(self, takes_per_class: float) -> float:
        """Return the temperature to expect before any take was held out."""
        return USUAL_TEMPERATURE


def row_space(X: Doubles) -> tuple[Doubles, Doubles]:
    """Return axes [d, r] and coordinates [n, r] of centred rows.

    An L2-penalised linear model is the same in them, and they are few when examples are.
    """
    if len(X) >= X.shape[1]:
        return np.eye(X.shape[1]), X
    values, vectors = np.linalg.eigh(X @ X.T)
    real = values > 1e-10 * max(values[-1], 1e-300)
    lengths = np.sqrt(values[real])
    return X.T @ (vectors[:, real] / lengths), vectors[:, real] * lengths


def minimise(X: Doubles, y: Ints, classes: int, C: float) -> tuple[Doubles, Doubles]:
    """Return weights [r, classes] and bias [classes] of the penalised log-loss's minimum."""
    optimize = require("scipy.optimize", extra="studio", purpose="teach")
    n, r = X.shape
    target = np.eye(classes)[y]

    def loss(flat: Doubles) -> tuple[float, Doubles]:
        weights, bias = flat[: r * classes].reshape(r, classes), flat[r * classes :]
        probabilities = softmax(X @ weights + bias)
        likelihood = np.log(np.maximum(probabilities[np.arange(n), y], 1e-300)).mean()
        error = (probabilities - target) / n
        gradient = np.concatenate([(X.T @ error + weights / (C * n)).ravel(), error.sum(axis=0)])
        return float(-likelihood + (weights**2).sum() / (2 * C * n)), gradient

    found = optimize.minimize(
        loss, np.zeros((r + 1) * classes), jac=True, method="L-BFGS-B",
        options={"maxiter": MOST_ITERATIONS, "gtol": TOLERANCE / n},
    ).x  # fmt: skip
    return found[: r * classes].reshape(r, classes), found[r * classes :]
