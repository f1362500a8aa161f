"""One picture seen through three models: a network's own labels, the project's, and one class."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from understudy import heads
from understudy.backbones import efficientnet_lite0
from understudy.backbones.backbone import PictureBackbone
from understudy.errors import DataError
from understudy.onnx_session import Network
from understudy.studio.learning.current import Current
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.learning.fitting import Fitted
from understudy.studio.protocol import Named, Tried
from understudy.types import Array

ASKED, NOT = "asked", "not"
BINARY: Mapping[str, Any] = {"output": "sigmoid", "units": [32], "epochs": 20}
"""Of article F's dense head, which has 1,024 hidden units: with 32 it is taught in a fifth of a
second from 300 pictures, and in a second from 1,500."""
ONLY_PICTURES = "Only a project that is taught with pictures can be tried on one."


@dataclass(frozen=True)
class Binary:
    """A network with one sigmoid unit, which tells a class from all others."""

    network: Network
    column: int
    """Of the class, in its probabilities."""

    @classmethod
    def of(cls, fitted: Fitted, features: ExampleFeatures, target: str) -> Binary:
        """Teach one from the examples that a head was fitted to."""
        lesson = fitted.lesson
        labels = np.where(np.array(lesson.labels) == target, ASKED, NOT)
        head = heads.create("dense", **BINARY)
        head.fit(features.of(lesson.examples), labels, groups=lesson.groups)
        return cls(Network(head.to_onnx()), head.classes_.tolist().index(ASKED))

    def share(self, row: Array) -> float:
        """Return the probability of the class, of features [1, d]."""
        (probabilities,) = self.network.run({"features": row}, ["probabilities"])
        return min(float(probabilities[0, self.column]), 1.0)


class Trying:
    """Answers about single pictures; safe to use from any thread."""

    def __init__(self, current: Current, features: ExampleFeatures) -> None:
        self._current, self._features = current, features
        self._taught: Fitted | None = None
        self._binary: dict[str, Binary] = {}
        """Class -> what tells it from all others, taught from the same examples."""
        self._lock = threading.Lock()

    def look(self, data: bytes, target: str | None, names: Mapping[str, str]) -> Tried:
        """Return what three models say of a picture, given as the content of a file.

        Parameters
        ----------
        target
            The class that is told from all others; those of the background are others too.
        names
            Class -> name.

        Raises
        ------
        MediaError
            It is no picture, damaged, or over a limit.
        DataError
            The project is not taught with pictures.
        """
        backbone = self._features.backbone
        if not isinstance(backbone, PictureBackbone):
            raise DataError(ONLY_PICTURES)
        picture = backbone.load(data)
        labels = efficientnet_lite0.classify(picture)
        base = [Named(name=name, share=share) for name, share in labels]
        answering, fitted = self._current.answering, self._current.now.fitted
        if answering is None:
            return Tried(base=base, several=[], known=False, either=None)
        row = answering.model.backbone.features(picture)[np.newaxis]
        said = answering.model.predict_features(row)[0]
        shares = zip(said.labels, said.probabilities.tolist(), strict=True)
        several = [Named(name=names.get(one, one), share=min(share, 1)) for one, share in shares]
        either = None
        if fitted is not None and target in fitted.labels:
            if answering.model.backbone is not backbone:  # it is about to be replaced
                row = backbone.features(picture)[np.newaxis]
            either = self._telling(fitted, target).share(row)
        return Tried(
            base=base,
            several=sorted(several, key=lambda one: -one.share),
            known=said.known,
            either=either,
        )

    def _telling(self, fitted: Fitted, target: str) -> Binary:
        """Return what tells a class from all others, by the examples that a model was taught."""
        with self._lock:
            if self._taught is not fitted:
                self._taught, self._binary = fitted, {}
            if target not in self._binary:
                self._binary[target] = Binary.of(fitted, self._features, target)
            return self._binary[target]
