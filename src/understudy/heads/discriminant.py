"""The background-whitened linear discriminant as a head (closed form; milliseconds)."""

from __future__ import annotations

import numpy as np

from understudy.errors import UnderstudyError
from understudy.heads.base import Doubles, Head
from understudy.heads.discriminant_solver import solve
from understudy.heads.scorers import Linear
from understudy.heads.statistics import Statistics

BETA = 10.0  # 1 to 30 is nearly flat on photos
# Logits are scores in units of (variance of a feature * d). Their usual temperature falls
# with the number of takes a class has; fitted on the development sets.
USUAL_TEMPERATURE, FALL = 0.2, 1.15


class Discriminant(Head):
    """Nearest class mean by a distance that discounts how ordinary pictures and examples vary."""

    name = "discriminant"
    takes_for_scene = 5.0

    def __init__(self, beta: float = BETA) -> None:
        """`beta` weighs the examples' own spread against the background's; 0 ignores it."""
        if not beta >= 0:
            raise UnderstudyError(f"beta is {beta}; it must be 0 or more (the default is {BETA}).")
        self.beta = beta

    def train(self, statistics: Statistics, *, fold: int | None = None) -> Linear:
        """Return the linear scorer."""
        solution = solve(statistics, self.beta, fold)
        unit = statistics.variance * statistics.dimensions
        return Linear(
            (solution.weights / unit).astype(np.float32), (solution.bias / unit).astype(np.float32)
        )

    def usual_temperature(self, takes_per_class: float) -> float:
        """Return the temperature to expect at this many takes a class."""
        return float(USUAL_TEMPERATURE / takes_per_class**FALL)

    def _held_out_logits(self, statistics: Statistics) -> Doubles:
        unit = statistics.variance * statistics.dimensions
        logits = np.full((len(statistics.y), statistics.classes), np.nan)
        for fold in statistics.tested_folds:
            scores = solve(statistics, self.beta, fold).held_out_scores()
            logits[statistics.folds == fold] = scores / unit
        return logits
