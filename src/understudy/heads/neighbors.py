"""k nearest neighbours: the head to understand first, good with very few examples."""

from __future__ import annotations

import numpy as np

from understudy.errors import UnderstudyError
from understudy.heads.base import Doubles, Floats, Head
from understudy.heads.scorers import SMALLEST_LENGTH, Nearest
from understudy.heads.statistics import Statistics

K = 5
SHARPNESS = 20.0  # a cosine 0.05 higher weighs e times more; flat between 10 and 40 on photos
# Fitted on the development sets.
USUAL_TEMPERATURE = 0.9


class Neighbors(Head):
    """A vote of the most similar examples, by cosine.

    A saved model holds the features of the examples (never the pictures): some 6 kB each.
    """

    name = "neighbors"

    def __init__(self, k: int = K) -> None:
        """`k` examples vote; fewer where there are not so many."""
        if k < 1:
            raise UnderstudyError(f"k is {k}; it must be 1 or more (the default is {K}).")
        self.k = k

    def train(self, statistics: Statistics, *, fold: int | None = None) -> Nearest:
        """Keep the examples."""
        kept = np.ones(len(statistics.y), np.bool_) if fold is None else statistics.folds != fold
        return Nearest(
            unit_rows(statistics.X[kept]).astype(np.float16),
            statistics.y[kept],
            statistics.classes,
            min(self.k, int(kept.sum())),
            SHARPNESS,
        )

    def usual_temperature(self, takes_per_class: float) -> float:
        """Return the temperature to expect before any take was held out."""
        return USUAL_TEMPERATURE

    def _held_out_logits(self, statistics: Statistics) -> Doubles:
        unit = unit_rows(statistics.X)
        logits = np.full((len(statistics.y), statistics.classes), np.nan)
        for fold in statistics.tested_folds:
            rows, kept = statistics.folds == fold, statistics.folds != fold
            k = min(self.k, int(kept.sum()))
            voters = Nearest(
                np.zeros((0, 0), np.float16), statistics.y[kept], statistics.classes, k, SHARPNESS
            )
            similarity = unit[rows] @ unit[kept].T  # fold by fold: all pairs fill the memory
            logits[rows] = voters.votes(similarity.astype(np.float64))
        return logits


def unit_rows(X: Floats) -> Floats:
    """Return rows scaled to length 1."""
    rows: Floats = X / (np.linalg.norm(X, axis=1, keepdims=True) + SMALLEST_LENGTH)
    return rows
