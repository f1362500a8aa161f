"""What the closed-form heads need of the examples, kept so that one more take costs little.

Class means use every example. The spread within classes is estimated from `EXEMPLARS` of them,
evenly spread over the classes, and enters only through products of examples with exemplars:
up to that number everything is exact (docs/decisions/discriminant.md). A model that leaves a
fold out uses neither the examples nor the exemplars of that fold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.heads.rows import Rows
from understudy.heads.slips import calmed
from understudy.project.splits import take_folds

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

EXEMPLARS = 768
GROWTH = 1.1  # exemplars are chosen anew when there are so many times more examples than then
MOST_MOVED = 0.1  # of the rows: when more are in another fold, all sums are made anew
SMALLEST_VARIANCE = 0.1  # of the mean square: a burst of one scene says little about spread


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
    exemplars : int64 [l]
        Rows that the spread within classes is estimated from.
    exemplar_rows : float32 [l, d]
        X[exemplars], those that leap out of their take drawn back: see `slips`.
    rows_of_products : Rows
        Products [n, l] of every row with every exemplar.
    squares : float64 [n]
        Squared length of each row.
    totals : dict
        Count [classes] and sum [classes, d] of the rows of each fold.
    """

    X: Floats
    y: Ints
    classes: int
    units: Ints
    folds: Ints
    exemplars: Ints
    exemplar_rows: Floats
    rows_of_products: Rows
    squares: Doubles
    totals: dict[int, tuple[Doubles, Doubles]]
    chosen_from: int
    """How many rows there were when the exemplars were chosen."""
    earlier: Statistics | None = None
    """Those of fewer rows, until what they know has been used."""
    residuals: dict[tuple[int | None, int], Any] = field(default_factory=dict)
    """Kept by the solver, by fold left out and number of exemplars."""
    _held_out: dict[int, Floats] = field(default_factory=dict)
    _means: dict[int | None, Doubles] = field(default_factory=dict)

    @classmethod
    def of(cls, X: Floats, y: Ints, classes: int, units: Ints, folds: Ints) -> Statistics:
        """Start from nothing."""
        exemplars = spread_evenly(y, EXEMPLARS)
        exemplar_rows = calmed(X[exemplars], y[exemplars], units[exemplars])
        return cls(
            X, y, classes, units, folds, exemplars, exemplar_rows,
            Rows.of(X @ exemplar_rows.T), _squares(X),
            totals_by_fold(X, y, classes, folds), len(X),
        )  # fmt: skip

    def extended(self, X: Floats, y: Ints, classes: int, units: Ints, folds: Ints) -> Statistics:
        """Return the statistics of more rows, of which the first are those already here."""
        few, grown = len(X) <= EXEMPLARS, len(X) > GROWTH * self.chosen_from
        if few or grown or classes != self.classes:
            return Statistics.of(X, y, classes, units, folds)
        new = X[len(self.X) :]
        return Statistics(
            X, y, classes, units, folds, self.exemplars, self.exemplar_rows,
            self.rows_of_products.followed_by(new @ self.exemplar_rows.T),
            np.concatenate([self.squares, _squares(new)]),
            self._changed_totals(X, y, folds),
            self.chosen_from,
            earlier=self if self.tested_folds else None,
        )  # fmt: skip

    def of_columns(self, columns: slice) -> Statistics:
        """Return the statistics of some columns of the same rows."""
        X = np.ascontiguousarray(self.X[:, columns])
        return Statistics.of(X, self.y, self.classes, self.units, self.folds)

    def of_examples(self) -> Statistics:
        """Return the statistics of the same rows, as if each were a take of its own."""
        units = np.arange(len(self.y))
        return Statistics.of(self.X, self.y, self.classes, units, take_folds(self.y, units))

    def _changed_totals(
        self, X: Floats, y: Ints, folds: Ints
    ) -> dict[int, tuple[Doubles, Doubles]]:
        """Return the totals of more rows, adding up only those that are new or in another fold."""
        known = len(self.folds)
        moved = np.flatnonzero(self.folds != folds[:known])
        if len(moved) > MOST_MOVED * known:
            return totals_by_fold(X, y, self.classes, folds)
        changed = np.concatenate([moved, np.arange(known, len(X))])
        gone = totals_by_fold(X[moved], y[moved], self.classes, self.folds[moved])
        come = totals_by_fold(X[changed], y[changed], self.classes, folds[changed])
        nothing = (np.zeros(self.classes), np.zeros((self.classes, self.dimensions)))
        totals = {}
        for fold in {*self.totals, *come}:
            parts = [part.get(fold, nothing) for part in (self.totals, come, gone)]
            totals[fold] = (
                parts[0][0] + parts[1][0] - parts[2][0],
                parts[0][1] + parts[1][1] - parts[2][1],
            )
        return {fold: part for fold, part in totals.items() if part[0].any()}

    @property
    def products(self) -> Floats:
        """Products [n, l] of every row with every exemplar."""
        return self.rows_of_products.array

    @cached_property
    def gram(self) -> Floats:
        """Products [l, l] of the exemplars with each other."""
        return self.exemplar_rows @ self.exemplar_rows.T

    @property
    def tested(self) -> NDArray[np.bool_]:
        """Which rows are held out in some fold [n]."""
        held: NDArray[np.bool_] = self.folds >= 0
        return held

    @cached_property
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

    def means(self, leave_out: int | None = None) -> Doubles:
        """Return the class means [classes, d] of all rows but those of a fold."""
        if leave_out not in self._means:
            parts = [part for fold, part in self.totals.items() if fold != leave_out]
            count = np.sum([count for count, _ in parts], axis=0)
            total = np.sum([total for _, total in parts], axis=0)
            self._means[leave_out] = total / np.maximum(count, 1)[:, np.newaxis]
        return self._means[leave_out]

    def exemplars_with_means(self, leave_out: int | None) -> Floats:
        """Return products [l, classes] of the exemplars with the means that leave a fold out."""
        if leave_out is None:
            return self.exemplar_rows @ self.means().T.astype(np.float32)
        return self._exemplars_with_all_means[:, self._columns(leave_out)]

    def held_out_products(self, fold: int) -> Floats:
        """Return products [m, l] of the rows of a fold with all exemplars."""
        if fold not in self._held_out:
            self._held_out[fold] = self.products[self.folds == fold]
        return self._held_out[fold]

    def with_means(self, fold: int) -> Doubles:
        """Return products [m, classes] of the rows of a fold with the means of the others."""
        products: Floats = self._with_all_means[np.ix_(self.folds == fold, self._columns(fold))]
        return products.astype(np.float64)

    def _columns(self, fold: int) -> Ints:
        return self.tested_folds.index(fold) * self.classes + np.arange(self.classes)

    @cached_property
    def _with_all_means(self) -> Floats:
        """Products [n, folds x classes] of all rows with the means that leave each fold out."""
        means, earlier = self._all_means, self.earlier
        self.earlier = None
        if earlier is None or earlier._all_means.shape != means.shape:
            return self.X @ means.T
        same = (earlier._all_means == means).all(axis=1)  # of classes that got no new row
        known = len(earlier.X)
        products = np.empty((len(self.X), len(means)), np.float32)
        products[:known, same] = earlier._with_all_means[:, same]
        products[:known, ~same] = self.X[:known] @ means[~same].T
        products[known:] = self.X[known:] @ means.T
        return products

    @cached_property
    def _exemplars_with_all_means(self) -> Floats:
        """Products [l, folds x classes] of exemplars with the means that leave each fold out."""
        return self.exemplar_rows @ self._all_means.T

    @cached_property
    def _all_means(self) -> Floats:
        """Class means [folds x classes, d] that leave each fold out."""
        means = [self.means(fold) for fold in self.tested_folds]
        return np.concatenate(means).astype(np.float32)


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


def _squares(X: Floats) -> Doubles:
    squares: Doubles = np.einsum("nd,nd->n", X, X).astype(np.float64)
    return squares


def takes_worth(takes: Ints, examples: int) -> float:
    """Return how many takes of one example each a class's takes are worth, on average.

    Frames of one take say less than as many takes, and more than a single photo: their square
    root. (Of films of postures, one of each class with 12 to 90 frames, other films of the same
    room fit the temperature of 9 to 25 photos.)

    Parameters
    ----------
    takes
        How many there are of each class [classes].
    examples
        How many there are in all.
    """
    return float(takes.mean() * np.sqrt(examples / takes.sum()))


def takes_per_class(y: Ints, units: Ints) -> Ints:
    """Return how many takes each class has [classes]."""
    pairs = np.unique(np.stack([y, units]), axis=1)
    return np.bincount(pairs[0])
