"""The default head of actions: a linear one on what is said of how a clip goes through time.

With 5 clips of each action it beats the networks that go through a clip by themselves; with 10 the
convolution comes close: docs/decisions/actions.md.
"""

from __future__ import annotations

import numpy as np

from understudy.heads import ridge
from understudy.heads.auto import Candidate, choose, right_by_take
from understudy.heads.base import Doubles, Head, Ints
from understudy.heads.described import Described, Recipe
from understudy.heads.recipes import recipes
from understudy.heads.ridge import Ridge
from understudy.heads.scorers import Linear
from understudy.heads.statistics import Statistics, spread_evenly

USUAL_TEMPERATURE = 0.15
MOST_FOR_CHOOSING = 600  # examples; all are learned, but of more, not all say what counts
STANDARD_ERRORS = 1.0  # by which other parts must be better than the usual ones


class Descriptor(Head):
    """Least squares on the description of clips, of which takes left out say what counts.

    Attributes
    ----------
    candidates_ : list of Candidate
        What was tried, the usual first.
    chosen_ : str
        What counts.
    reason_ : str
        Why, in a sentence.
    """

    name = "descriptor"
    of_clips = True
    _ridge: Ridge

    def __init__(self) -> None:
        self.candidates_: list[Candidate] = []
        self.chosen_ = ""
        self.reason_ = ""

    def choose(
        self, described: Described, y: Ints, classes: int, units: Ints, folds: Ints
    ) -> Recipe:
        """Return what counts: what tells takes left out best.

        Parameters
        ----------
        described
            The examples.
        y, units, folds
            The class of each row, its take, and its fold as `take_folds` gives it [n].
        classes
            How many there are.
        """
        some = spread_evenly(y, MOST_FOR_CHOOSING)
        few = described if len(some) == len(y) else described.some(some)
        takes = left_out(units[some], folds[some])
        tried = recipes({part.block for part in described.parts})
        found = {
            name: ridge.fit(few.products(recipe), y[some], classes, takes)
            for name, recipe in tried.items()
        }
        right = {
            name: right_by_take(y[some], units[some], one.held_out) for name, one in found.items()
        }
        self.chosen_, self.reason_ = choose(right, next(iter(tried)), STANDARD_ERRORS)
        self._ridge = found[self.chosen_]
        if few is not described:
            products = described.products(tried[self.chosen_])
            self._ridge = ridge.fit(products, y, classes, left_out(units, folds))
        self.candidates_ = [
            Candidate(name, self, float(shares.mean()) if len(shares) else None)
            for name, shares in right.items()
        ]
        return tried[self.chosen_]

    def train(self, statistics: Statistics, *, fold: int | None = None) -> Linear:
        """Return the linear scorer."""
        if fold is None:
            rows, found = statistics.X, self._ridge
        else:
            kept = statistics.folds != fold
            rows, y = statistics.X[kept], statistics.y[kept]
            takes = left_out(statistics.units[kept], statistics.folds[kept])
            found = ridge.fit((rows @ rows.T).astype(np.float64), y, statistics.classes, takes)
        weights = rows.T @ found.shares.astype(np.float32)
        return Linear(weights, found.offset.astype(np.float32))

    def usual_temperature(self, takes_per_class: float) -> float:
        """Return the temperature to expect before any take was held out."""
        return USUAL_TEMPERATURE

    def _held_out_logits(self, statistics: Statistics) -> Doubles:
        return self._ridge.held_out


def left_out(units: Ints, folds: Ints) -> list[Ints]:
    """Return the rows of each take that can be left out without leaving a class untaught."""
    rows = np.flatnonzero(folds >= 0)
    order = rows[np.argsort(units[rows], kind="stable")]
    return np.split(order, np.flatnonzero(np.diff(units[order])) + 1) if len(order) else []
