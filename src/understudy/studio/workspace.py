"""The projects that are open: each is opened once, shared by all its users, closed after them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from understudy import backbones
from understudy.backbones import silhouette
from understudy.errors import DataError
from understudy.project.records import Change
from understudy.project.store import Project
from understudy.studio import glance
from understudy.studio.glance import Shown
from understudy.studio.learning.automatic import SETTING as AUTOMATIC
from understudy.studio.learning.automatic import Automatic, is_automatic
from understudy.studio.learning.learner import Learner
from understudy.studio.learning.rooms import NO_ROOM
from understudy.studio.learning.switching import Learners, LoadBackbone, MakeLearner
from understudy.studio.library import Library
from understudy.studio.problems import Conflict, NotFound
from understudy.studio.protocol import Changed, Subject
from understudy.studio.streaming.hub import Hub
from understudy.studio.subjects import SOUND, able, backbone_of, cut_of, kind_of

IDLE_SECONDS = 600.0
"""After which a project that nobody looks at is closed, so that its folder is free."""
STALE = (
    "The project was changed in another window meanwhile. What you see is now up to date: "
    "try again."
)


@dataclass(frozen=True, eq=False)
class OpenProject:
    """A project that is open on this server."""

    id: str
    project: Project
    learners: Learners
    hub: Hub
    automatic: Automatic
    _changing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def learner(self) -> Learner:
        """What learns from it now; another one when the project looks at something else."""
        return self.learners.now

    @contextmanager
    def changing(self, revision: int | None = None) -> Iterator[Project]:
        """Give the project to the one who changes it now.

        Raises
        ------
        Conflict
            It was changed since `revision`, which the change was meant for.
        """
        with self._changing:
            if revision is not None and revision < self.project.revision:
                raise Conflict(STALE)
            yield self.project

    def follow(self, subject: Subject) -> None:
        """Listen for something else from now on, if that is still to follow the takes."""
        with self.changing() as project:
            if is_automatic(project):
                self.learners.switch(subject)

    def close(self) -> None:
        """End its sockets, its learning, and let go of its folder."""
        self.hub.close()
        self.automatic.close()
        self.learners.close()
        self.project.close()


class _Place:
    """Where a project is open, or may be."""

    def __init__(self) -> None:
        self.moving = threading.Lock()
        """Held while it is opened or closed."""
        self.open: OpenProject | None = None
        self.users = 0
        self.left = 0.0
        """When the last user left, in seconds of the monotonic clock."""


class Workspace:
    """The projects of a folder, opened when they are used."""

    def __init__(
        self,
        root: Path,
        load_backbone: LoadBackbone = backbones.load,
        make_learner: MakeLearner = Learner,
    ) -> None:
        self.library = Library(root)
        self._load_backbone = load_backbone
        self._make_learner = make_learner
        self._places: dict[str, _Place] = {}
        self._lock = threading.Lock()

    def create(self, name: str, subject: Subject) -> str:
        """Make an empty project of a subject, and return its id.

        Raises
        ------
        UnderstudyError
            Nothing can look at that here, or only once the empty room was captured.
        """
        if backbone_of(subject) == silhouette.NAME:
            raise DataError(NO_ROOM)
        backbone = able(self._load_backbone(backbone_of(subject)))  # or it would never open
        settings = {AUTOMATIC: True} if subject == SOUND else {}
        return self.library.create(
            name, backbone_of(subject), cut_of(backbone), settings, kind_of(subject)
        )

    @contextmanager
    def use(self, project_id: str) -> Iterator[OpenProject]:
        """Open a project, or share it if it is open; it stays open at least until the block ends.

        Raises
        ------
        NotFound
            There is no such project.
        Conflict
            It can't be opened: it is open in another program, damaged, or of a newer format.
        """
        self.library.folder(project_id)
        with self._lock:
            place = self._places.setdefault(project_id, _Place())
            place.users += 1
        try:
            with place.moving:
                if place.open is None:
                    place.open = self._open(project_id)
                opened = place.open
            yield opened
        finally:
            with self._lock:
                place.users -= 1
                place.left = time.monotonic()

    def opened(self, project_id: str) -> OpenProject | None:
        """Return a project if it is open."""
        place = self._places.get(project_id)
        return place.open if place else None

    def example(self, project_id: str, example_id: str) -> Shown:
        """Return where an example is, of an open project or not, opening none.

        Raises
        ------
        NotFound
            There is no such project or example.
        """
        folder = self.library.folder(project_id)
        opened = self.opened(project_id)
        try:
            if opened is None:
                found = glance.find(folder, example_id)
            else:
                example, project = opened.project.example(example_id), opened.project
                found = glance.shown(example, project.cut, project.kind)
        except DataError:
            found = None
        if found is None:
            raise NotFound("This example is not there any more.")
        return found

    def delete(self, project_id: str) -> str:
        """Close a project, move it to the trash, and return its id there."""
        self.library.folder(project_id)
        with self._lock:
            place = self._places.setdefault(project_id, _Place())
        with place.moving:  # or it could be opened on its way
            _close(place)
            return self._throw_away(project_id)

    def close_idle(self, idle_seconds: float = IDLE_SECONDS) -> None:
        """Close what nobody has used for a while."""
        oldest = time.monotonic() - idle_seconds
        for place in list(self._places.values()):
            with place.moving:
                with self._lock:
                    in_use = place.users > 0 or place.left > oldest
                if not in_use:
                    _close(place)

    def close(self) -> None:
        """Close everything."""
        for place in list(self._places.values()):
            with place.moving:
                _close(place)

    def _open(self, project_id: str) -> OpenProject:
        folder = self.library.folder(project_id)
        try:
            project = Project.open(folder)
        except DataError as error:
            raise Conflict(str(error)) from error
        hub = Hub()
        try:
            learners = Learners(project, self._load_backbone, self._make_learner, hub.publish)
        except BaseException:
            project.close()
            raise

        def tell(change: Change) -> None:
            concerned = set(change.class_ids)
            if change.kind == "settings" and change.added:  # all recordings are cut anew
                concerned = {record.id for record in project.classes}
            hub.publish(Changed(revision=change.revision, class_ids=sorted(concerned)))

        project.subscribe(tell)
        automatic = Automatic(project)
        opened = OpenProject(project_id, project, learners, hub, automatic)
        automatic.start(opened.follow)
        return opened

    def _throw_away(self, project_id: str) -> str:
        try:
            return self.library.delete(project_id)
        except DataError as error:
            raise Conflict(str(error)) from error


def _close(place: _Place) -> None:
    if place.open is not None:
        place.open.close()
        place.open = None
