"""What is measured: pure functions on arrays; None, never NaN, when there is nothing to tell."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from understudy.types import Array

CALIBRATION_BINS = 15
"""Equal-width bins of confidence (Guo et al. 2017)."""
Z_95 = 1.959964
"""Quantile of the normal distribution that leaves 2.5 % on each side."""


def accuracy(y_true: Array, y_pred: Array, units: Array | None = None) -> float | None:
    """Return the share of rows predicted right; with `units`, the mean of their shares.

    So a minute of noise, which is hundreds of rows of one take, counts no more than a word.
    """
    _same_length(y_true, y_pred)
    if not len(y_true):
        return None
    right = np.asarray(y_true) == np.asarray(y_pred)
    if units is None:
        return float(np.mean(right))
    _, unit, sizes = np.unique(units, return_inverse=True, return_counts=True)
    return float(np.mean(np.bincount(unit, weights=right) / sizes))


def per_class_accuracy(y_true: Array, y_pred: Array, n: int) -> tuple[float | None, ...]:
    """Return the share predicted right of each of `n` classes; None for a class without rows."""
    counts = confusion_matrix(y_true, y_pred, n)
    of_class = counts.sum(axis=1)
    return tuple(float(counts[c, c] / of_class[c]) if of_class[c] else None for c in range(n))


def confusion_matrix(y_true: Array, y_pred: Array, n: int) -> NDArray[np.int64]:
    """Count the rows of true class i predicted as class j: int [n, n], [i, j].

    Raises
    ------
    ValueError
        The arrays differ in length, or a class is not in 0..n-1.
    """
    _same_length(y_true, y_pred)
    true, pred = np.asarray(y_true, dtype=np.int64), np.asarray(y_pred, dtype=np.int64)
    for name, y in (("y_true", true), ("y_pred", pred)):
        outside = y[(y < 0) | (y >= n)]
        if len(outside):
            raise ValueError(f"{name} holds class {outside[0]}; expected 0..{n - 1}")
    return np.bincount(true * n + pred, minlength=n * n).reshape(n, n)


class ConfusedPair(NamedTuple):
    """One kind of mistake: `times` of the `of` examples of `true` were taken for `predicted`."""

    true: str
    predicted: str
    times: int
    of: int


def confused_pairs(confusion: Array, labels: Sequence[str], most: int = 5) -> list[ConfusedPair]:
    """Return the most frequent mistakes, most frequent first; ties by their share of the class."""
    of_class = confusion.sum(axis=1)
    mistakes = np.argwhere((confusion > 0) & ~np.eye(len(labels), dtype=bool))
    order = sorted(mistakes.tolist(), key=lambda m: (-confusion[m[0], m[1]], of_class[m[0]], m))
    return [
        ConfusedPair(labels[i], labels[j], int(confusion[i, j]), int(of_class[i]))
        for i, j in order[:most]
    ]


class CalibrationCurve(NamedTuple):
    """Confidence and accuracy in each bin of confidence that has rows; float, float, int [bins]."""

    confidence: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    rows: NDArray[np.int64]


def calibration_curve(
    probabilities: Array, y: Array, bins: int = CALIBRATION_BINS
) -> CalibrationCurve:
    """Return mean confidence, accuracy and rows per equal-width bin; empty bins are left out.

    Bin m holds confidences in ((m - 1) / bins, m / bins], as in Guo et al. 2017, "On Calibration
    of Modern Neural Networks".

    Parameters
    ----------
    probabilities : float array [n, classes]
    y : int array [n]
        The true class; a class that `probabilities` has no column for counts as a mistake.
    bins : int
    """
    _same_length(probabilities, y)
    if len(y) == 0:
        return CalibrationCurve(np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.int64))
    confidence = np.max(probabilities, axis=1).astype(np.float64)
    right = np.argmax(probabilities, axis=1) == np.asarray(y)
    bin_ = np.clip(np.ceil(confidence * bins).astype(np.int64) - 1, 0, bins - 1)
    count = np.bincount(bin_, minlength=bins)
    full = count > 0
    return CalibrationCurve(
        np.bincount(bin_, confidence, bins)[full] / count[full],
        np.bincount(bin_, right, bins)[full] / count[full],
        count[full],
    )


def expected_calibration_error(
    probabilities: Array, y: Array, bins: int = CALIBRATION_BINS
) -> float | None:
    """Return how far confidence is from accuracy, averaged over rows by bin: 0..1, 0 is honest.

    Guo et al. 2017, "On Calibration of Modern Neural Networks", equation 3.
    """
    curve = calibration_curve(probabilities, y, bins)
    if len(curve.rows) == 0:
        return None
    return float(np.average(np.abs(curve.confidence - curve.accuracy), weights=curve.rows))


def auroc(scores_known: Array, scores_unknown: Array) -> float | None:
    """Return the chance that an unknown row scores above a known one; a tie counts half.

    The area under the ROC curve by ranks (Mann-Whitney U). Higher scores mean stranger.
    """
    if len(scores_known) == 0 or len(scores_unknown) == 0:
        return None
    known = np.sort(scores_known)
    below = np.searchsorted(known, scores_unknown, side="left")
    up_to = np.searchsorted(known, scores_unknown, side="right")
    return float(np.mean(below + up_to) / (2 * len(known)))


def share_answered(known: Array) -> float | None:
    """Return the share of rows that got an answer, from bool [n]."""
    return float(np.mean(known)) if len(known) else None


def accuracy_when_answered(y_true: Array, y_pred: Array, known: Array) -> float | None:
    """Return the share predicted right of the rows that got an answer (`known`, bool [n])."""
    _same_length(y_true, known)
    answered = np.asarray(known, dtype=bool)
    return accuracy(np.asarray(y_true)[answered], np.asarray(y_pred)[answered])


def wilson_interval(right: float, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of which `right` of `n` were seen.

    Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference": good for
    few rows too, and never outside 0..1. (0, 1) if n is 0.
    """
    if not 0 <= right <= n:
        raise ValueError(f"{right} right of {n}; expected between 0 and {n}")
    if n == 0:
        return 0.0, 1.0
    share, z2 = right / n, Z_95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # At the ends the formula gives 0 and 1 but for rounding.
    return 0.0 if right == 0 else middle - half, 1.0 if right == n else middle + half


def _same_length(first: Array, second: Array) -> None:
    if len(first) != len(second):
        raise ValueError(f"got {len(first)} and {len(second)} rows; expected the same number")
