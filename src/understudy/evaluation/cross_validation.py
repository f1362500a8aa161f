"""How right the head is on takes it was not taught from: the figures stored with a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from understudy.evaluation import metrics
from understudy.evaluation.sentences import cant_tell, listed, percent, plural
from understudy.project.splits import ALWAYS_TRAINED
from understudy.types import Array, Medium


@dataclass(frozen=True, eq=False)
class CrossValidation:
    """Figures over every take that was left out of teaching once; None means "can't tell yet"."""

    accuracy: float | None = None
    """Of the most probable class, 0..1; each take counts alike, however many rows it has."""
    per_class: tuple[float | None, ...] | None = None
    """In the order of the labels; None for a class with a single take."""
    takes: int | None = None
    """How many takes were tested."""
    folds: int | None = None
    calibration_error: float | None = None
    answered: float | None = None
    """Share of the tested examples, background aside, that were known."""
    accuracy_when_answered: float | None = None
    confusion: NDArray[np.int64] | None = None
    """Counts [true, predicted]."""

    @classmethod
    def from_folds(
        cls,
        y: Array,
        probabilities: Array,
        known: Array,
        fold: Array,
        units: Array,
        background: Array | None = None,
    ) -> Self:
        """Measure predictions that were each made without the row's own fold.

        Parameters
        ----------
        y : int array [n]
        probabilities : float array [n, classes]
            Rows that were never tested (fold -1) are not looked at.
        known : bool array [n]
        fold : int array [n]
            As from `take_folds`.
        units : array [n]
        background : bool array [n], optional
            Rows whose true class is a background class: left out of the share answered.
        """
        tested = np.asarray(fold) != ALWAYS_TRAINED
        things = np.ones(len(tested), bool) if background is None else ~np.asarray(background)
        if not (tested & things if things.any() else tested).any():
            return cls()  # where only background was tested that says nothing of the others
        true, p = np.asarray(y)[tested], np.asarray(probabilities)[tested]
        pred = p.argmax(axis=1)
        things = things[tested]
        answered = np.asarray(known, dtype=bool)[tested][things]
        return cls(
            accuracy=metrics.accuracy(true, pred, np.asarray(units)[tested]),
            per_class=metrics.per_class_accuracy(true, pred, p.shape[1]),
            takes=len(np.unique(np.asarray(units)[tested])),
            folds=len(np.unique(np.asarray(fold)[tested])),
            calibration_error=metrics.expected_calibration_error(p, true),
            answered=metrics.share_answered(answered),
            accuracy_when_answered=metrics.accuracy_when_answered(
                true[things], pred[things], answered
            ),
            confusion=metrics.confusion_matrix(true, pred, p.shape[1]),
        )

    def summary(self, labels: Sequence[str], medium: Medium = "picture") -> str:
        """Say in words how good it is, or that it can't be told yet."""
        if self.accuracy is None or self.takes is None:
            return cant_tell(medium)
        if len(labels) == 1:
            return (
                f"{percent(self.answered or 0)} of it passes as known, in "
                f"{plural(self.takes, 'take')} it was not taught. How much else it lets through, "
                "`understudy evaluate` tells when shown other things."
            )
        tested = (
            f"{percent(self.accuracy)} right, in {plural(self.takes, 'take')} it was not taught"
        )
        untested = [
            label
            for label, figure in zip(labels, self.per_class or (), strict=False)
            if figure is None
        ]
        if untested:
            have = "has" if len(untested) == 1 else "have"
            few = "fewer than three clips" if medium == "clip" else "no second take"
            tested += f"; I can't tell yet of {listed(untested)}, which {have} {few}"
        if self.confusion is None or not (
            pairs := metrics.confused_pairs(self.confusion, labels, 1)
        ):
            return f"{tested}."
        return f"{tested}; {listed((pairs[0].true, pairs[0].predicted))} get mixed up most."

    def to_dict(self, labels: Sequence[str]) -> dict[str, Any]:
        """Return plain values for JSON; `from_dict` reads them back."""
        per_class = self.per_class and dict(zip(labels, self.per_class, strict=True))
        return {
            "accuracy": self.accuracy,
            "accuracy_per_class": per_class,
            "takes": self.takes,
            "folds": self.folds,
            "calibration_error": self.calibration_error,
            "answered": self.answered,
            "accuracy_when_answered": self.accuracy_when_answered,
            "confusion": None if self.confusion is None else self.confusion.tolist(),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any], labels: Sequence[str]) -> Self:
        """Read what `to_dict` returned; a figure that is missing is None."""
        per_class = values.get("accuracy_per_class")
        confusion = values.get("confusion")
        return cls(
            accuracy=values.get("accuracy"),
            per_class=per_class and tuple(per_class.get(label) for label in labels),
            takes=values.get("takes"),
            folds=values.get("folds"),
            calibration_error=values.get("calibration_error"),
            answered=values.get("answered"),
            accuracy_when_answered=values.get("accuracy_when_answered"),
            confusion=None if confusion is None else np.asarray(confusion, dtype=np.int64),
        )
