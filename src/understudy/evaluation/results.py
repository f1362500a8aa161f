"""What came of showing pictures or clips, or playing sounds, with known answers to a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.evaluation import metrics
from understudy.evaluation.cross_validation import CrossValidation
from understudy.evaluation.summary import summarized
from understudy.types import Array, Medium

__all__ = ["NEVER_TAUGHT", "CrossValidation", "Evaluation"]

NEVER_TAUGHT = -1
"""The true class of something that is not among the labels."""


@dataclass(frozen=True, eq=False, repr=False)
class Evaluation:
    """One row per picture, video frame, sound or clip, and what follows from them.

    A figure is None where no row can tell it.

    Raises
    ------
    ValueError
        The columns differ in length, or a class is outside the labels.
    """

    labels: tuple[str, ...]
    truth: NDArray[np.int64]
    """The true class of each row, or -1 for something never taught."""
    predicted: NDArray[np.int64]
    """The most probable class."""
    known: NDArray[np.bool_]
    confidence: NDArray[np.float32]
    """Probability of the most probable class, 0..1."""
    novelty: NDArray[np.float32]
    """0..1, above 0.5 is strange."""
    probabilities: NDArray[np.float32]
    """[n, classes]"""
    names: tuple[str, ...]
    """What each row is: a path, or "path @ 1.5 s"."""
    units: Array | None = None
    """The take or group of each row, where known."""
    cross_validated: CrossValidation | None = None
    """None when it was not measured."""
    background: frozenset[str] = frozenset()
    """Labels of background classes: left out of the share of known things."""
    medium: Medium = "picture"
    """What one row is of; also the word for it."""

    def __post_init__(self) -> None:
        n, classes = len(self.truth), len(self.labels)
        for name in ("predicted", "known", "confidence", "novelty", "probabilities", "names"):
            if len(getattr(self, name)) != n:
                raise ValueError(f"{name} has {len(getattr(self, name))} rows; expected {n}")
        if self.probabilities.shape != (n, classes):
            raise ValueError(
                f"probabilities has shape {self.probabilities.shape}; expected {(n, classes)}"
            )
        for name, lowest in (("truth", NEVER_TAUGHT), ("predicted", 0)):
            column = getattr(self, name)
            if n and not (lowest <= column.min() and column.max() < classes):
                raise ValueError(f"{name} holds a class outside {lowest}..{classes - 1}")
        if self.units is not None and len(self.units) != n:
            raise ValueError(f"units has {len(self.units)} rows; expected {n}")

    @property
    def taught(self) -> NDArray[np.bool_]:
        """Rows whose true class is among the labels: bool [n]."""
        return np.asarray(self.truth != NEVER_TAUGHT)

    @property
    def things(self) -> NDArray[np.bool_]:
        """Rows whose true class is taught and not background: bool [n]."""
        background = [i for i, label in enumerate(self.labels) if label in self.background]
        return self.taught & ~np.isin(self.truth, background)

    @property
    def count(self) -> int:
        """How many rows have a taught class."""
        return int(self.taught.sum())

    @property
    def right(self) -> int:
        """How many of these the most probable class is right on."""
        return int(np.sum(self.truth == self.predicted))

    @property
    def accuracy(self) -> float | None:
        """Of the most probable class, over rows whose class was taught.

        Each recording or clip counts alike: a minute of noise no more than a word.
        """
        return self._accuracy(self.taught)

    @property
    def accuracy_interval(self) -> tuple[float, float]:
        """The 95 % interval of the accuracy, see `interval`."""
        return self.interval(self.taught)

    @property
    def per_class(self) -> tuple[float | None, ...]:
        """Accuracy of each class, in the order of the labels."""
        taught = self.taught
        return metrics.per_class_accuracy(
            self.truth[taught], self.predicted[taught], len(self.labels)
        )

    def interval(self, rows: NDArray[np.bool_]) -> tuple[float, float]:
        """Return the 95 % Wilson interval of the accuracy over these rows, bool [n].

        Where takes are known, there are as many independent trials as takes, not as rows: those
        of one take are near-duplicates and all tell about the same thing.
        """
        right = self.truth[rows] == self.predicted[rows]
        if self.units is None or len(right) == 0:
            return metrics.wilson_interval(int(right.sum()), len(right))
        takes = len(np.unique(self.units[rows]))
        return metrics.wilson_interval((self._accuracy(rows) or 0.0) * takes, takes)

    def _accuracy(self, rows: NDArray[np.bool_]) -> float | None:
        units = None
        if self.medium != "picture" and self.units is not None:
            units = self.units[rows]
        return metrics.accuracy(self.truth[rows], self.predicted[rows], units)

    @property
    def confusion(self) -> NDArray[np.int64]:
        """Counts [true, predicted] over rows whose class was taught."""
        taught = self.taught
        return metrics.confusion_matrix(
            self.truth[taught], self.predicted[taught], len(self.labels)
        )

    @property
    def answered(self) -> float | None:
        """Share of rows of a taught thing (background aside) that are known."""
        return metrics.share_answered(self.known[self.things])

    @property
    def accuracy_when_answered(self) -> float | None:
        """Accuracy over the rows of a taught thing that are known."""
        things = self.things
        return metrics.accuracy_when_answered(
            self.truth[things], self.predicted[things], self.known[things]
        )

    @property
    def calibration_error(self) -> float | None:
        """Expected calibration error over rows whose class was taught."""
        return metrics.expected_calibration_error(
            self.probabilities[self.taught], self.truth[self.taught]
        )

    @property
    def unknown_rejected(self) -> float | None:
        """Share of never-taught rows that were called unknown."""
        return metrics.share_answered(~self.known[~self.taught])

    def to_dict(self, files: bool = False) -> dict[str, Any]:
        """Return plain values for JSON; with `files` also one entry per row."""
        cross_validated = self.cross_validated
        values: dict[str, Any] = {
            "accuracy": self.accuracy,
            "accuracy_interval": list(self.accuracy_interval) if self.count else None,
            "accuracy_per_class": dict(zip(self.labels, self.per_class, strict=True)),
            "confusion": {"labels": list(self.labels), "counts": self.confusion.tolist()},
            "answered": self.answered,
            "accuracy_when_answered": self.accuracy_when_answered,
            "calibration_error": self.calibration_error,
            "unknown_rejected": self.unknown_rejected,
            "count": self.count,
            "count_never_taught": len(self.truth) - self.count,
            "cross_validated": cross_validated and cross_validated.to_dict(self.labels),
        }
        if files:
            values["files"] = [self._file(row) for row in range(len(self.truth))]
        return values

    def _file(self, row: int) -> dict[str, Any]:
        truth, best, known = self.truth[row], self.predicted[row], bool(self.known[row])
        return {
            "file": self.names[row],
            "true": None if truth == NEVER_TAUGHT else self.labels[truth],
            "label": self.labels[best] if known else None,
            "best": self.labels[best],
            "confidence": round(float(self.confidence[row]), 6),
            "known": known,
            "novelty": round(float(self.novelty[row]), 6),
        }

    def __repr__(self) -> str:
        return f"<evaluation on {len(self.truth)} examples: {self.summary()}>"

    def summary(self) -> str:
        """Return the result in a few plain sentences."""
        return summarized(self)
