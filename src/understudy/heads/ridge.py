"""Least squares with a penalty, in closed form, with every take left out in turn.

With K the products of the examples with each other, Y the targets, +1 for its class and -1 for the
others, and D the weights, scores are K a + b with (K + l D^-1) a + b = Y and sum a = 0. All classes
weigh alike: those with few examples are as well told. Let r = sqrt(D), and P take away what lies
along r. With v, w the eigenvectors and eigenvalues of P r K r P, less r itself,
G = sum v v' / (w + l) gives a = r G r Y, and for the rows T of a take, G_TT^-1 (G r Y)_T / r is how
far they are from their targets when the take is left out, the offset b made anew too (Cawley
and Talbot, "Fast exact leave-one-out cross-validation of sparse least-squares support
vector machines", 2004, with weights and for more rows than one).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

PENALTIES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
"""Looked at, in units of the mean eigenvalue."""
USUAL_PENALTY = 0.1
"""Where no take can be left out: between 0.001 and 0.3 it makes no difference."""
LEAST_VARIANCE = 1e-4  # of the mean square of a row


@dataclass(frozen=True)
class Ridge:
    """What was found for some products."""

    shares: Doubles  # [n, classes]: a
    offset: Doubles  # [classes]: b
    penalty: float
    """In units of the mean eigenvalue."""
    held_out: Doubles  # [n, classes]: scores of rows left out with their take; NaN of the others


def fit(products: Doubles, y: Ints, classes: int, takes: Sequence[Ints]) -> Ridge:
    """Return the scores with the penalty that is best for takes left out, each counting once.

    Parameters
    ----------
    products
        Of the examples with each other [n, n].
    y
        Class indices [n].
    classes
        How many there are.
    takes
        The rows of each take that can be left out.
    """
    n = len(y)
    targets = np.where(y[:, np.newaxis] == np.arange(classes), 1.0, -1.0)
    counts = np.bincount(y, minlength=classes)
    root = np.sqrt(n / np.count_nonzero(counts) / counts[y])[:, np.newaxis]
    constant = root / np.sqrt(n)  # of length 1: what the offset takes
    weighted = products * root * root.T
    side = weighted @ constant
    weighted -= constant @ side.T + side @ constant.T - constant @ (constant.T @ side) @ constant.T
    values, vectors = np.linalg.eigh(weighted)
    vectors -= constant @ (constant.T @ vectors)
    # What varies by less is rounding, which differs from machine to machine.
    least = max(LEAST_VARIANCE * float(np.trace(products)) / n, 1e-12)
    unit = max(float(values.sum()) / n, least)
    along = vectors.T @ (root * targets)
    several = [rows for rows in takes if len(rows) > 1]
    alone = np.concatenate([np.zeros(0, np.int64), *(rows for rows in takes if len(rows) == 1)])
    best: tuple[float, Ridge] | None = None
    for penalty in PENALTIES if takes else (USUAL_PENALTY,):
        shrunk = 1 / (np.maximum(values, 0) + penalty * unit)
        inner = vectors @ (shrunk[:, np.newaxis] * along)
        away = np.full((n, classes), np.nan)
        away[alone] = inner[alone] / ((vectors[alone] ** 2) @ shrunk)[:, np.newaxis]
        for rows in several:
            own = (vectors[rows] * shrunk) @ vectors[rows].T
            away[rows] = np.linalg.solve(own, inner[rows])
        away /= root
        errors = [float((away[rows] ** 2).mean()) for rows in takes]
        error = float(np.mean(errors)) if errors else 0.0
        if best is None or error < best[0]:
            shares = root * inner
            offset = (root**2 * (targets - products @ shares)).mean(axis=0)
            best = error, Ridge(shares, offset, penalty, targets - away)
    assert best is not None
    return best[1]
