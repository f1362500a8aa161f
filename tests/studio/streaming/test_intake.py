from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.studio.learning.teaching import take_id
from understudy.studio.protocol import Block, End, Frame
from understudy.studio.streaming.intake import Intake

TAKE, OTHER = take_id(1), take_id(2)


def block(sequence: int, samples: int = 10, take: str = TAKE) -> Block:
    return Block(
        kind="take", stream=0, sequence=sequence, captured=0, take=take, pcm=bytes(2 * samples)
    )


def taken(*messages: Any) -> list[Any]:
    """Return what is taken of messages that wait, all of it."""

    async def run() -> list[Any]:
        intake = Intake(100)
        for message in messages:
            await intake.put(message)
        wishes: list[Any] = []
        while sum(len(w) if isinstance(w, tuple) else 1 for w in wishes) < len(messages):
            wishes.append(await intake.next())
        return wishes

    return asyncio.run(run())


def test_what_goes_on_comes_together() -> None:
    blocks = [block(0), block(10), block(20, 5)]
    assert taken(*blocks) == [tuple(blocks)]


@pytest.mark.parametrize(
    "second", [block(0), block(9), block(11), block(10, take=OTHER)],
    ids=["again", "overlapping", "after a gap", "of another take"],
)  # fmt: skip
def test_what_does_not_go_on_comes_by_itself(second: Block) -> None:
    assert taken(block(0), second) == [(block(0),), (second,)]


def test_the_order_stays() -> None:
    frame = Frame(kind="take", stream=0, sequence=0, captured=0, take=TAKE, jpeg=b"x")
    end = End(take=TAKE)
    assert taken(frame, block(0), end, block(10)) == [frame, (block(0),), end, (block(10),)]


def test_who_brings_more_waits() -> None:
    async def run() -> None:
        intake = Intake(2)
        await intake.put(block(0))
        await intake.put(block(10))
        more = asyncio.create_task(intake.put(block(20)))
        await asyncio.sleep(0)
        assert not more.done()
        assert await intake.next() == (block(0), block(10))
        await more
        assert await intake.next() == (block(20),)

    asyncio.run(run())


def test_who_takes_waits_for_something() -> None:
    async def run() -> None:
        intake = Intake(2)
        waiting = asyncio.create_task(intake.next())
        await asyncio.sleep(0)
        assert not waiting.done()
        await intake.put(block(0))
        assert await waiting == (block(0),)

    asyncio.run(run())
