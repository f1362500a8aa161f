"""The old way of looking: at what differs from the empty room, of which a project has a picture."""

from __future__ import annotations

from collections.abc import Callable

from understudy.backbones import silhouette
from understudy.backbones.backbone import Backbone
from understudy.errors import DataError
from understudy.project.cache import FeatureCache
from understudy.project.store import Project
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.subjects import able

NO_ROOM = (
    "The old way compares with a picture of the empty room, and there is none yet. Capture the "
    "empty room first."
)


def backbone_for(project: Project, name: str, load: Callable[[str], Backbone]) -> Backbone:
    """Return the backbone of a name, as it looks at a project.

    Raises
    ------
    UnderstudyError
        It has not all it needs here, or the project has no picture of the empty room for it.
    """
    if name != silhouette.NAME:
        return able(load(name))
    return _silhouette(project)


def old_way(project: Project, cache: FeatureCache) -> ExampleFeatures:
    """Return what looks at the examples of a project in the old way, beside what looks now.

    Raises
    ------
    UnderstudyError
        There is no picture of the empty room.
    """
    return ExampleFeatures(_silhouette(project), cache, project.checksums)


def _silhouette(project: Project) -> Backbone:
    room = project.room
    if room is None:
        raise DataError(NO_ROOM)
    return silhouette.load(room)  # of this room: none that others use by its name
