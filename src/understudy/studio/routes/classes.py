"""The classes of a project, and what comes into them from files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Literal

from anyio import CapacityLimiter
from fastapi import APIRouter, Query, Request

from understudy.errors import DataError, MediaError, UnderstudyError
from understudy.media.files import open_file
from understudy.media.kinds import kind_of
from understudy.media.limits import MAX_IMAGE_BYTES
from understudy.project.noise import SETTING, mixed_noise
from understudy.project.store import Project
from understudy.studio.protocol import (
    Added,
    ClassChange,
    Done,
    Kind,
    NewClass,
    Order,
    TakeView,
)
from understudy.studio.routes.parts import (
    PROBLEMS,
    PROJECT,
    Opened,
    Revision,
    UsesWorkspace,
    done,
    find_class,
)
from understudy.studio.subjects import CALLED
from understudy.studio.uploads import received, while_connected
from understudy.studio.views import take_views
from understudy.studio.workspace import OpenProject

router = APIRouter(prefix=f"{PROJECT}/classes", tags=["classes"], responses=PROBLEMS)

VIDEO_RATE = 5
"""Frames a second kept of a video: nearer ones are almost equal."""
OPENING = CapacityLimiter(2)
"""How many files are opened at once: a photo of 200 million pixels takes 1.5 GB meanwhile."""
UNKNOWN: Mapping[Kind, str] = {
    "picture": (
        "neither a photo nor a video that Understudy knows. "
        "Use JPEG, PNG, WebP or HEIC for photos, and MP4, MOV or WebM for videos."
    ),
    "sound": "no sound that Understudy knows. Use WAV, FLAC, MP3, OGG, M4A or WebM.",
    "clip": "no video that Understudy knows. Use MP4, MOV, WebM, MKV or AVI.",
}
FileKind = Literal["image", "video", "sound"]
FileName = Annotated[str, Query(min_length=1, max_length=255)]


@router.post("")
def add_class(opened: Opened, new: NewClass, revision: Revision = None) -> Done:
    """Add a class."""
    with opened.changing(revision) as project:
        record = project.add_class(new.name, new.color, new.role)
    return done(opened, made=record.id)


@router.put("")
def order_classes(opened: Opened, order: Order, revision: Revision = None) -> Done:
    """Put the classes in an order."""
    with opened.changing(revision) as project:
        project.order_classes(order.class_ids)
    return done(opened)


@router.patch("/{class_id}")
def change_class(
    opened: Opened, class_id: str, change: ClassChange, revision: Revision = None
) -> Done:
    """Change the name, colour or role of a class, or whether its noise is mixed into others."""
    with opened.changing(revision) as project:
        find_class(opened, class_id)
        project.change_class(class_id, change.name, change.color, change.role)
        if change.mixed is not None:
            mix_noise(project, class_id, change.mixed)
            opened.learner.learn()
    return done(opened)


def mix_noise(project: Project, class_id: str, wanted: bool) -> None:
    """Keep whether the noise of a class is mixed into the training of others.

    Raises
    ------
    DataError
        It is no background class, or there is no noise in pictures.
    """
    (record,) = (one for one in project.classes if one.id == class_id)
    if wanted and (project.kind != "sound" or record.role != "background"):
        raise DataError("Only noise is mixed in: a class of sounds that is ignored.")
    mixed = {one.id for one in mixed_noise(project.classes, project.settings)}
    mixed = mixed | {class_id} if wanted else mixed - {class_id}
    project.set_setting(SETTING, sorted(mixed))


@router.delete("/{class_id}")
def delete_class(opened: Opened, class_id: str, revision: Revision = None) -> Done:
    """Delete a class; undo brings it back."""
    with opened.changing(revision) as project:
        project.delete_class(find_class(opened, class_id))
    return done(opened, opened.project.next_undo or "")


@router.get("/{class_id}/takes")
def list_takes(opened: Opened, class_id: str) -> list[TakeView]:
    """List the takes of a class, the newest first."""
    return take_views(opened, find_class(opened, class_id))


@router.post("/{class_id}/files")
async def add_file(
    request: Request, opened: Opened, workspace: UsesWorkspace, class_id: str, name: FileName
) -> Added:
    """Add the photo, video or recording in the body to a class."""
    kind = kind_of(name)
    find_class(opened, class_id)
    check_file(name, kind, opened.project.kind)
    suffix = Path(name).suffix.lower()  # one of those known; some videos are told by it
    async with received(request, workspace.library, suffix) as path:
        adding = {"picture": _add_video, "sound": _add_recording, "clip": _add_clip}
        add = _add_photo if kind == "image" else adding[opened.project.kind]

        def work(gone: Callable[[], bool]) -> Added:
            try:
                return add(opened, class_id, path, name, gone)
            except UnderstudyError as error:  # the user knows the file by its own name
                if str(path) not in str(error):
                    raise
                raise MediaError(str(error).replace(str(path), name)) from error

        return await while_connected(request, work, OPENING)


def check_file(name: str, kind: FileKind | None, wanted: Kind) -> None:
    """Refuse a file whose name says that a project of a kind can't be taught with it.

    Raises
    ------
    MediaError
        It is none that is known, or of another kind.
    """
    if kind == "image" and wanted != "picture":
        other = "sounds" if wanted == "sound" else "actions: short videos"
        raise MediaError(f"{name} is a picture, and this project is taught with {other}.")
    if kind == "sound" and wanted != "sound":
        raise MediaError(f"{name} is a sound, and this project is taught with {CALLED[wanted]}.")
    if kind is None:
        raise MediaError(f"{name} is {UNKNOWN[wanted]}")


def _add_recording(
    opened: OpenProject, class_id: str, path: Path, name: str, gone: Callable[[], bool]
) -> Added:
    take = opened.project.add_recording(class_id, path, name)
    count = opened.project.take_count(take.id)
    return Added(revision=opened.project.revision, take=take.id, examples=count)


def _add_photo(
    opened: OpenProject, class_id: str, path: Path, name: str, gone: Callable[[], bool]
) -> Added:
    with open_file(path, "photo", MAX_IMAGE_BYTES) as file:
        data = file.read()
    example = opened.project.add_photo(class_id, data, name)
    return Added(revision=opened.project.revision, take=example.take, examples=1)


def _add_video(
    opened: OpenProject, class_id: str, path: Path, name: str, gone: Callable[[], bool]
) -> Added:
    take = opened.project.add_video(class_id, path, name, fps=VIDEO_RATE, cancelled=gone)
    count = opened.project.take_count(take.id)
    return Added(revision=opened.project.revision, take=take.id, examples=count)


def _add_clip(
    opened: OpenProject, class_id: str, path: Path, name: str, gone: Callable[[], bool]
) -> Added:
    take = opened.project.add_clip(class_id, path, name, cancelled=gone)
    count = opened.project.take_count(take.id)
    return Added(revision=opened.project.revision, take=take.id, examples=count)
