"""The learner of an open project, which is another one when the project looks at something else."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Protocol

from understudy.backbones import silhouette
from understudy.backbones.backbone import Backbone
from understudy.errors import DataError, UnderstudyError
from understudy.project.store import Project
from understudy.studio.learning.learner import Learner
from understudy.studio.learning.rooms import backbone_for
from understudy.studio.learning.suggesting import decline
from understudy.studio.protocol import Kind, Message, Subject
from understudy.studio.subjects import (
    CALLED,
    USUAL,
    able,
    backbone_of,
    cut_of,
    kind_of,
    subject_of,
)

log = logging.getLogger(__name__)

OTHER_KIND: Mapping[Kind, str] = {
    "picture": "This project is taught with pictures. To teach anything else, make another one.",
    "sound": "This project is taught with sounds. To teach anything else, make another one.",
    "clip": "This project is taught with actions. To teach anything else, make another one.",
}

CLOSED = "The project is closed. Open it again."

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
        backbone = self._own_backbone()
        if backbone.medium != project.kind:
            raise DataError(
                f"The project {project.name} is of {CALLED[project.kind]}, and its project.json "
                f"names {backbone.name}, which is for {CALLED[backbone.medium]}. Put back a copy "
                "of it."
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
                raise DataError(CLOSED)
            kind = self._project.kind
            if subject_of(self._project.backbone, kind) == subject:
                return
            if kind_of(subject) != kind:
                raise DataError(OTHER_KIND[kind])
            backbone = backbone_for(self._project, backbone_of(subject), self._load_backbone)
            if subject == USUAL[kind]:  # who has just left a subject is not to be sent back
                decline(self._project)
            self._change(backbone)

    def set_room(self, picture: bytes) -> None:
        """Compare with another picture of the empty room from now on, where it is looked at.

        Raises
        ------
        UnderstudyError
            It is no picture, can't be kept, or the project is closed or not of pictures.
        """
        with self._switching:
            if self._closed:
                raise DataError(CLOSED)
            self._project.set_room(picture)
            if self._project.backbone == silhouette.NAME:
                name = self._project.backbone
                self._change(backbone_for(self._project, name, self._load_backbone))

    def close(self) -> None:
        """Stop learning, and let go of the project."""
        with self._switching:
            self._closed = True
            self.now.close()

    def _own_backbone(self) -> Backbone:
        """Return what looks at the project, or the usual backbone where its room is gone."""
        project = self._project
        try:
            return backbone_for(project, project.backbone, self._load_backbone)
        except UnderstudyError:
            if project.backbone != silhouette.NAME:
                raise
            log.warning("The picture of the empty room can't be read; it is looked at as usual.")
            usual = able(self._load_backbone(backbone_of(USUAL[project.kind])))
            project.set_backbone(usual.name, cut_of(usual))
            return usual

    def _change(self, backbone: Backbone) -> None:
        """Look with another backbone from now on."""
        before, turn = self.now, self._turn
        looked, cut = self._project.backbone, self._project.cut
        self._project.set_backbone(backbone.name, cut_of(backbone))
        try:
            self.now = self._begin(backbone, before)
        except BaseException:  # no memory, or no thread to be had
            self._turn = turn
            self._project.set_backbone(looked, cut)
            raise
        with self._publishing:
            self._publish(self.now.state())
        before.close()

    def _begin(self, backbone: Backbone, before: Learner | None) -> Learner:
        turn = object()

        def publish(message: Message) -> None:
            with self._publishing:
                if self._turn is turn:
                    self._publish(message)

        with self._publishing:
            self._turn = turn
        return self._make(self._project, backbone, publish, self._load_backbone, before)
