"""Messages to and from one page, whatever its socket is for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from starlette.websockets import WebSocket

from understudy.errors import DataError
from understudy.studio.protocol import MAX_MESSAGE_BYTES, Block, Frame, Message, read_frame
from understudy.studio.streaming.outgoing import Outgoing
from understudy.studio.streaming.saving import refusal

M = TypeVar("M")
MISUNDERSTOOD = "The page sent something that was not understood. Reload the page."


class Line(Generic[M]):
    """A socket that was accepted."""

    def __init__(self, websocket: WebSocket, messages: TypeAdapter[M]) -> None:
        """`messages` are what the page may say in JSON."""
        self._websocket, self._messages = websocket, messages
        self._outgoing = Outgoing()

    async def put(self, message: Message) -> None:
        """Add a message to those that wait to be sent."""
        await self._outgoing.put(message)

    async def send(self) -> None:
        """Send what waits, one message after the other, without end."""
        while True:
            message = await self._outgoing.next()
            await self._websocket.send_text(message.model_dump_json())

    async def received(self) -> AsyncIterator[tuple[M | Frame | Block, float]]:
        """Yield what the page sends, and when it came by `perf_counter`, until it leaves.

        What is not understood is refused. While many messages wait, nothing is taken.
        """
        while True:
            await self._outgoing.room()
            event = await self._websocket.receive()
            if event["type"] == "websocket.disconnect":
                return
            arrived = time.perf_counter()
            data, text = event.get("bytes"), event.get("text")
            try:
                message = read_frame(data) if data is not None else self._read(text)
            except DataError as error:
                await self.put(refusal(error))
                continue
            yield message, arrived

    def _read(self, text: str | None) -> M:
        if text is None or len(text) > MAX_MESSAGE_BYTES:
            raise DataError(MISUNDERSTOOD)
        try:
            return self._messages.validate_json(text)
        except ValidationError as error:
            raise DataError(MISUNDERSTOOD) from error


async def first_of(*work: Coroutine[Any, Any, None]) -> None:
    """Do several things until one of them ends, and end the others."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)  # and not gather, which hides by whom this may be cancelled
        for task in tasks:
            _ = task.cancelled() or task.exception()  # seen; one that ended first is raised
    for task in done:
        task.result()
