"""What all heads share: labels, calibration, novelty, and a place in an ONNX graph.

Features that describe a pose beside the whole picture make two heads of one: see `parts`.
"""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from understudy.errors import DataError, UnderstudyError
from understudy.heads import calibration, export, novelty
from understudy.heads.examples import (
    Examples,
    as_rows,
    check_examples,
    check_others,
    lengths_differ,
)
from understudy.heads.held_out import HeldOut
from understudy.heads.novelty import FittedNovelty
from understudy.heads.others import heed_others
from understudy.heads.scorers import Scorer
from understudy.heads.statistics import Statistics, takes_per_class, takes_worth
from understudy.heads.usual import USUAL, Usual
from understudy.onnx_graph import Graph
from understudy.project.splits import take_folds

if TYPE_CHECKING:
    from understudy.heads.parts import Parts

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]


class Head(ABC):
    """A small classifier on features, in the manner of scikit-learn.

    Attributes
    ----------
    classes_ : array [classes]
        The labels, sorted.
    temperature_ : float
        What logits are divided by to become calibrated probabilities.
    held_out_ : HeldOut or None
        Predictions for takes left out of training, to tell accuracy honestly; None when no
        class has two takes.
    """

    name: str = ""
    calibration_folds = 5
    """How many of the five folds are trained to calibrate with."""

    known_share = novelty.SHARE
    """Share of the taught kind that is to pass as known."""

    takes_for_scene = 50.0
    """Takes of a class from which on the picture around a pose counts in full. Heads that know what
    varies within a class can do with few: docs/decisions/landmarks.md."""

    strange_pose: slice | None = None
    """Of which columns novelty is told, if only those of a pose count for it."""

    all_is_new: bool = False
    """Whether nothing is ever known, so that there is no novelty to learn."""

    closed_form = True
    """Whether its usual temperature was measured; that of a network trained in steps is 1."""

    fewest_classes = 1
    """Of how many classes at least it can be made."""

    of_clips = False
    """Whether it learns from clips alone, which go through moments."""

    classes_: NDArray[Any]
    temperature_: float
    scorer_: Scorer
    novelty_: novelty.Detector
    held_out_: HeldOut | None
    _examples: Examples
    _unit_numbers: dict[Any, int]
    _statistics: Statistics
    _parts: Parts | None = None
    _others: Floats | None = None

    def fit(self, X: Any, y: Any, groups: Any = None, others: Any = None) -> Self:
        """Train on examples.

        Parameters
        ----------
        X
            Features [n, d] (or [n, ...], flattened). Of `Features` with a pose, rows without one
            are told from the rest of the picture.
        y
            n labels, strings or numbers.
        groups
            n take numbers or names: examples of one take are near-duplicates, and are held out
            together. By default, and where it is None, an example is a take of its own.
        others
            Features [m, d] like the examples and none of them, such as other words
            (`SoundBackbone.others`): what is more like these is novel. They are no class.

        Raises
        ------
        DataError
            The lengths differ, there are no examples, or a feature is not a finite number.
        """
        examples, unit_numbers = check_examples(X, y, groups, {})
        given = None if others is None else check_others(others, examples)
        return self._refit(examples, unit_numbers, None, given)

    def partial_fit(self, X: Any, y: Any, groups: Any = None, others: Any = None) -> Self:
        """Train on more examples, besides those given before.

        The result is that of `fit` on all of them; what was computed of the earlier ones is used
        again, so one more take of many costs little. With more than 768 it differs a little from
        `fit`, since the exemplars that the spread is estimated from are kept.

        Parameters
        ----------
        X, y, groups
            As for `fit`. A group of the same name as before continues that take.
        others
            As for `fit`; where None, those given before.
        """
        if not hasattr(self, "_examples"):
            return self.fit(X, y, groups, others)
        more, unit_numbers = check_examples(X, y, groups, self._unit_numbers)
        examples = self._examples.followed_by(more)
        given = self._others if others is None else check_others(others, examples)
        return self._refit(examples, unit_numbers, self, given)

    def _refit(
        self,
        examples: Examples,
        unit_numbers: dict[Any, int],
        earlier: Head | None,
        others: Floats | None = None,
    ) -> Self:
        """Fit to all examples, from what is known of the earlier ones."""
        # On a copy: what fails or is cancelled half-way leaves the head as it was.
        fitted = copy.copy(self)
        fitted._examples, fitted._unit_numbers, fitted._others = examples, unit_numbers, others
        fitted.classes_, indices = np.unique(examples.y, return_inverse=True)
        if examples.moments or self.of_clips:
            from understudy.heads import clips  # which are heads themselves

            clips.fit(fitted)
        elif examples.pose is None:
            folds = take_folds(indices, examples.units)
            begin = Statistics.of if earlier is None else earlier._statistics.extended
            fitted._statistics = begin(
                examples.X, indices, len(fitted.classes_), examples.units, folds
            )
            fitted._parts = None
            fitted._fit(fitted._statistics)
        else:
            from understudy.heads import parts  # which are heads themselves

            parts.fit(fitted, None if earlier is None else earlier._parts)
        vars(self).update(vars(fitted))
        return self

    def predict(self, X: Any) -> NDArray[Any]:
        """Return the most probable label of each row."""
        now = copy.copy(self)  # the same from start to end, though another thread may teach it
        best = now.predict_proba(X).argmax(axis=1)
        labels: NDArray[Any] = now.classes_[best]
        return labels

    def predict_proba(self, X: Any) -> Floats:
        """Return calibrated probabilities, float32 [n, classes], in the order of `classes_`."""
        now = copy.copy(self)
        rows = now._check_features(X)
        if now._parts is not None:
            return now._parts.answer(rows)[0]
        logits = now.scorer_.logits(rows)
        return calibration.softmax(logits / now.temperature_).astype(np.float32)

    def novelty(self, X: Any) -> Floats:
        """Return 0..1 for each row: higher is stranger, above 0.5 it is like nothing taught."""
        now = copy.copy(self)
        rows = now._check_features(X)
        if now._parts is not None:
            return now._parts.answer(rows)[1]
        return now.novelty_.novelty(rows).astype(np.float32)

    def score(self, X: Any, y: Any) -> float:
        """Return the share of rows whose most probable label is right."""
        predicted, labels = self.predict(X), np.asarray(y)
        if labels.shape != predicted.shape:
            raise DataError(lengths_differ(len(predicted), labels.shape))
        return float(np.mean(predicted == labels))

    def to_onnx(self) -> bytes:
        """Return the head as an ONNX graph: see `understudy.heads.export`."""
        self._check_fitted()
        return export.content(self, self._examples.X.shape[1])

    def add_to(self, graph: Graph, features: str) -> tuple[str, str]:
        """Add probabilities [n, classes] and novelty [n] of float64 features [n, d] to a graph."""
        if self._parts is not None:
            return self._parts.add_to(graph, features)
        logits = self.scorer_.add_to(graph, features)
        temperature = graph.constant(self.temperature_, np.float64)
        probabilities = graph.add("Softmax", graph.add("Div", logits, temperature), axis=1)
        return probabilities, self.novelty_.add_to(graph, features)

    def __repr__(self) -> str:
        state = f"{len(self.classes_)} classes" if hasattr(self, "classes_") else "not fitted"
        return f"<head {self.name}, {state}>"

    @abstractmethod
    def train(self, statistics: Statistics, *, fold: int | None = None) -> Scorer:
        """Return a scorer trained on all rows, or on all but those of a fold."""

    def usual_temperature(self, takes_per_class: float) -> float:
        """Return the temperature to expect before any take was held out."""
        return 1.0

    def _fit(self, statistics: Statistics) -> None:
        self.scorer_ = self.train(statistics)
        logits = self._held_out_logits(statistics)
        self._calibrate(statistics, logits)

    def _held_out_logits(self, statistics: Statistics) -> Doubles:
        """Return logits [n, classes] of rows held out; NaN for the others."""
        logits = np.full((len(statistics.y), statistics.classes), np.nan)
        for fold in statistics.tested_folds[: self.calibration_folds]:
            rows = statistics.folds == fold
            scorer = self.train(statistics, fold=fold)
            logits[rows] = scorer.logits(self._rows(statistics)[rows].astype(np.float64))
        return logits

    def _rows(self, statistics: Statistics) -> Floats:
        """Return the rows that its scorer takes."""
        return statistics.X

    def _calibrate(self, statistics: Statistics, logits: Doubles) -> None:
        """Fit temperature and novelty from the predictions for held-out takes."""
        takes = takes_per_class(statistics.y, statistics.units)
        fewest_tested = min((int(count) for count in takes if count > 1), default=1)
        fitted = self._fit_novelty(statistics, fewest_tested)
        self.novelty_ = fitted.detector
        rows = np.flatnonzero(np.isfinite(logits[:, 0]))
        sharper = self.usual.sharper if self.closed_form else 1.0
        mean, most = takes_worth(takes, len(statistics.y)), self.usual.most_takes
        usual = self.usual_temperature(min(mean, most)) * sharper
        if len(rows) == 0:
            self.temperature_, self.held_out_ = usual, None
            return
        taught_share = 1 - 1 / max(2, len(statistics.tested_folds))
        usual_of_folds = self.usual_temperature(min(mean * taught_share, most)) * sharper
        tested, units = statistics.y[rows], statistics.units[rows]
        # One class alone is tested against others that are taught whole: that says too little.
        worth = len(np.unique(units)) if len(np.unique(tested)) > 1 else 0
        observed = calibration.fit_temperature(logits[rows], tested, worth, usual_of_folds)
        self.temperature_ = observed * usual / usual_of_folds
        self.held_out_ = HeldOut(
            rows,
            statistics.folds[rows],
            calibration.softmax(logits[rows] / observed).astype(np.float32),
            fitted.held_out[rows].astype(np.float32),
        )

    def _fit_novelty(self, statistics: Statistics, fewest_tested: int) -> FittedNovelty:
        if self.all_is_new:
            return FittedNovelty(novelty.AllNew(), np.ones(len(statistics.y)))
        pose = self.strange_pose
        judged = statistics if pose is None else statistics.of_columns(pose)
        fitted = novelty.fit(judged, fewest_tested, self.known_share, pose, self.usual)
        if self._others is None:
            return fitted
        return heed_others(fitted, statistics, self._others, self.known_share)

    @property
    def usual(self) -> Usual:
        """What to expect of the kind of things that the examples are."""
        return USUAL[self._examples.medium]

    def _check_features(self, X: Any) -> Doubles:
        self._check_fitted()
        features = as_rows(X)
        expected = self._examples.X.shape[1]
        if features.shape[1] != expected:
            raise DataError(
                f"This head was fitted on {expected} features a row; got {features.shape[1]}. "
                "Embed with the same backbone."
            )
        return features.astype(np.float64)

    def _check_fitted(self) -> None:
        if not hasattr(self, "scorer_"):
            raise UnderstudyError(f"This {self.name} head is not fitted; call fit(X, y) first.")
