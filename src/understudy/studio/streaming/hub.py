"""Messages from any thread to every socket of a project."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from understudy.studio.protocol import Changed, Message

MOST_WAITING = 256
"""Messages that wait for one socket; a socket that lags further is closed, and comes again."""
QUIET_SECONDS = 0.1
"""Changes that come closer together are told as one: a hold makes up to 30 a second."""


class Listener:
    """The messages for one socket, in the event loop that it was made in."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Queue[Message | None] = asyncio.Queue()
        self._changed: Changed | None = None
        self._ended = False

    async def next(self) -> Message | None:
        """Wait for the next message; None means that no more come, and the socket should close."""
        return await self._waiting.get()

    def tell(self, message: Message | None) -> None:
        """Queue a message, from any thread; None ends it."""
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(self._put, message)

    def _put(self, message: Message | None) -> None:
        if self._ended:
            return
        if isinstance(message, Changed):
            if self._changed is None:
                self._loop.call_later(QUIET_SECONDS, self._put_changed)
            self._changed = _joined(self._changed, message)
        elif message is None or self._waiting.qsize() >= MOST_WAITING:
            self._ended = True
            self._waiting.put_nowait(None)
        else:
            self._waiting.put_nowait(message)

    def _put_changed(self) -> None:
        if self._changed is not None and not self._ended:
            self._waiting.put_nowait(self._changed)
        self._changed = None


def _joined(first: Changed | None, second: Changed) -> Changed:
    if first is None:
        return second
    class_ids = sorted({*first.class_ids, *second.class_ids})
    return Changed(revision=max(first.revision, second.revision), class_ids=class_ids)


class Hub:
    """Sends each message to all who listen."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def listen(self) -> Iterator[Listener]:
        """Listen from inside an event loop until the block is left."""
        listener = Listener()
        with self._lock:
            self._listeners.add(listener)
            closed = self._closed
        if closed:
            listener.tell(None)
        try:
            yield listener
        finally:
            with self._lock:
                self._listeners.discard(listener)

    def publish(self, message: Message) -> None:
        """Send a message to all who listen now, from any thread."""
        self._tell(message)

    def close(self) -> None:
        """End every listener, and those to come."""
        with self._lock:
            self._closed = True
        self._tell(None)

    def _tell(self, message: Message | None) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener.tell(message)
