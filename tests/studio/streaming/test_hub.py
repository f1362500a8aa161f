from __future__ import annotations

import asyncio
import threading

from understudy.studio.protocol import Changed, Ended, Message
from understudy.studio.streaming import hub as hubs
from understudy.studio.streaming.hub import Hub, Listener


def ended(number: int) -> Ended:
    return Ended(take="a" * 16, take_count=number)


async def take(listener: Listener) -> Message | None:
    return await asyncio.wait_for(listener.next(), 10)


def test_everyone_hears_what_any_thread_says_in_order() -> None:
    async def run() -> None:
        hub = Hub()
        with hub.listen() as one, hub.listen() as other:
            thread = threading.Thread(target=lambda: [hub.publish(ended(n)) for n in range(5)])
            thread.start()
            for listener in (one, other):
                assert [await take(listener) for _ in range(5)] == [ended(n) for n in range(5)]
            thread.join()

    asyncio.run(run())


def test_changes_that_come_together_are_told_as_one() -> None:
    async def run() -> None:
        hub = Hub()
        with hub.listen() as listener:
            for revision in (2, 3, 4):
                hub.publish(Changed(revision=revision, class_ids=[f"c{revision % 2}"]))
            assert await take(listener) == Changed(revision=4, class_ids=["c0", "c1"])
            hub.publish(Changed(revision=5, class_ids=[]))
            assert await take(listener) == Changed(revision=5, class_ids=[])

    asyncio.run(run())


def test_a_listener_that_lags_is_ended_and_the_others_go_on() -> None:
    async def run() -> None:
        hub = Hub()
        with hub.listen() as slow, hub.listen() as quick:
            for number in range(hubs.MOST_WAITING + 5):
                hub.publish(ended(number))
                assert await take(quick) == ended(number)
            for number in range(hubs.MOST_WAITING):
                assert await take(slow) == ended(number)
            assert await take(slow) is None

    asyncio.run(run())


def test_closing_ends_those_who_listen_and_those_to_come() -> None:
    async def run() -> None:
        hub = Hub()
        with hub.listen() as before:
            hub.close()
            hub.publish(ended(1))
            assert await take(before) is None
        with hub.listen() as after:
            assert await take(after) is None

    asyncio.run(run())


def test_who_stopped_listening_is_told_nothing_even_when_its_loop_is_gone() -> None:
    async def listen() -> Listener:
        with hub.listen() as listener:
            return listener

    hub = Hub()
    listener = asyncio.run(listen())
    hub.publish(ended(1))
    listener.tell(ended(2))  # its loop is closed
    assert not hub._listeners
