"""How much a request may carry, counted while it arrives."""

from __future__ import annotations

import re
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from understudy.errors import UnderstudyError
from understudy.studio.problems import respond
from understudy.studio.protocol import MAX_ARCHIVE_BYTES, MAX_FILE_BYTES, MAX_MESSAGE_BYTES

MAX_IDS_BYTES = 4 * 2**20
"""Of a list of examples to delete or move: 100,000 ids of 25 letters have 3 MB."""
MAX_PICTURE_BYTES = 32 * 2**20
"""Of a picture to try the model on, or of the empty room, which is held in memory: those of phones
have 3 to 20 MB."""
LIMITS = (
    (re.compile(r"/api/projects/archive"), MAX_ARCHIVE_BYTES),
    (re.compile(r"/api/projects/[^/]+/classes/[^/]+/files"), MAX_FILE_BYTES),
    (re.compile(r"/api/projects/[^/]+/examples/(delete|move)"), MAX_IDS_BYTES),
    (re.compile(r"/api/projects/[^/]+/(try|room)"), MAX_PICTURE_BYTES),
)


class TooLarge(UnderstudyError):  # noqa: N818
    """A request carries more than its address takes."""


def limit_of(path: str) -> int:
    """Return the most bytes that the body of a request to a path may have."""
    return next((limit for pattern, limit in LIMITS if pattern.fullmatch(path)), MAX_MESSAGE_BYTES)


class BodyLimit:
    """Refuses a body that is too large, also one that doesn't say beforehand how large it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; other events pass."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = limit_of(scope["path"])
        refusal = respond(413, f"That is too large: at most {_size(limit)} may be sent here.")
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdecimal() or int(declared) > limit:
            await refusal(scope, receive, send)
            return
        arrived = 0

        async def receive_some() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > limit:
                raise TooLarge(f"A body of more than {limit} bytes came.")
            return message

        async def send_unless_refused(message: Message) -> None:
            if arrived <= limit:
                await send(message)

        with suppress(TooLarge):  # answered below, as when the app makes another answer of it
            await self.app(scope, receive_some, send_unless_refused)
        if arrived > limit:
            await refusal(scope, receive, send)


def _size(size: int) -> str:
    for unit, factor in (("GB", 2**30), ("MB", 2**20), ("kB", 2**10)):
        if size >= factor:
            return f"{size // factor} {unit}"
    return f"{size} bytes"
