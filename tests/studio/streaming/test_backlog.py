from __future__ import annotations

import asyncio

import pytest

from understudy.studio.protocol import Block, Listen
from understudy.studio.streaming import backlog
from understudy.studio.streaming.backlog import MOST_LAG_SECONDS, Backlog


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def block(sequence: int, stream: int = 0, size: int = 2) -> Block:
    return Block(
        kind="watch", stream=stream, sequence=sequence, captured=0, take="", pcm=bytes(size)
    )


def taken(*steps: float | Listen | Block) -> tuple[list[Listen | Block], bool]:
    """Return what is taken after messages, and seconds that pass, one after another."""

    async def run() -> tuple[list[Listen | Block], bool]:
        clock = Clock()
        waiting = Backlog(clock)
        for step in steps:
            if isinstance(step, float):
                clock.now += step
            else:
                waiting.put(step)
        arrived, skipped = await waiting.next()
        return [one.message for one in arrived], skipped

    return asyncio.run(run())


LISTEN = Listen(stream=0, rate=8_000)


def test_all_that_waits_is_taken_in_order() -> None:
    assert taken(LISTEN, block(0), block(1), 0.5, block(2)) == (
        [LISTEN, block(0), block(1), block(2)], False,
    )  # fmt: skip


def test_when_too_late_only_the_newest_is_taken() -> None:
    assert taken(block(0), block(1), MOST_LAG_SECONDS + 0.1, block(2)) == ([block(2)], True)


def test_the_newest_of_every_microphone_is_taken_and_what_they_said_stays() -> None:
    other = Listen(stream=1, rate=48_000)
    late = taken(LISTEN, block(0), other, block(0, 1), block(1), block(1, 1), 5.0)
    assert late == ([LISTEN, other, block(1), block(1, 1)], True)


def test_what_came_at_once_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "MOST_BYTES", 2 * (backlog.MESSAGE_BYTES + 100))
    few = [block(number, size=100) for number in range(2)]
    assert taken(*few) == (few, False)
    assert taken(*few, block(2, size=100)) == ([block(2, size=100)], True)
    assert taken(*few, block(2, size=100), block(3)) == ([block(2, size=100), block(3)], True)


def test_many_that_say_little_are_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "MOST_BYTES", 50 * backlog.MESSAGE_BYTES)
    said = [Listen(stream=number, rate=8_000) for number in range(500)]
    kept, skipped = taken(*said)
    assert skipped
    assert len(kept) <= 50
    assert kept[-1] == said[-1]


def test_it_waits_and_goes_on() -> None:
    async def run() -> None:
        sounds = Backlog()
        waiting = asyncio.create_task(sounds.next())
        await asyncio.sleep(0)
        assert not waiting.done()
        sounds.put(block(0))
        arrived, _ = await waiting
        assert [one.message for one in arrived] == [block(0)]
        sounds.put(block(1))
        arrived, skipped = await sounds.next()
        assert ([one.message for one in arrived], skipped) == ([block(1)], False)

    asyncio.run(run())
