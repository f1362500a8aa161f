"""What a page wants to have saved, in its order; sound that goes on comes in one piece."""

from __future__ import annotations

import asyncio
from collections import deque

from understudy.studio.protocol import Begin, Block, End, Frame

Wish = Begin | End | Frame | tuple[Block, ...]


class Intake:
    """A bounded queue in one event loop.

    Every piece of sound is made sure to be on the disk, which may take longer than the sound
    lasts: what has come meanwhile is saved at once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: deque[Begin | End | Frame | Block] = deque()
        self._changed = asyncio.Condition()

    async def put(self, message: Begin | End | Frame | Block) -> None:
        """Add a message, once there is room."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self._waiting) < self._most)
            self._waiting.append(message)
            self._changed.notify_all()

    async def next(self) -> Wish:
        """Wait for what is first and take it; blocks with those that go on from them."""
        async with self._changed:
            await self._changed.wait_for(lambda: bool(self._waiting))
            first = self._waiting.popleft()
            wish: Wish = self._with_more(first) if isinstance(first, Block) else first
            self._changed.notify_all()
            return wish

    def _with_more(self, first: Block) -> tuple[Block, ...]:
        blocks = [first]
        while self._waiting:
            after = self._waiting[0]
            if not (isinstance(after, Block) and goes_on(blocks[-1], after)):
                break
            blocks.append(after)
            self._waiting.popleft()
        return tuple(blocks)


def goes_on(block: Block, after: Block) -> bool:
    """Whether a block of a take begins where another ends."""
    return after.take == block.take and after.sequence == block.sequence + len(block.pcm) // 2
