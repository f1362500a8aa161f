"""The learner of an open project, which is another one when the project looks at something else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from understudy.backbones.backbone import Backbone
from understudy.errors import DataError
from understudy.project.store import Project
from understudy.studio.learning.learner import Learner
from understudy.studio.learning.suggesting import decline
from understudy.studio.protocol import Message, Subject
from understudy.studio.subjects import ANYTHING, backbone_of, cut_of, kind_of, subject_of

OTHER_KIND = {
    "picture": "This project is taught with pictures. To teach sounds, make a sound project.",
    "sound": "This project is taught with sounds. To teach pictures, make another project.",
}

Publish = Callable[[Message], None]
LoadBackbone = Callable[[str], Backbone]


class MakeLearner(Protocol):
    """What begins to learn from a project: `Learner`."""

    def __call__(
        self,
        project: Project,
        backbone: Backbone,
        publish: Publish,
        load_backbone: LoadBackbone,
        before: Learner | None,
        /,
    ) -> Learner:
        """Go on for `before`, whose model answers until there is another."""
        ...


class Learners:
    """One learner after another; only what the one of now says is published."""

    def __init__(
        self, project: Project, load_backbone: LoadBackbone, make: MakeLearner, publish: Publish
    ) -> None:
        """Begin to learn.

        Raises
        ------
        UnderstudyError
            The backbone of the project can't be loaded.
        """
        self._project, self._load_backbone, self._make = project, load_backbone, make
        self._publish = publish
        self._switching = threading.Lock()
        self._turn: object = None  # of the learner that may publish
        self._publishing = threading.Lock()
        self._closed = False
        backbone = load_backbone(project.backbone)
        if backbone.medium != project.kind:
            raise DataError(
                f"The project {project.name} is of {project.kind}s, and its project.json names "
                f"{backbone.name}, which is for {backbone.medium}s. Put back a copy of it."
            )
        if cut_of(backbone) != project.cut:  # made by another version
            project.set_backbone(backbone.name, cut_of(backbone))
        self.now = self._begin(backbone, None)

    def switch(self, subject: Subject) -> None:
        """Look at something else from now on; what cannot be done changes nothing.

        Raises
        ------
        UnderstudyError
            The backbone can't be loaded, the change not be kept, or the project is closed.
        """
        with self._switching:
            if self._closed:
                raise DataError("The project is closed. Open it again.")
            kind = self._project.kind
            if subject_of(self._project.backbone, kind) == subject:
                return
            if kind_of(subject) != kind:
                raise DataError(OTHER_KIND[kind])
            name = backbone_of(subject)
            backbone = self._load_backbone(name)
            if subject == ANYTHING:  # who has just left a subject is not to be sent back
                decline(self._project)
            before, turn = self.now, self._turn
            looked, cut = self._project.backbone, self._project.cut
            self._project.set_backbone(name, cut_of(backbone))
            try:
                self.now = self._begin(backbone, before)
            except BaseException:  # no memory, or no thread to be had
                self._turn = turn
                self._project.set_backbone(looked, cut)
                raise
            with self._publishing:
                self._publish(self.now.state())
            before.close()

    def close(self) -> None:
        """Stop learning, and let go of the project."""
        with self._switching:
            self._closed = True
            self.now.close()

    def _begin(self, backbone: Backbone, before: Learner | None) -> Learner:
        turn = object()

        def publish(message: Message) -> None:
            with self._publishing:
                if self._turn is turn:
                    self._publish(message)

        with self._publishing:
            self._turn = turn
        return self._make(self._project, backbone, publish, self._load_backbone, before)
