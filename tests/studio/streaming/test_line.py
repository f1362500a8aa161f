from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from tests.studio.sounding import sound
from tests.studio.streaming.heard import blocks
from tests.studio.streaming.pages import Microphone
from understudy.studio.protocol import MAX_MESSAGE_BYTES, Block, Listen, Refused
from understudy.studio.streaming.line import MISUNDERSTOOD, Line, first_of
from understudy.studio.streaming.outgoing import MOST_REPLIES


async def echo(websocket: WebSocket) -> None:
    """Say back what was understood."""
    await websocket.accept()
    line = Line(websocket, TypeAdapter(Listen))

    async def receive() -> None:
        async for message, arrived in line.received():
            assert arrived > 0
            said = f"{message.rate} a second" if isinstance(message, Listen) else "sound"
            assert isinstance(message, Listen | Block)
            await line.put(Refused(sentence=said))

    await first_of(line.send(), receive())


@contextmanager
def page() -> Iterator[Microphone]:
    app = FastAPI()
    app.add_api_websocket_route("/line", echo)
    with TestClient(app) as client, client.websocket_connect("/line") as socket:
        yield Microphone(socket)


def test_what_is_said_and_sent_comes_in_its_order() -> None:
    with page() as one:
        one.say(type="listen", stream=0, rate=16_000)
        one.send([next(blocks(sound("low")))])
        one.say(type="listen", stream=0, rate=8_000)
        said = [one.next("refused")["sentence"] for _ in range(3)]
    assert said == ["16000 a second", "sound", "8000 a second"]


@pytest.mark.parametrize(
    "said", ["", "{", "[]", json.dumps({"type": "fly"}), " " * (MAX_MESSAGE_BYTES + 1)]
)
def test_what_is_not_understood_is_refused_and_the_socket_stays(said: str) -> None:
    with page() as one:
        one.socket.send_text(said)
        assert one.next("refused")["sentence"] == MISUNDERSTOOD
        one.socket.send_bytes(b"short")
        assert "32" in one.next("refused")["sentence"]
        one.say(type="listen", stream=0, rate=16_000)
        assert one.next("refused")["sentence"] == "16000 a second"


class Slow:
    """A socket whose page sends without end and takes nothing."""

    def __init__(self) -> None:
        self.taken = 0

    async def receive(self) -> dict[str, str]:
        self.taken += 1
        return {"type": "websocket.receive", "text": "{"}


def test_nothing_more_is_taken_from_a_page_that_takes_nothing() -> None:
    async def receive_for_a_while(socket: Slow) -> None:
        line = Line(socket, TypeAdapter(Listen))  # type: ignore[arg-type]

        async def receive() -> None:
            async for _ in line.received():
                pass

        task = asyncio.create_task(receive())
        for _ in range(20 * MOST_REPLIES):
            await asyncio.sleep(0)
        assert not task.done()
        task.cancel()

    socket = Slow()
    asyncio.run(receive_for_a_while(socket))
    assert socket.taken == MOST_REPLIES


def test_when_one_thing_ends_the_others_do_and_errors_come_out() -> None:
    ended: list[str] = []

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("waiting")

    async def fail() -> None:
        await asyncio.sleep(0)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        asyncio.run(first_of(wait(), fail()))
    assert ended == ["waiting"]
