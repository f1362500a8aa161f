"""The background-whitened linear discriminant.

With whitened features the background covariance is I, so the covariance of a class is estimated
as S = I + beta * S_w / v: the background, plus what the examples show of the spread within
classes, S_w, in units of the mean variance v of a feature. The score of class m is
x' S^-1 m - m' S^-1 m / 2, whose largest is the nearest class mean by Mahalanobis distance.

With R the exemplars [k, d], each less the mean of its class among them, and f = k less the
number of classes, S_w = R'R / f and (Woodbury)
S^-1 = I - R' (R R' + (f v / beta) I)^-1 R, so that only a k x k system is solved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from understudy.errors import require
from understudy.heads.statistics import EXEMPLARS, Statistics, spread_evenly

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Values = TypeVar("Values", NDArray[np.float32], NDArray[np.float64])

SMALLEST_RIDGE = 1e-5  # of the mean of the diagonal of R R'


@dataclass(frozen=True)
class Residuals:
    """R of all rows, or of all but those of one fold, and its products."""

    statistics: Statistics
    fold: int | None
    columns: Ints  # [k]: which exemplars it is made of
    labels: Ints  # [k]: their classes
    gram: Doubles  # [k, k]: R R'
    with_means: Doubles  # [k, classes]: R m for each class mean m

    @classmethod
    def of(cls, statistics: Statistics, fold: int | None, most: int) -> Residuals:
        """Take at most `most` exemplars, none of them from the fold."""
        s = statistics
        kept = np.ones(len(s.exemplars), np.bool_) if fold is None else s.folds[s.exemplars] != fold
        columns = np.flatnonzero(kept)
        columns = columns[spread_evenly(s.y[s.exemplars[columns]], most)]
        rows = s.exemplars[columns]
        labels = s.y[rows]
        gram = centred(centred(s.gram[np.ix_(columns, columns)], labels).T, labels)
        with_means = centred(s.exemplars_with_means(fold)[columns], labels)
        return cls(s, fold, columns, labels, gram.astype(np.float64), with_means.astype(np.float64))

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the covariance within classes, at least 1."""
        return max(1, len(self.labels) - len(np.unique(self.labels)))

    def times(self, shares: Floats) -> Floats:
        """Return R' shares [d, ...] for shares [k, ...]."""
        product: Floats = self.statistics.exemplar_rows.T @ self.of_exemplars(shares)
        return product

    def of_exemplars(self, shares: Floats) -> Floats:
        """Return shares of all exemplars [l, ...] that make of them what these [k, ...] make of R.

        Centring the shares instead of R is the same, and they are few.
        """
        all_shares = np.zeros((len(self.statistics.exemplars), shares.shape[1]), np.float32)
        all_shares[self.columns] = centred(shares, self.labels)
        return all_shares


@dataclass(frozen=True)
class Solution:
    """The discriminant of all rows, or of all but those of one fold."""

    residuals: Residuals
    factor: Doubles | None
    """[k, k], lower triangular: factor @ factor.T = R R' + (f v / beta) I; None if beta is 0."""
    shares: Doubles  # [k, classes]: (R R' + (f v / beta) I)^-1 R m for each class mean m

    @property
    def weights(self) -> Doubles:
        """S^-1 m for each class, [d, classes]."""
        r = self.residuals
        return r.statistics.means(r.fold).T - r.times(self.shares.astype(np.float32))

    @property
    def bias(self) -> Doubles:
        """-m' S^-1 m / 2 for each class, [classes]."""
        r = self.residuals
        lengths = (r.statistics.means(r.fold) ** 2).sum(axis=1)
        bias: Doubles = -(lengths - (r.with_means * self.shares).sum(axis=0)) / 2
        return bias

    @property
    def directions(self) -> Floats:
        """T [d, k] such that S^-1 = I - T T'."""
        identity = np.eye(len(self.residuals.labels), dtype=np.float32)
        return self.residuals.times(self._solved(identity).T)

    def held_out_scores(self) -> Doubles:
        """Return the scores [m, classes] of the rows of the fold left out."""
        r = self.residuals
        assert r.fold is not None
        shares = r.of_exemplars(self.shares.astype(np.float32))
        along = r.statistics.held_out_products(r.fold) @ shares
        return r.statistics.with_means(r.fold) - along + self.bias

    def held_out_lengths(self) -> Doubles:
        """Return x' S^-1 x [m] of the rows of the fold left out."""
        r = self.residuals
        assert r.fold is not None
        squares = r.statistics.squares[r.statistics.folds == r.fold]
        products = r.statistics.held_out_products(r.fold)[:, r.columns]
        solved = self._solved(centred(products.T, r.labels))
        lengths: Doubles = squares - np.einsum("km,km->m", solved, solved, dtype=np.float64)
        return lengths

    def _solved(self, values: Floats) -> Floats:
        """Return factor^-1 values."""
        if self.factor is None:
            return np.zeros_like(values)
        factor = self.factor.astype(np.float32)
        solved: Floats = linalg().solve_triangular(factor, values, lower=True, check_finite=False)
        return solved


def solve(
    statistics: Statistics, beta: float, fold: int | None = None, most: int = EXEMPLARS
) -> Solution:
    """Return the discriminant of all rows but those of `fold`.

    Parameters
    ----------
    statistics
        Of the examples.
    beta
        Weight of the within-class covariance, >= 0; with 0 it is the nearest class mean.
    fold
        Rows to leave out; None for all rows.
    most
        How many exemplars to use at most.
    """
    key = (fold, min(most, len(statistics.exemplars)))
    if key not in statistics.residuals:
        statistics.residuals[key] = Residuals.of(statistics, fold, most)
    residuals: Residuals = statistics.residuals[key]
    if beta == 0:
        return Solution(residuals, None, np.zeros_like(residuals.with_means))
    # Products are float32: below this the system may not be positive definite.
    least = SMALLEST_RIDGE * float(residuals.gram.diagonal().mean())
    ridge = max(residuals.freedom * statistics.variance / beta, least)
    system = residuals.gram + ridge * np.eye(len(residuals.gram))
    factor = linalg().cholesky(system, lower=True, overwrite_a=True, check_finite=False)
    shares = linalg().cho_solve((factor, True), residuals.with_means, check_finite=False)
    return Solution(residuals, factor, shares)


def centred(values: Values, labels: Ints) -> Values:
    """Return rows [k, ...] less the mean of the rows of their class."""
    names, number = np.unique(labels, return_inverse=True)
    member = (number == np.arange(len(names))[:, np.newaxis]).astype(values.dtype)
    means = (member @ values) / member.sum(axis=1, keepdims=True)
    centred_rows: Values = values - means[number]
    return centred_rows


def linalg() -> Any:
    """Return scipy.linalg, or say which extra brings it."""
    return require("scipy.linalg", extra="studio", purpose="teach")
