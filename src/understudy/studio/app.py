"""The studio's server as one ASGI app: the guard, the routes, the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.types import ASGIApp

from understudy import __version__
from understudy.studio import page, problems
from understudy.studio.drone import open_cockpit
from understudy.studio.limits import BodyLimit
from understudy.studio.routes import (
    classes,
    drone,
    examples,
    learning,
    models,
    projects,
    room,
    settings,
    takes,
    trying,
    variants,
    words,
)
from understudy.studio.security import Access, Guard
from understudy.studio.streaming import stream
from understudy.studio.workspace import Workspace

ROUTERS = (
    projects.router,
    classes.router,
    examples.router,
    takes.router,
    settings.router,
    learning.router,
    models.router,
    trying.router,
    room.router,
    variants.router,
    drone.router,
    stream.router,
    words.router,
)
LOOK_SECONDS = 60.0
"""How often to look for projects that nobody uses any more."""


def create_app(workspace: Workspace, access: Access, static: Path = page.FOLDER) -> ASGIApp:
    """Return the app that serves the projects of a workspace, and the page in a folder."""
    cockpit = open_cockpit()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        closing = asyncio.create_task(_close_idle(workspace))
        try:
            yield
        finally:
            await run_in_threadpool(cockpit.close)
            closing.cancel()
            with suppress(asyncio.CancelledError):
                await closing
            await run_in_threadpool(workspace.close)

    app = FastAPI(
        title="Understudy studio",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,  # the pages that show it load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.workspace = workspace
    app.state.cockpit = cockpit
    problems.install(app)
    for router in (*ROUTERS, page.router(static)):
        app.include_router(router)
    return Guard(BodyLimit(app), access)


async def _close_idle(workspace: Workspace) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await run_in_threadpool(workspace.close_idle)
