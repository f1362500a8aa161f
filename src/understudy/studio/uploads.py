"""Files on their way in: streamed to a temporary file, and gone afterwards, whatever happens."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from understudy.studio.library import Library

T = TypeVar("T")
BLOCK_BYTES = 2**20
"""Written at once."""
LOOK_SECONDS = 0.5
"""How often to look whether who asked for long work is still there."""


@asynccontextmanager
async def received(request: Request, library: Library, suffix: str = "") -> AsyncIterator[Path]:
    """Write the body of a request to a file, which is removed when the block is left."""
    with library.temporary(suffix) as path:
        with await run_in_threadpool(path.open, "xb") as file:
            await _write(request, file)
        yield path


async def _write(request: Request, file: BinaryIO) -> None:
    block = bytearray()
    async for chunk in request.stream():
        block += chunk
        if len(block) >= BLOCK_BYTES:
            await run_in_threadpool(file.write, bytes(block))
            block.clear()
    await run_in_threadpool(file.write, bytes(block))


async def while_connected(
    request: Request,
    work: Callable[[Callable[[], bool]], T],
    limiter: CapacityLimiter | None = None,
) -> T:
    """Run work on a thread, telling it through its argument when who asked for it has gone.

    With a limiter it waits for its turn, on a thread that no other work needs.
    """
    gone = threading.Event()

    async def look() -> None:
        while not await request.is_disconnected():
            await asyncio.sleep(LOOK_SECONDS)
        gone.set()

    looking = asyncio.create_task(look())
    try:
        return await to_thread.run_sync(work, gone.is_set, limiter=limiter)
    finally:
        looking.cancel()
