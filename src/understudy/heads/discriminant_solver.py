"""The background-whitened linear discriminant.

With whitened features the background covariance is I, so the covariance of a class is estimated
as S = I + beta * S_w / v: the background, plus what the examples show of the spread within
classes, S_w, in units of the mean variance v of a feature. The score of class m is
x' S^-1 m - m' S^-1 m / 2, whose largest is the nearest class mean by Mahalanobis distance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understudy.heads.statistics import Spread, Statistics

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Solution:
    """The discriminant of all rows, or of all but those of one fold."""

    statistics: Statistics
    spread: Spread
    gains: Doubles  # [r]: 1 - 1 / (eigenvalue of S) along each principal axis

    @property
    def weights(self) -> Doubles:
        """S^-1 m for each class, [d, classes]: S is I outside the principal axes."""
        spread = self.spread
        along = spread.rotation @ (spread.coordinates * self.gains).T
        return spread.means.T - self.statistics.directions @ along

    @property
    def bias(self) -> Doubles:
        """-m' S^-1 m / 2 for each class, [classes]."""
        spread = self.spread
        lengths = (spread.means**2).sum(axis=1) - spread.coordinates**2 @ self.gains
        bias: Doubles = -lengths / 2
        return bias

    def held_out_scores(self, fold: int) -> Doubles:
        """Return the scores [m, classes] of the rows of a fold."""
        rows = self.statistics.held_out(fold)
        across = rows.coordinates @ (self.spread.coordinates * self.gains).T
        return rows.products - across + self.bias

    def held_out_lengths(self, fold: int) -> Doubles:
        """Return x' S^-1 x [m] of the rows of a fold."""
        rows = self.statistics.held_out(fold)
        lengths: Doubles = rows.squares - rows.coordinates**2 @ self.gains
        return lengths


def solve(statistics: Statistics, beta: float, fold: int | None = None) -> Solution:
    """Return the discriminant of all rows but those of `fold`.

    Parameters
    ----------
    statistics
        Of the examples.
    beta
        Weight of the within-class covariance, >= 0; with 0 it is the nearest class mean.
    fold
        Rows to leave out; None for all rows.
    """
    spread = statistics.spread(fold)
    extra = spread.variances * (beta / statistics.variance)  # S - I along the principal axes
    return Solution(statistics, spread, extra / (1 + extra))
