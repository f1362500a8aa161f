"""The picture of the empty room, which the old way of looking compares with."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from understudy.studio.problems import NotFound
from understudy.studio.protocol import Done
from understudy.studio.routes.parts import PROBLEMS, PROJECT, Opened, done
from understudy.studio.workspace import OpenProject

router = APIRouter(prefix=f"{PROJECT}/room", tags=["room"], responses=PROBLEMS)


@router.put("")
async def set_room(request: Request, opened: Opened) -> Done:
    """Keep the picture in the body; what compares with it looks at all examples anew."""
    data = await request.body()
    await run_in_threadpool(_keep, opened, data)
    return done(opened)


@router.get("", response_class=Response)
def show_room(opened: Opened) -> Response:
    """Return it as a JPEG."""
    room = opened.project.room
    try:
        data = None if room is None else room.read_bytes()
    except FileNotFoundError:  # removed this very moment
        data = None
    if data is None:
        raise NotFound("There is no picture of the empty room yet.")
    return Response(data, media_type="image/jpeg", headers={"Cache-Control": "private, no-cache"})


def _keep(opened: OpenProject, data: bytes) -> None:
    with opened.changing():
        opened.learners.set_room(data)
