"""What the closed-form heads need of the examples, kept so that one more take costs little.

The covariance of d features within classes is looked at in the `RANK` directions in which
examples differ most from the mean of their class; class means keep all d features. On photos
this is as accurate as the full covariance (docs/decisions/discriminant.md), and every fit that
leaves takes out becomes a linear system of at most `RANK` unknowns on sums of what is kept per
take.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

RANK = 224  # 128 costs a point with 34 classes, all directions gain one
LANDMARKS = 1024  # examples that the directions are found from, evenly spread over the classes
ALWAYS_ANEW = 512  # up to so many examples the directions are found anew at every fit
GROWTH = 1.1  # beyond that, when there are so many times more examples than last time
LEAST_EIGENVALUE = 1e-5  # of the largest: below it a direction is rounding
SMALLEST_VARIANCE = 0.1  # of the mean square: a burst of one scene says little about spread


@dataclass(frozen=True)
class Spread:
    """Class means, and the principal axes of the spread within classes."""

    means: Doubles  # [classes, d]
    rotation: Doubles  # [r, r]: from the directions of the statistics to the principal axes
    variances: Doubles  # [r]: within classes, along the principal axes
    coordinates: Doubles  # [classes, r]: of the means, along the principal axes


@dataclass(frozen=True)
class HeldOutRows:
    """The m rows of one fold, seen from the spread of the others."""

    squares: Doubles  # [m]: squared lengths
    products: Floats  # [m, classes]: with the class means
    coordinates: Doubles  # [m, r]: along the principal axes


@dataclass
class Statistics:
    """Examples, and what the closed-form heads keep of them.

    Attributes
    ----------
    X : float32 [n, d]
    y : int64 [n]
        Class indices 0 ... classes - 1.
    units : int64 [n]
        What is never split: take or person.
    folds : int64 [n]
        The fold in which each row is held out; -1 for rows that never are.
    directions : float32 [d, r]
        Orthonormal; r <= RANK.
    Z : float32 [n, r]
        X @ directions.
    squares : float64 [n]
        Squared length of each row.
    """

    X: Floats
    y: Ints
    classes: int
    units: Ints
    folds: Ints
    directions: Floats
    Z: Floats
    squares: Doubles
    totals: dict[int, tuple[Doubles, Doubles]]
    """Count [classes] and sum [classes, d] of the rows of each fold."""
    found_from: int
    """How many rows there were when the directions were found."""
    _spreads: dict[int | None, Spread] = field(default_factory=dict)
    _held_out: dict[int, HeldOutRows] = field(default_factory=dict)

    @classmethod
    def of(cls, X: Floats, y: Ints, classes: int, units: Ints, folds: Ints) -> Statistics:
        """Start from nothing."""
        totals = totals_by_fold(X, y, classes, folds)
        means = class_means(totals)[1]
        chosen = spread_evenly(y, LANDMARKS)
        directions = leading_directions(X[chosen] - means.astype(np.float32)[y[chosen]], RANK)
        return cls(
            X, y, classes, units, folds, directions, X @ directions, _squares(X), totals, len(X)
        )

    def extended(self, X: Floats, y: Ints, classes: int, units: Ints, folds: Ints) -> Statistics:
        """Return the statistics of more rows, of which the first are those already here."""
        few, grown = len(X) <= ALWAYS_ANEW, len(X) > GROWTH * self.found_from
        if few or grown or classes != self.classes:
            return Statistics.of(X, y, classes, units, folds)
        known = len(self.Z)
        new = X[known:]
        return Statistics(
            X, y, classes, units, folds, self.directions,
            np.concatenate([self.Z, new @ self.directions]),
            np.concatenate([self.squares, _squares(new)]),
            totals_by_fold(X, y, classes, folds),
            self.found_from,
        )  # fmt: skip

    @property
    def tested(self) -> NDArray[np.bool_]:
        """Which rows are held out in some fold [n]."""
        held: NDArray[np.bool_] = self.folds >= 0
        return held

    @property
    def tested_folds(self) -> list[int]:
        """The folds that hold rows out."""
        return [int(fold) for fold in np.unique(self.folds[self.tested])]

    @property
    def dimensions(self) -> int:
        """Number of features d."""
        return int(self.X.shape[1])

    @property
    def variance(self) -> float:
        """Mean variance of a feature: the unit in which distances are measured."""
        n, d = self.X.shape
        mean = sum(total.sum(axis=0) for _, total in self.totals.values()) / n
        square = float(self.squares.mean()) / d
        floor = SMALLEST_VARIANCE if self.classes > 1 else 1.0
        centred = (square - float(mean @ mean) / d) * n / max(1, n - 1)
        return max(centred, floor * square) or 1.0

    def spread(self, fold: int | None = None) -> Spread:
        """Return class means and the spread within classes of all rows but those of `fold`."""
        if fold not in self._spreads:
            self._spreads[fold] = self._spread(fold)
        return self._spreads[fold]

    def held_out(self, fold: int) -> HeldOutRows:
        """Return what the rows of a fold look like to a model of the others."""
        if fold not in self._held_out:
            rows, spread = self.folds == fold, self.spread(fold)
            self._held_out[fold] = HeldOutRows(
                self.squares[rows],
                self.X[rows] @ spread.means.T.astype(np.float32),
                (self.Z[rows] @ spread.rotation.astype(np.float32)).astype(np.float64),
            )
        return self._held_out[fold]

    @cached_property
    def _scatters(self) -> dict[int, Doubles]:
        """Z'Z [r, r] of the rows of each fold."""
        scatters = {}
        for fold in self.totals:
            Z = self.Z[self.folds == fold]
            scatters[fold] = (Z.T @ Z).astype(np.float64)
        return scatters

    def _spread(self, fold: int | None) -> Spread:
        count, means = class_means(self.totals, leave_out=fold)
        coordinates = means @ self.directions
        scatter = np.sum([part for key, part in self._scatters.items() if key != fold], axis=0)
        within = scatter - (coordinates * count[:, np.newaxis]).T @ coordinates
        freedom = max(1.0, count.sum() - np.count_nonzero(count))
        variances, rotation = np.linalg.eigh(within / freedom)
        return Spread(means, rotation, np.maximum(variances, 0), coordinates @ rotation)


