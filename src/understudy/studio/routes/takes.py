"""Takes of sound and of actions: hearing and seeing them, letting only a part of them count."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, Response

from understudy.errors import DataError
from understudy.project.records import Stretch
from understudy.studio.problems import NotFound
from understudy.studio.protocol import Done, Kind, Trim
from understudy.studio.routes.parts import (
    FOR_GOOD,
    PROBLEMS,
    PROJECT,
    Opened,
    Revision,
    done,
    find_take,
)
from understudy.studio.spectrograms import drawn
from understudy.studio.strips import strip
from understudy.studio.subjects import CALLED
from understudy.studio.workspace import OpenProject

router = APIRouter(prefix=f"{PROJECT}/takes/{{take}}", tags=["takes"], responses=PROBLEMS)

MEDIA_TYPES = {  # those of the machine may be wrong
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".webm": "audio/webm",
    ".mp4": "audio/mp4",
}
ASK_AGAIN = "private, no-cache"
MOST_WIDTH, MOST_HEIGHT = 4096, 512
LEAST_SECONDS = 0.01

Width = Annotated[int, Query(ge=1, le=MOST_WIDTH)]
Height = Annotated[int, Query(ge=1, le=MOST_HEIGHT)]
Seconds = Annotated[float | None, Query(ge=0, allow_inf_nan=False)]


@router.get("/sound", response_class=FileResponse)
def play(opened: Opened, take: str) -> FileResponse:
    """Return the recording of a take, all of it whatever part of it counts."""
    path = _recording(opened, take, "sound")
    kind = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    return FileResponse(path, media_type=kind, headers={"Cache-Control": ASK_AGAIN})


@router.get("/spectrogram", response_class=Response)
def show(
    opened: Opened,
    take: str,
    width: Width = 600,
    height: Height = 96,
    start: Seconds = None,
    end: Seconds = None,
) -> Response:
    """Return a PNG whose alpha is the level, low sounds below: a mask for a colour.

    It shows the recording of a take from `start` to `end`, in seconds; without these, all of it.
    """
    path = _recording(opened, take, "sound")
    duration = opened.project.duration(take)
    first, last = _checked(start or 0.0, duration if end is None else end, duration)
    data = drawn(path, first, last, width, height)
    # A take that broke off may go on: only with its end the address is of one picture for good.
    cached = ASK_AGAIN if end is None else FOR_GOOD
    return Response(data, media_type="image/png", headers={"Cache-Control": cached})


@router.get("/strip", response_class=Response)
def show_strip(opened: Opened, take: str, start: Seconds = None, end: Seconds = None) -> Response:
    """Return frames of a clip side by side, as a JPEG; `TakeView.strip` says how many and how wide.

    They are of the part from `start` to `end`, in seconds; without these, of the part that counts.
    """
    path = _recording(opened, take, "clip")
    first, last = _part(opened, take, start, end)
    cached = ASK_AGAIN if end is None else FOR_GOOD
    data = strip(path, (first, last))
    return Response(data, media_type="image/jpeg", headers={"Cache-Control": cached})


@router.post("/trim")
def trim(opened: Opened, take: str, part: Trim, revision: Revision = None) -> Done:
    """Let only a part of a recording or clip count; undo takes it back."""
    with opened.changing(revision) as project:
        find_take(opened, take)
        _recording(opened, take, project.kind)
        project.trim_take(take, part.start, part.end)
    return done(opened, opened.project.next_undo or "")


def _part(opened: OpenProject, take: str, start: float | None, end: float | None) -> Stretch:
    """Return what is asked for of a take; what is not said is as the part that counts has it."""
    duration = opened.project.duration(take)
    first, last = opened.project.trim(take) or (0.0, duration)
    return _checked(first if start is None else start, last if end is None else end, duration)


def _checked(start: float, end: float, duration: float) -> Stretch:
    end = min(end, duration)
    if end - start < LEAST_SECONDS:
        raise DataError(
            f"From {start:g} s to {end:g} s of a recording of {duration:.2f} s there is nothing "
            "to show."
        )
    return start, end


def _recording(opened: OpenProject, take: str, kind: Kind) -> Path:
    """Return the file of a take of a project of a kind.

    Raises
    ------
    NotFound
        There is none, or none yet.
    """
    record = opened.project.takes.get(take)
    if record is None:
        raise NotFound("This take is not there any more.")
    if kind == "picture" or opened.project.kind != kind:
        wanted = {"sound": "sound", "clip": "clip", "picture": "recording"}[kind]
        made_of = CALLED[opened.project.kind]
        raise NotFound(f"This take is made of {made_of}, and has no {wanted}.")
    try:
        path = opened.project.recording(take)
    except DataError as error:
        raise NotFound(str(error)) from error
    if path.is_symlink() or not path.is_file():  # put in its place by somebody meanwhile
        raise NotFound("The recording of this take is not there any more.")
    return path
