"""Messages that wait to be sent to one page: bounded, however slowly it takes them."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TypeVar

from understudy.studio.protocol import Changed, Learning, Message, Steps

M = TypeVar("M", bound=Message)
MOST_STEPS = 10_000
"""Steps of a training that wait; of more the oldest are left out."""
MOST_REPLIES = 64
"""Beyond so many messages nothing more is taken from the page until it has taken some."""


class Outgoing:
    """A queue in one event loop in which what is out of date is not kept."""

    def __init__(self) -> None:
        self._messages: deque[Message] = deque()
        self._changed = asyncio.Condition()

    async def put(self, message: Message) -> None:
        """Add a message."""
        async with self._changed:
            match message:
                case Learning():
                    self._drop(Learning)
                case Steps():
                    waiting = [step for one in self._drop(Steps) for step in one.steps]
                    message = Steps(steps=[*waiting, *message.steps][-MOST_STEPS:])
                case Changed():
                    classes = {c for one in self._drop(Changed) for c in one.class_ids}
                    all_classes = sorted(classes | set(message.class_ids))
                    message = message.model_copy(update={"class_ids": all_classes})
            self._messages.append(message)
            self._changed.notify_all()

    async def next(self) -> Message:
        """Wait for the next message and take it."""
        async with self._changed:
            await self._changed.wait_for(lambda: bool(self._messages))
            message = self._messages.popleft()
            self._changed.notify_all()
            return message

    async def room(self) -> None:
        """Wait until few messages wait."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self._messages) < MOST_REPLIES)

    def _drop(self, kind: type[M]) -> list[M]:
        dropped = [one for one in self._messages if isinstance(one, kind)]
        self._messages = deque(one for one in self._messages if not isinstance(one, kind))
        return dropped
