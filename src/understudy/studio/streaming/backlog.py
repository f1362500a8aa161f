"""Sound that waits to be heard: in order, and never out of date."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from understudy.studio.protocol import Block, Listen

MOST_LAG_SECONDS = 2.0
"""Who waits longer for what was heard is told of now instead."""
MOST_BYTES = 16 * 2**20
"""Of what waits, however fast it came: more than two minutes at 48,000 samples a second."""
MESSAGE_BYTES = 1_200
"""Of a message in memory, besides its samples: blocks may be short."""
MOST_MICROPHONES = 4
"""Of one page, that are heard at once."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came from the page, and when by `perf_counter`."""

    message: Listen | Block
    at: float


class Backlog:
    """A queue in one event loop, from which all that waits is taken at once.

    Where hearing is slower than the sound comes, all but the newest is left out.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._waiting: list[Arrived] = []
        self._bytes = 0
        self._skipped = False
        self._came = asyncio.Event()

    def put(self, message: Listen | Block) -> None:
        """Add what has just come."""
        self._waiting.append(Arrived(message, self._clock()))
        self._bytes += size_of(message)
        if self._bytes > MOST_BYTES:
            self._skip()
        self._came.set()

    async def next(self) -> tuple[list[Arrived], bool]:
        """Wait for something and take all that waits; and say whether there was more."""
        await self._came.wait()
        self._came.clear()
        if self._clock() - self._waiting[0].at > MOST_LAG_SECONDS:
            self._skip()
        taken, skipped = self._waiting, self._skipped
        self._waiting, self._bytes, self._skipped = [], 0, False
        return taken, skipped

    def _skip(self) -> None:
        self._waiting, self._skipped = newest(self._waiting), True
        self._bytes = sum(size_of(one.message) for one in self._waiting)


def newest(waiting: list[Arrived]) -> list[Arrived]:
    """Return the last block of some microphones, after what they said of themselves last."""
    last: dict[tuple[type, int], Arrived] = {}
    for one in waiting:
        key = type(one.message), one.message.stream
        last.pop(key, None)
        last[key] = one
    kept = list(last.values())[-2 * MOST_MICROPHONES :]
    return sorted(kept, key=lambda one: isinstance(one.message, Block))


def size_of(message: Listen | Block) -> int:
    """Return the bytes that a message takes in memory."""
    return MESSAGE_BYTES + (len(message.pcm) if isinstance(message, Block) else 0)
