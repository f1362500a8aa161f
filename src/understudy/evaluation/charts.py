"""Geometry of the report's drawings: numbers to points, in the units of each drawing's view box."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understudy.evaluation.metrics import calibration_curve
from understudy.evaluation.results import Evaluation

NOVELTY_BINS = 20
LARGEST_DOT = 9.0
SMALLEST_DOT = 3.0


@dataclass(frozen=True)
class Dot:
    """One bin of the calibration curve; x grows with confidence and y, downwards, with error."""

    x: float
    y: float
    radius: float
    """Its area grows with the rows of the bin."""
    confidence: float
    accuracy: float
    rows: int


def calibration_dots(evaluation: Evaluation, side: float, bins: int = 10) -> list[Dot]:
    """Return the calibration curve in a square of this side, origin at the top left."""
    taught = evaluation.taught
    curve = calibration_curve(evaluation.probabilities[taught], evaluation.truth[taught], bins)
    most = curve.rows.max(initial=1)
    return [
        Dot(
            x=round(side * confidence, 1),
            y=round(side * (1 - accuracy), 1),
            radius=round(max(SMALLEST_DOT, LARGEST_DOT * float(np.sqrt(rows / most))), 1),
            confidence=confidence,
            accuracy=accuracy,
            rows=rows,
        )
        for confidence, accuracy, rows in zip(
            curve.confidence.tolist(), curve.accuracy.tolist(), curve.rows.tolist(), strict=True
        )
    ]


@dataclass(frozen=True)
class Bar:
    """One bin of the novelty histogram."""

    x: float
    height: float
    low: float
    high: float
    rows: int


@dataclass(frozen=True)
class NoveltyHistogram:
    """Novelty 0..1 of taught rows and of never-taught rows, as shares of each, on one scale."""

    taught: tuple[Bar, ...]
    never_taught: tuple[Bar, ...]
    bar_width: float


def novelty_histogram(evaluation: Evaluation, width: float, height: float) -> NoveltyHistogram:
    """Return bars that fill this width; the tallest of both groups has this height."""
    taught = evaluation.taught
    counts = [_novelty_counts(evaluation.novelty[rows]) for rows in (taught, ~taught)]
    shares = [c / max(c.sum(), 1) for c in counts]
    tallest = max(float(s.max()) for s in shares) or 1.0
    step = width / NOVELTY_BINS
    groups = [
        tuple(
            Bar(
                round(i * step, 1),
                round(height * s / tallest, 1),
                i / NOVELTY_BINS,
                (i + 1) / NOVELTY_BINS,
                n,
            )
            for i, (s, n) in enumerate(zip(share.tolist(), count.tolist(), strict=True))
            if n
        )
        for share, count in zip(shares, counts, strict=True)
    ]
    return NoveltyHistogram(groups[0], groups[1], round(step, 1))


def _novelty_counts(novelty: NDArray[np.float32]) -> NDArray[np.int64]:
    """Count per bin; a bin holds its upper edge, since novelty 0.5 is still known."""
    bins = np.ceil(np.asarray(novelty, dtype=np.float64) * NOVELTY_BINS).astype(np.int64) - 1
    return np.bincount(np.clip(bins, 0, NOVELTY_BINS - 1), minlength=NOVELTY_BINS)
