from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from tests.studio.learning.teaching import jpeg, take_id
from tests.studio.sounding import RATE, HearingBackbone, sound
from tests.studio.streaming.heard import blocks, model_of
from tests.studio.streaming.pages import Microphone
from understudy.live.listening import Listening
from understudy.studio.streaming.inference import shared
from understudy.studio.streaming.words import ONLY_HEARD, Session, listening_of, settings_of

MODEL = model_of(HearingBackbone(), "low", "high", "noise")
WHOLE = {"threshold": 0.75, "overlap": 0.95, "suppress_ms": 0.0, "hits": 2}


def client() -> TestClient:
    """Return a client of a server that knows two sounds."""

    async def serve(websocket: WebSocket) -> None:
        await websocket.accept()
        await Session(websocket, MODEL, shared()).run()

    app = FastAPI()
    app.add_api_websocket_route("/words", serve)
    return TestClient(app)


def fired(one: Microphone, label: str) -> list[tuple[str, str]]:
    """Say something and return what fired."""
    sent = list(blocks(sound(label, 1)))
    one.say(type="listen", stream=0, rate=RATE)
    one.send(sent)
    told: list[dict[str, Any]] = []
    while not told or len(told) < len(sent):
        told.append(take(one))
    return [
        (event["class_id"], event["kind"]) for answer in told for event in answer.get("events", [])
    ]


def take(one: Microphone) -> dict[str, Any]:
    message: dict[str, Any] = one.socket.receive_json()
    assert message["type"] in ("answer", "no-answer")
    return message


def set_to(one: Microphone, noise_and_unknown: bool = False, **listening: float) -> None:
    settings = {"listening": WHOLE | listening, "noise_and_unknown": noise_and_unknown}
    one.say(type="words-settings", **settings)


def test_it_says_first_what_it_knows() -> None:
    with client().websocket_connect("/words") as socket:
        hello = Microphone(socket).next("words-hello")
    assert hello["labels"] == list(MODEL.labels)
    assert hello["background"] == ["noise"]
    assert hello["settings"]["listening"] == WHOLE
    assert hello["settings"]["noise_and_unknown"] is False


def test_what_is_said_is_answered() -> None:
    with client().websocket_connect("/words") as socket:
        one = Microphone(socket)
        one.next("words-hello")
        assert fired(one, "low") == [("low", "start"), ("low", "stop")]
        assert fired(one, "high") == [("high", "start"), ("high", "stop")]


def test_settings_count_from_then_on() -> None:
    with client().websocket_connect("/words") as socket:
        one = Microphone(socket)
        one.next("words-hello")
        assert fired(one, "noise") == []
        set_to(one, noise_and_unknown=True)
        assert ("noise", "start") in fired(one, "noise")
        set_to(one, threshold=1.0)
        assert fired(one, "low") == [("noise", "stop")]  # what had started
        assert fired(one, "low") == []


def test_pages_have_settings_of_their_own() -> None:
    visitor = client()
    with visitor.websocket_connect("/words") as first, visitor.websocket_connect("/words") as other:
        pages = [Microphone(first), Microphone(other)]
        for one in pages:
            one.next("words-hello")
        set_to(pages[0], threshold=1.0)
        assert fired(pages[0], "low") == []
        assert ("low", "start") in fired(pages[1], "low")


@pytest.mark.parametrize("wrong", ["frame", "take", "begin", "settings"])
def test_what_belongs_to_projects_is_refused(wrong: str) -> None:
    with client().websocket_connect("/words") as socket:
        one = Microphone(socket)
        one.next("words-hello")
        if wrong == "frame":
            one.frame(0, shown=jpeg("box", 0))
        elif wrong == "take":
            one.send([next(blocks(sound("low"), take=take_id(1)))])
        elif wrong == "begin":
            one.begin(take_id(1), "c")
        else:
            set_to(one, threshold=7.0)
        sentence = one.next("refused")["sentence"]
        assert sentence == ONLY_HEARD or "not understood" in sentence
        assert fired(one, "low")


def test_settings_are_the_same_on_both_sides() -> None:
    listening = Listening(threshold=0.5, overlap=0.25, suppress_ms=300.0, hits=4)
    assert listening_of(settings_of(listening)) == listening
    loud = Listening(noise_and_unknown=True)
    assert listening_of(settings_of(loud)) == loud


def test_sound_without_a_rate_is_refused() -> None:
    with client().websocket_connect("/words") as socket:
        one = Microphone(socket)
        one.next("words-hello")
        one.send(blocks(np.zeros(8, np.float32)))
        assert "samples a second" in one.next("refused")["sentence"]
