"""The default head: tries the closed-form heads on takes it was not taught, keeps the best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from understudy.heads.base import Doubles, Head, Ints
from understudy.heads.discriminant import BETA, Discriminant
from understudy.heads.neighbors import Neighbors
from understudy.heads.scorers import Scorer
from understudy.heads.statistics import Statistics

MOST_FOR_NEIGHBORS = 2000  # examples; beyond it comparing all pairs takes seconds
STANDARD_ERRORS = 2.0  # by how much a candidate must beat the default to be preferred


@dataclass(frozen=True)
class Candidate:
    """A head that `auto` considered."""

    name: str
    head: Head
    accuracy: float | None
    """On held-out takes, each counting once; None when nothing could be held out."""


class Auto(Head):
    """The discriminant, unless held-out takes clearly favour another closed-form head.

    On clips it is the descriptor, which chooses what counts of them in the same way.

    Attributes
    ----------
    candidates_ : list of Candidate
        What was tried, the default first.
    chosen_ : str
        Which was kept.
    reason_ : str
        Why, in a sentence.
    """

    name = "auto"
    takes_for_scene = Discriminant.takes_for_scene

    def __init__(self) -> None:
        self._chosen: Head = Discriminant()
        self.candidates_: list[Candidate] = []
        self.chosen_ = ""
        self.reason_ = ""

    def train(self, statistics: Statistics, *, fold: int | None = None) -> Scorer:
        """Train the chosen head."""
        return self._chosen.train(statistics, fold=fold)

    def usual_temperature(self, takes_per_class: float) -> float:
        """Return that of the chosen head."""
        return self._chosen.usual_temperature(takes_per_class)

    def _fit(self, statistics: Statistics) -> None:
        heads = candidates(statistics, self.usual.beta)
        logits = {name: head._held_out_logits(statistics) for name, head in heads.items()}
        right = {
            name: right_by_take(statistics.y, statistics.units, values)
            for name, values in logits.items()
        }
        default = next(iter(heads))
        best, reason = choose(right, default)
        self.candidates_ = [
            Candidate(name, head, float(right[name].mean()) if len(right[name]) else None)
            for name, head in heads.items()
        ]
        self.chosen_, self.reason_, self._chosen = best, reason, heads[best]
        self.scorer_ = self.train(statistics)
        self._calibrate(statistics, logits[best])


def candidates(statistics: Statistics, usual: float = BETA) -> dict[str, Head]:
    """Return the heads to try, by a name that tells them apart; that with the usual beta first."""
    heads: dict[str, Head] = {
        f"discriminant (beta {beta:g})": Discriminant(beta)
        for beta in dict.fromkeys((usual, BETA, 0.0, 1.0))
    }
    if len(statistics.y) <= MOST_FOR_NEIGHBORS:
        heads["neighbors (k 5)"] = Neighbors()
    return heads


def right_by_take(y: Ints, units: Ints, logits: Doubles) -> Doubles:
    """Return the share of right answers for each held-out take [takes].

    Parameters
    ----------
    y, units
        Class and take of each row [n].
    logits
        [n, classes]; NaN for rows that were not held out.
    """
    rows = np.flatnonzero(np.isfinite(logits[:, 0]))
    if len(rows) == 0:
        return np.zeros(0)
    right = logits[rows].argmax(axis=1) == y[rows]
    _, take = np.unique(units[rows], return_inverse=True)
    return np.bincount(take, weights=right) / np.bincount(take)


def choose(
    right: dict[str, Doubles], default: str, standard_errors: float = STANDARD_ERRORS
) -> tuple[str, str]:
    """Return the best candidate and why.

    Few takes tell little, so the default is left only for one that is better by
    so many standard errors of the difference, take by take.
    """
    base = right[default]
    if len(base) == 0:
        return default, (
            "the usual choice; with one take of each class there is nothing to compare by"
        )
    best, lead = default, 0.0
    for name, shares in right.items():
        difference = shares - base
        error = float(difference.std() / np.sqrt(max(1, len(base) - 1)))
        least = max(standard_errors * error, 1 / len(base))  # one take alone decides nothing
        if difference.mean() > max(lead, least):
            best, lead = name, float(difference.mean())
    if best == default:
        return default, "on takes held out no other was clearly better"
    return best, f"on takes held out clearly better than {default}, by {lead:.0%} of them"
