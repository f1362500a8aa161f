import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from understudy.studio.protocol import Changed, Ended, Learning, Message, Step, Steps
from understudy.studio.streaming.outgoing import MOST_REPLIES, MOST_STEPS, Outgoing


def learning(model: int) -> Learning:
    return Learning(status="ready", sentence="", model=model, labels=[])


def steps(*batches: int) -> Steps:
    return Steps(
        steps=[
            Step(epoch=1, epochs=1, batch=batch, batches=99, loss=1, accuracy=0)
            for batch in batches
        ]
    )


def ended(number: int) -> Ended:
    return Ended(take=str(number), take_count=number)


def sent(*messages: Message) -> list[Message]:
    """Return what is left of messages that could not be sent at once."""

    async def send() -> list[Message]:
        outgoing = Outgoing()
        for message in messages:
            await outgoing.put(message)
        await outgoing.put(ended(-1))
        found = []
        while (message := await outgoing.next()) != ended(-1):
            found.append(message)
        return found

    return asyncio.run(send())


def test_in_order() -> None:
    assert sent(ended(1), learning(1), ended(2)) == [ended(1), learning(1), ended(2)]


def test_only_the_last_state_of_the_model_is_told() -> None:
    assert sent(learning(1), ended(1), learning(2)) == [ended(1), learning(2)]


def test_changes_are_told_as_one() -> None:
    first, second = (Changed(revision=n, class_ids=[c]) for n, c in ((1, "b"), (2, "a")))
    assert sent(first, ended(1), second) == [ended(1), Changed(revision=2, class_ids=["a", "b"])]


def test_steps_are_told_as_one_and_of_very_many_the_oldest_are_left_out() -> None:
    assert sent(steps(1, 2), ended(1), steps(3)) == [ended(1), steps(1, 2, 3)]
    found = sent(steps(*range(10)), steps(*range(10, MOST_STEPS + 3)))
    assert found == [steps(*range(3, MOST_STEPS + 3))]


def test_replies_are_never_left_out_but_make_who_asks_wait() -> None:
    async def fill() -> None:
        outgoing = Outgoing()
        for number in range(MOST_REPLIES):
            await soon(outgoing.room())
            await outgoing.put(ended(number))
        with pytest.raises(TimeoutError):
            await soon(outgoing.room(), 0.01)
        assert await outgoing.next() == ended(0)
        await soon(outgoing.room())

    asyncio.run(fill())


async def soon(work: Coroutine[Any, Any, None], seconds: float = 10) -> None:
    await asyncio.wait_for(work, seconds)


def test_waits_for_a_message() -> None:
    async def wait() -> Message:
        outgoing = Outgoing()
        waiting = asyncio.create_task(outgoing.next())
        await asyncio.sleep(0)
        await outgoing.put(ended(1))
        return await waiting

    assert asyncio.run(wait()) == ended(1)
