"""What the page is shown of a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter, ValidationError

from understudy.errors import DataError, MediaError
from understudy.project.noise import mixed_noise
from understudy.project.records import Example, TakeRecord
from understudy.project.store import Project
from understudy.project.summary import Summary
from understudy.studio.glance import window_of
from understudy.studio.learning.automatic import is_automatic
from understudy.studio.learning.varying import settings_of
from understudy.studio.protocol import (
    Acting,
    ClassView,
    Listening,
    Live,
    Mark,
    ProjectSummary,
    ProjectView,
    Strip,
    TakeView,
)
from understudy.studio.strips import strip_of
from understudy.studio.subjects import subject_of
from understudy.studio.workspace import OpenProject

MAPPINGS: TypeAdapter[dict[str, dict[str, str]]] = TypeAdapter(dict[str, dict[str, str]])


def summary_view(project_id: str, summary: Summary) -> ProjectSummary:
    """Return a project as the start screen shows it."""
    return ProjectSummary(
        id=project_id,
        name=summary.name,
        kind=summary.kind,
        subject=subject_of(summary.backbone, summary.kind),
        classes=[ClassView.model_validate(asdict(each)) for each in summary.classes],
        examples=summary.examples,
        thumbnails=list(summary.thumbnails),
        opened=summary.opened,
        problem=summary.problem,
    )


def project_view(opened: OpenProject) -> ProjectView:
    """Return a project as its own screens show it."""
    project = opened.project
    examples: dict[str, list[Example]] = defaultdict(list)
    for example in project.examples():
        examples[example.class_id].append(example)
    variants, mirrored = settings_of(project.settings, project.kind)
    mixed = {record.id for record in mixed_noise(project.classes, project.settings)}
    return ProjectView(
        id=opened.id,
        name=project.name,
        kind=project.kind,
        subject=subject_of(project.backbone, project.kind),
        automatic=is_automatic(project),
        revision=project.revision,
        classes=[
            ClassView(
                id=record.id,
                name=record.name,
                color=record.color,
                role=record.role,
                count=len(examples[record.id]),
                takes=_takes(opened, record.id, examples[record.id]),
                cover=examples[record.id][-1].id if examples[record.id] else None,
                mixed=record.id in mixed,
            )
            for record in project.classes
        ],
        live=live_of(project.settings),
        listening=listening_of(project.settings) if project.kind == "sound" else None,
        acting=acting_of(project.settings) if project.kind == "clip" else None,
        variants=variants,
        mirrored=mirrored,
        room=project.room is not None,
        mappings=mappings_of(project.settings),
        undo=project.next_undo,
        redo=project.next_redo,
        folder=str(project.folder),
        trash_bytes=project.trash_bytes(),
    )


def live_of(settings: Mapping[str, Any]) -> Live:
    """Return when predictions are events; the usual settings where a project's are damaged."""
    try:
        return Live.model_validate(settings.get("live", {}))
    except ValidationError:
        return Live()


def listening_of(settings: Mapping[str, Any]) -> Listening:
    """Return when what is heard is an event; the usual settings where a project's are damaged."""
    try:
        return Listening.model_validate(settings.get("listening", {}))
    except ValidationError:
        return Listening()


def acting_of(settings: Mapping[str, Any]) -> Acting:
    """Return when a movement is an event; the usual settings where a project's are damaged."""
    try:
        return Acting.model_validate(settings.get("acting", {}))
    except ValidationError:
        return Acting()


def mappings_of(settings: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return game -> class -> move; none where a project's are damaged."""
    try:
        return MAPPINGS.validate_python(settings.get("mappings", {}))
    except ValidationError:
        return {}


def take_views(opened: OpenProject, class_id: str) -> list[TakeView]:
    """Return the takes of a class that have examples, the newest first; merged ones as one.

    Of a project of sounds or actions all takes that have ended.
    """
    if opened.project.kind != "picture":
        return _recorded_views(opened, class_id)
    examples = [e for e in opened.project.examples() if e.class_id == class_id]
    unseen = opened.learner.unseen(examples)
    by_take: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        by_take[example.take].append(example.id)
    takes = opened.project.takes
    views = [
        TakeView(
            id=group[0],
            class_id=class_id,
            source=takes[group[0]].source,
            name=takes[group[0]].name,
            started=takes[group[0]].started,
            examples=[example for take in group for example in by_take[take]],
            merged=group if len(group) > 1 else [],
            unseen=[one for take in group for one in by_take[take] if one in unseen],
        )
        for group in _groups(opened, class_id, examples)
    ]
    return sorted(views, key=lambda view: view.started, reverse=True)


def _takes(opened: OpenProject, class_id: str, examples: list[Example]) -> int:
    """Return how many takes there are of a class."""
    if opened.project.kind == "picture":
        return len(_groups(opened, class_id, examples))
    takes = opened.project.takes.values()
    return sum(take.class_id == class_id and take.found is not None for take in takes)


def _recorded_views(opened: OpenProject, class_id: str) -> list[TakeView]:
    project = opened.project
    examples: dict[str, list[Example]] = defaultdict(list)
    for one in project.examples():
        examples[one.take].append(one)
    takes = [one for one in project.takes.values() if one.class_id == class_id]
    views = [_recorded_view(opened, take, examples[take.id]) for take in takes]
    return sorted(filter(None, views), key=lambda view: view.started, reverse=True)


def _recorded_view(
    opened: OpenProject, take: TakeRecord, examples: list[Example]
) -> TakeView | None:
    """Return a take as the page shows it; None while it is recorded, or is deleted just now."""
    project, cut = opened.project, opened.project.cut
    try:
        duration, trim = project.duration(take.id), project.trim(take.id)
        strip = _strip(project, take.id) if project.kind == "clip" else None
    except DataError:
        return None
    unseen = opened.learner.unseen(examples)
    windows = [(one.id, window_of(one.centre or 0.0, cut)) for one in examples if cut is not None]
    return TakeView(
        id=take.id,
        class_id=take.class_id,
        source=take.source,
        name=take.name,
        started=take.started,
        examples=[one.id for one in examples],
        merged=[],
        unseen=[one.id for one in examples if one.id in unseen],
        duration=duration,
        marks=[Mark(example=one, start=start, end=end) for one, (start, end) in windows],
        trim=trim,
        strip=strip,
    )


def _strip(project: Project, take: str) -> Strip | None:
    """Return what the strip of a clip is made of; None where its file can't be read any more."""
    try:
        return strip_of(project.recording(take))
    except MediaError:
        return None


def _groups(opened: OpenProject, class_id: str, examples: list[Example]) -> list[list[str]]:
    """Return the takes of these examples, those that are merged together, earliest first."""
    there = list(dict.fromkeys(example.take for example in examples))
    merged = [[t for t in there if t in set(group)] for group in opened.learner.merged(class_id)]
    groups = {group[0]: group for group in merged if group}
    inside = {take for group in merged for take in group}
    return [groups.get(take, [take]) for take in there if take in groups or take not in inside]
