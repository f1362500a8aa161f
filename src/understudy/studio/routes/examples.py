"""Takes and examples: showing, deleting, moving and splitting them, and taking that back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response

from understudy.errors import DataError, UnderstudyError
from understudy.project.records import Stretch
from understudy.studio.clips import frame
from understudy.studio.poses import Poses
from understudy.studio.problems import NotFound
from understudy.studio.protocol import Done, ExampleIds, Subject
from understudy.studio.routes.parts import (
    FOR_GOOD,
    PROBLEMS,
    PROJECT,
    Opened,
    Revision,
    UsesWorkspace,
    done,
    find_class,
    find_take,
)
from understudy.studio.spectrograms import drawn
from understudy.studio.subjects import subject_of
from understudy.studio.thumbnails import as_shown, thumbnail
from understudy.studio.workspace import OpenProject

JPEG = "image/jpeg"
WINDOW_PIXELS = (160, 96)
"""Width and height of an example of sound."""
FOR_NOW = "private, max-age=60"
"""Caching of these: cut anew, an example may span more or less around the same place."""

router = APIRouter(prefix=PROJECT, tags=["examples"], responses=PROBLEMS)


@router.delete("/takes/{take}")
def delete_take(opened: Opened, take: str, revision: Revision = None) -> Done:
    """Delete a take, and those that it is merged with."""
    with opened.changing(revision) as project:
        takes = set(find_take(opened, take))
        if project.kind != "picture":  # its recording or clip may hold no example
            project.delete_take(take)
        else:
            project.delete_examples([e.id for e in project.examples() if e.take in takes])
    return done(opened, opened.project.next_undo or "")


@router.post("/takes/{take}/split")
def split_take(opened: Opened, take: str, revision: Revision = None) -> Done:
    """Say that takes that were merged are different after all."""
    with opened.changing(revision) as project:
        project.set_apart(find_take(opened, take))
    return done(opened)


@router.post("/examples/delete")
def delete_examples(opened: Opened, examples: ExampleIds, revision: Revision = None) -> Done:
    """Delete examples; undo brings them back."""
    with opened.changing(revision) as project:
        project.delete_examples(examples.ids)
    return done(opened, opened.project.next_undo or "")


@router.post("/examples/move")
def move_examples(opened: Opened, examples: ExampleIds, revision: Revision = None) -> Done:
    """Move examples to another class."""
    if examples.class_id is None:
        raise DataError("Say to which class the examples should move.")
    with opened.changing(revision) as project:
        project.move_examples(examples.ids, find_class(opened, examples.class_id))
    return done(opened, opened.project.next_undo or "")


@router.get("/examples/{example_id}/image", response_class=Response)
def show_example(project_id: str, example_id: str, workspace: UsesWorkspace) -> Response:
    """Return the picture of an example.

    Of a sound it is as its take's spectrogram has it, of a clip the frame in its middle.
    """
    found = workspace.example(project_id, example_id)
    try:
        if found.kind == "sound":
            return _window(found.path, found.part)
        clip = found.kind == "clip"
        data, kind = (frame(found.path, found.centre), JPEG) if clip else as_shown(found.path)
    except FileNotFoundError as error:  # deleted this very moment
        raise NotFound("This example is not there any more.") from error
    return Response(data, media_type=kind, headers={"Cache-Control": FOR_GOOD})


@router.get("/examples/{example_id}/thumbnail", response_class=Response)
def show_thumbnail(
    project_id: str, example_id: str, workspace: UsesWorkspace, skeleton: Subject | None = None
) -> Response:
    """Return the picture of an example, made small.

    With `skeleton` it has that of the hands or the body in it, while the project is open and looks
    at just that subject.
    """
    found = workspace.example(project_id, example_id)
    if found.kind == "sound":
        return _window(found.path, found.part)
    poses, cached = None, FOR_GOOD
    if skeleton is not None:
        poses = _poses(workspace.opened(project_id), example_id, skeleton)
        cached = FOR_GOOD if poses is not None else "no-store"
    picture = frame(found.path, found.centre) if found.kind == "clip" else found.path
    headers = {"Cache-Control": cached}
    return Response(thumbnail(picture, poses), media_type=JPEG, headers=headers)


@router.post("/undo")
def undo(opened: Opened, revision: Revision = None) -> Done:
    """Take back the last change."""
    with opened.changing(revision) as project:
        return _told(opened, "Undone", project.undo, "There is nothing to undo.")


@router.post("/redo")
def redo(opened: Opened, revision: Revision = None) -> Done:
    """Do again what was taken back last."""
    with opened.changing(revision) as project:
        return _told(opened, "Done again", project.redo, "There is nothing to redo.")


@router.post("/trash/empty")
def empty_trash(opened: Opened, revision: Revision = None) -> Done:
    """Delete for good what is in the project's trash."""
    with opened.changing(revision) as project:
        project.empty_trash()
    return done(opened)


def _window(path: Path, part: Stretch) -> Response:
    data = drawn(path, *part, *WINDOW_PIXELS)
    return Response(data, media_type="image/png", headers={"Cache-Control": FOR_NOW})


def _poses(opened: OpenProject | None, example_id: str, subject: Subject) -> Poses | None:
    """Return the poses in an example; None where the project looks at something else."""
    learner = opened.learner if opened is not None else None  # it may be another at any moment
    if opened is None or learner is None or subject_of(learner.backbone.name) != subject:
        return None
    try:
        return learner.poses(opened.project.example(example_id))
    except UnderstudyError:  # deleted this very moment, or damaged: as without a skeleton
        return None


def _told(opened: OpenProject, how: str, change: Callable[[], str | None], otherwise: str) -> Done:
    what = change()  # a sentence that begins with a verb, such as "Deleted 2 examples of cat"
    return done(opened, otherwise if what is None else f"{how}: {what[:1].lower()}{what[1:]}")
