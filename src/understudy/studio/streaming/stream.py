"""The socket of a page: frames up; what was saved, answered and changed down."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine
from functools import partial
from typing import Any

from fastapi import APIRouter
from fastapi.concurrency import contextmanager_in_threadpool, run_in_threadpool
from pydantic import TypeAdapter, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from understudy import __version__
from understudy.errors import DataError, UnderstudyError
from understudy.studio import protocol
from understudy.studio.learning.learner import Learner
from understudy.studio.problems import NotFound
from understudy.studio.protocol import Begin, End, Frame
from understudy.studio.routes.parts import PROJECT, UsesWorkspace
from understudy.studio.streaming.hub import Listener
from understudy.studio.streaming.inference import Inference, shared
from understudy.studio.streaming.outgoing import Outgoing
from understudy.studio.streaming.saving import Saving, refusal
from understudy.studio.streaming.watching import Watching
from understudy.studio.workspace import OpenProject

log = logging.getLogger(__name__)
router = APIRouter()

NOT_THERE, NOT_USABLE, COME_AGAIN = 4404, 4409, 1012
"""Why a socket is closed: there is no such project; it can't be opened; the server leaves."""
MISUNDERSTOOD = "The page sent something that was not understood. Reload the page."
PAGE_MESSAGE: TypeAdapter[Begin | End] = TypeAdapter(protocol.PageMessage)


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

        self._outgoing = Outgoing()
        self._to_save: asyncio.Queue[Begin | End | Frame] = asyncio.Queue(
            2 * protocol.MAX_UNSAVED_FRAMES
        )
        self._saving = Saving(project, learner)
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
            await self._outgoing.put(hello)
            try:
                await first_of(
                    self._send(), self._receive(), self._tell(listener), self._save(), self._watch()
                )
            finally:
                # Handed to a thread before anything is waited for: this may be being cancelled.
                ended = asyncio.get_running_loop().run_in_executor(None, self._saving.close)
                await asyncio.shield(ended)
        if self._closed:
            await self._websocket.close(COME_AGAIN)

    async def _send(self) -> None:
        while True:
            message = await self._outgoing.next()
            await self._websocket.send_text(message.model_dump_json())

    async def _tell(self, listener: Listener) -> None:
        while (message := await listener.next()) is not None:
            await self._outgoing.put(message)
        self._closed = True

    async def _receive(self) -> None:
        while True:
            await self._outgoing.room()
            event = await self._websocket.receive()
            if event["type"] == "websocket.disconnect":
                return
            arrived = time.perf_counter()
            data, text = event.get("bytes"), event.get("text")
            try:
                message = protocol.read_frame(data) if data is not None else read_message(text)
            except DataError as error:
                await self._outgoing.put(refusal(error))
                continue
            if isinstance(message, Frame) and message.kind == "watch":
                self._newest = message, arrived  # one that still waits is out of date
                self._frame_came.set()
            else:
                await self._to_save.put(message)

    async def _save(self) -> None:
        while True:
            message = await self._to_save.get()
            answer = await run_in_threadpool(self._saving.do, message)
            if answer is not None:
                await self._outgoing.put(answer)

    async def _watch(self) -> None:
        while True:
            await self._frame_came.wait()
            self._frame_came.clear()
            assert self._newest is not None
            answer = await self._inference.run(partial(self._answer, *self._newest))
            await self._outgoing.put(answer)

    def _answer(self, frame: Frame, arrived: float) -> protocol.Message:
        try:
            return self._watching.answer(frame, arrived)
        except UnderstudyError as error:
            return refusal(error, sequence=frame.sequence)


async def first_of(*work: Coroutine[Any, Any, None]) -> None:
    """Do several things until one of them ends, and end the others."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


def read_message(text: str | None) -> Begin | End:
    """Return what the page said in JSON.

    Raises
    ------
    DataError
        It is nothing that a page says.
    """
    if text is None or len(text) > protocol.MAX_MESSAGE_BYTES:
        raise DataError(MISUNDERSTOOD)
    try:
        return PAGE_MESSAGE.validate_json(text)
    except ValidationError as error:
        raise DataError(MISUNDERSTOOD) from error