def totals_by_fold(
    X: Floats, y: Ints, classes: int, folds: Ints
) -> dict[int, tuple[Doubles, Doubles]]:
    """Return count [classes] and sum [classes, d] of the rows of each fold."""
    names, number = np.unique(folds, return_inverse=True)
    cells = number * classes + y
    member = np.zeros((len(names) * classes, len(y)), np.float32)
    member[cells, np.arange(len(y))] = 1
    count = np.bincount(cells, minlength=len(member)).astype(np.float64)
    total = (member @ X).astype(np.float64)
    parts = np.arange(len(member)).reshape(len(names), classes)
    return {int(name): (count[p], total[p]) for name, p in zip(names, parts, strict=True)}


def class_means(
    totals: dict[int, tuple[Doubles, Doubles]], leave_out: int | None = None
) -> tuple[Doubles, Doubles]:
    """Return count [classes] and mean [classes, d] over all folds but one."""
    parts = [part for fold, part in totals.items() if fold != leave_out]
    count = np.sum([count for count, _ in parts], axis=0)
    total = np.sum([total for _, total in parts], axis=0)
    return count, total / np.maximum(count, 1)[:, np.newaxis]


def leading_directions(residuals: Floats, rank: int) -> Floats:
    """Return the directions [d, r] of largest variance of centred rows [n, d]."""
    values, vectors = np.linalg.eigh((residuals @ residuals.T).astype(np.float64))
    values, vectors = values[::-1][:rank], vectors[:, ::-1][:, :rank]
    real = values > max(LEAST_EIGENVALUE * values[0], np.finfo(np.float64).tiny)
    combinations = vectors[:, real] / np.sqrt(values[real])
    directions: Floats = residuals.T @ combinations.astype(np.float32)
    return directions


def spread_evenly(y: Ints, most: int) -> Ints:
    """Return at most `most` row numbers, evenly spread within each class, small classes whole."""
    if len(y) <= most:
        return np.arange(len(y))
    counts = np.bincount(y)
    share = 1
    while np.minimum(counts, share + 1).sum() <= most:
        share += 1
    chosen = []
    for label, count in enumerate(counts):
        picked = np.linspace(0, count - 1, min(count, share)).astype(int)
        chosen.append(np.flatnonzero(y == label)[picked])
    return np.concatenate(chosen)


def _squares(X: Floats) -> Doubles:
    squares: Doubles = np.einsum("nd,nd->n", X, X).astype(np.float64)
    return squares
