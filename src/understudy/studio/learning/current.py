"""The model that answers now, and what the page is told of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import Backbone
from understudy.model import Model
from understudy.project.store import Project
from understudy.studio.learning.choice import Choice
from understudy.studio.learning.fitting import Fitted, answering
from understudy.studio.learning.telling import Situation, tell
from understudy.studio.protocol import Learning, Message


@dataclass(frozen=True)
class Answering:
    """A model that answers; its labels are ids of classes."""

    number: int
    """As in `Learning.model`."""
    model: Model


class Current:
    """Replaced as a whole, by any thread; who reads it sees one state or the next."""

    def __init__(
        self,
        project: Project,
        backbone: Backbone,
        publish: Callable[[Message], None],
        choice: Choice,
        before: Answering | None = None,
    ) -> None:
        """`before` answers until something is adopted."""
        labels = before.model.labels if before else ()
        self._models = before.number if before else 0
        self.now = Situation(
            project.classes,
            medium=backbone.medium,
            choice=choice,
            number=self._models,
            before=labels,
        )
        self.answering = before
        self._project, self._backbone, self._publish = project, backbone, publish
        self._background = background_of(project)
        self._told: Learning | None = None
        self._lock = threading.Lock()

    def state(self) -> Learning:
        """Return what the page is told."""
        return tell(replace(self.now, classes=self._project.classes))

    def update(self, **changes: Any) -> None:
        """Change fields of the situation, and tell the page if that makes a difference to it."""
        with self._lock:
            self.now = replace(self.now, classes=self._project.classes, **changes)
            told = tell(self.now)
            if told != self._told:
                self._told = told
                self._publish(told)  # while locked, so that the last one told is the last state

    def adopt(self, fitted: Fitted | None, **changes: Any) -> None:
        """Answer with what was fitted from now on, or with nothing; and `update`."""
        background = background_of(self._project)
        with self._lock:
            if fitted is None:
                self.answering = None
            elif fitted is not self.now.fitted or background != self._background:
                self._models += 1
                model = answering(fitted, self._backbone, background)
                model.run_head(_no_features(self._backbone))  # opened now, not at the first frame
                self.answering = Answering(self._models, model)
            self._background = background
            number = self.answering.number if self.answering else 0
        self.update(fitted=fitted, number=number, before=(), **changes)


def background_of(project: Project) -> set[str]:
    """Return the ids of the background classes."""
    return {record.id for record in project.classes if record.role == "background"}


def names_of(project: Project) -> dict[str, str]:
    """Return the names of the classes by id."""
    return {record.id: record.name for record in project.classes}


def _no_features(backbone: Backbone) -> NDArray[np.float32]:
    return np.zeros((1, backbone.dimensions), np.float32)
