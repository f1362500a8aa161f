"""What a page does with its socket."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from starlette.testclient import WebSocketTestSession

from tests.studio.learning.teaching import jpeg
from tests.studio.sounding import RATE
from tests.studio.streaming.heard import blocks
from understudy.studio.protocol import Block, Frame, write_frame
from understudy.types import Sound


class Page:
    """A page with an open socket."""

    def __init__(self, socket: WebSocketTestSession) -> None:
        self.socket = socket
        self.passed: list[dict[str, Any]] = []

    def say(self, **message: Any) -> None:
        self.socket.send_text(json.dumps(message))

    def frame(
        self, number: int, take: str = "", shown: bytes = b"", captured: float | None = None
    ) -> None:
        frame = Frame(
            kind="take" if take else "watch",
            stream=0,
            sequence=number,
            captured=100 * number if captured is None else captured,
            take=take,
            jpeg=shown or jpeg("box", number),
        )
        self.socket.send_bytes(write_frame(frame))

    def next(self, kind: str, **values: Any) -> dict[str, Any]:
        """Take the first message of a kind that has these values; others are kept."""
        wanted = {"type": kind, **values}
        for message in self.passed:
            if all(message.get(key) == value for key, value in wanted.items()):
                self.passed.remove(message)
                return message
        while True:
            message = json.loads(self.socket.receive_text())
            if all(message.get(key) == value for key, value in wanted.items()):
                return message
            self.passed.append(message)

    def hold(self, take: str, class_id: str, name: str, frames: int = 3) -> None:
        self.say(type="begin", take=take, class_id=class_id)
        for number in range(frames):
            self.frame(number, take, jpeg(name, number))
        self.say(type="end", take=take)
        self.next("ended", take=take, take_count=frames)


class Microphone(Page):
    """A page that sends sound."""

    def send(self, sent: Iterable[Block]) -> None:
        for block in sent:
            self.socket.send_bytes(write_frame(block))

    def begin(self, take: str, class_id: str, rate: int = RATE) -> None:
        self.say(type="begin", take=take, class_id=class_id, source="microphone", rate=rate)

    def say_for(self, take: str, class_id: str, samples: Sound) -> Any:
        """Hold the button of a class while there is a sound."""
        self.begin(take, class_id)
        self.send(blocks(samples, take=take))
        self.say(type="end", take=take)
        return self.next("ended", take=take)
