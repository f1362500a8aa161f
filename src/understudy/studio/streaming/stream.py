"""The socket of a page: frames and sound up; what was saved, answered and changed down."""

from __future__ import annotations

import asyncio
from functools import partial

from fastapi import APIRouter
from fastapi.concurrency import contextmanager_in_threadpool, run_in_threadpool
from pydantic import TypeAdapter
from starlette.websockets import WebSocket, WebSocketDisconnect

from understudy import __version__
from understudy.errors import UnderstudyError
from understudy.studio import protocol
from understudy.studio.learning.learner import Learner
from understudy.studio.problems import NotFound
from understudy.studio.protocol import Begin, Block, End, Frame, Listen
from understudy.studio.routes.parts import PROJECT, UsesWorkspace
from understudy.studio.streaming.backlog import Backlog
from understudy.studio.streaming.hearing import Hearing, listening_of
from understudy.studio.streaming.hub import Listener
from understudy.studio.streaming.inference import Inference, shared
from understudy.studio.streaming.intake import Intake
from understudy.studio.streaming.line import Line, first_of
from understudy.studio.streaming.saving import Saving, refusal
from understudy.studio.streaming.watching import Watching
from understudy.studio.workspace import OpenProject

router = APIRouter()

NOT_THERE, NOT_USABLE, COME_AGAIN = 4404, 4409, 1012
"""Why a socket is closed: there is no such project; it can't be opened; the server leaves."""
PAGE_MESSAGE: TypeAdapter[Begin | End | Listen] = TypeAdapter(protocol.PageMessage)


@router.websocket(f"{PROJECT}/stream")
async def stream(websocket: WebSocket, project_id: str, workspace: UsesWorkspace) -> None:
    """Serve one page until it leaves."""
    await websocket.accept()
    try:
        async with contextmanager_in_threadpool(workspace.use(project_id)) as opened:
            await Session(websocket, opened, shared()).run()
    except UnderstudyError as error:
        await websocket.send_text(refusal(error).model_dump_json())
        await websocket.close(NOT_THERE if isinstance(error, NotFound) else NOT_USABLE)
    except WebSocketDisconnect:
        pass


class Session:
    """One socket. Each of its tasks does one thing, so that none keeps another waiting."""

    def __init__(self, websocket: WebSocket, opened: OpenProject, inference: Inference) -> None:
        self._websocket, self._opened, self._inference = websocket, opened, inference
        project = opened.project

        def learner() -> Learner:
            return opened.learner

        self._line = Line(websocket, PAGE_MESSAGE)
        self._to_save = Intake(2 * protocol.MAX_UNSAVED_FRAMES)
        self._to_hear = Backlog()
        self._saving = Saving(project, learner)
        self._hearing = Hearing(lambda: learner().answering, partial(listening_of, project))
        self._watching = Watching(project, learner, inference)
        self._newest: tuple[Frame, float] | None = None
        self._frame_came = asyncio.Event()
        self._closed = False  # the project, by this server

    async def run(self) -> None:
        """Serve until the page leaves or the project is closed."""
        with self._opened.hub.listen() as listener:
            hello = protocol.Hello(
                version=__version__,
                revision=self._opened.project.revision,
                learning=self._opened.learner.state(),
            )
            await self._line.put(hello)
            try:
                await first_of(
                    self._line.send(), self._receive(), self._tell(listener), self._save(),
                    self._watch(), self._hear(),
                )  # fmt: skip
            finally:
                # Handed to a thread before anything is waited for: this may be being cancelled.
                ended = asyncio.get_running_loop().run_in_executor(None, self._saving.close)
                await asyncio.shield(ended)
        if self._closed:
            await self._websocket.close(COME_AGAIN)

    async def _tell(self, listener: Listener) -> None:
        while (message := await listener.next()) is not None:
            await self._line.put(message)
        self._closed = True

    async def _receive(self) -> None:
        async for message, arrived in self._line.received():
            if isinstance(message, Frame) and message.kind == "watch":
                self._newest = message, arrived  # one that still waits is out of date
                self._frame_came.set()
            elif isinstance(message, Listen) or (
                isinstance(message, Block) and message.kind == "watch"
            ):
                self._to_hear.put(message)
            else:
                await self._to_save.put(message)

    async def _save(self) -> None:
        while True:
            wish = await self._to_save.next()
            if isinstance(wish, tuple):
                for told in await run_in_threadpool(self._saving.hear, wish):
                    await self._line.put(told)
            elif (answer := await run_in_threadpool(self._saving.do, wish)) is not None:
                await self._line.put(answer)

    async def _watch(self) -> None:
        while True:
            await self._frame_came.wait()
            self._frame_came.clear()
            assert self._newest is not None
            answer = await self._inference.run(partial(self._answer, *self._newest))
            await self._line.put(answer)

    async def _hear(self) -> None:
        while True:
            arrived, skipped = await self._to_hear.next()
            for answer in await self._inference.run(partial(self._hearing.hear, arrived, skipped)):
                await self._line.put(answer)

    def _answer(self, frame: Frame, arrived: float) -> protocol.Message:
        try:
            return self._watching.answer(frame, arrived)
        except UnderstudyError as error:
            return refusal(error, sequence=frame.sequence)
