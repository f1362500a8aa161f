"""Flying the one drone: connecting, arming, moves, being there, STOP.

What must never wait is `async`, so that it needs none of the threads that others may keep busy.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import HTTPConnection

from understudy.studio.drone import Cockpit
from understudy.studio.protocol import DroneView, FlyDrone, PageId
from understudy.studio.routes.parts import PROBLEMS

router = APIRouter(prefix="/api/drone", tags=["drone"], responses=PROBLEMS)


async def cockpit(connection: HTTPConnection) -> Cockpit:
    """Return the cockpit of the app."""
    found: Cockpit = connection.app.state.cockpit
    return found


Flown = Annotated[Cockpit, Depends(cockpit)]
Page = Annotated[PageId, Query()]


@router.get("")
async def look(flown: Flown, page: Page) -> DroneView:
    """Say how the drone is."""
    return flown.view(page)


@router.post("/connect")
def connect(flown: Flown, page: Page) -> DroneView:
    """Get in touch with the drone."""
    flown.connect()
    return flown.view(page)


@router.post("/arm")
async def arm(flown: Flown, page: Page) -> DroneView:
    """Let the page fly the drone from now on."""
    flown.arm(page)
    return flown.view(page)


@router.post("/alive")
async def alive(flown: Flown, page: Page) -> DroneView:
    """Note that the page is still there, and say how the drone is."""
    flown.alive(page)
    return flown.view(page)


@router.post("/move")
async def move(flown: Flown, page: Page, asked: FlyDrone) -> DroneView:
    """Have a move made."""
    flown.move(page, asked.move, asked.age)
    return flown.view(page)


@router.post("/stop")
async def stop(flown: Flown, page: str | None = None) -> DroneView:
    """Land the drone and disarm it, whichever page asks."""
    flown.stop()
    return flown.view(page)


@router.post("/close")
def close(flown: Flown, page: Page) -> DroneView:
    """Land the drone and let go of it."""
    flown.disconnect(page)
    return flown.view(page)
