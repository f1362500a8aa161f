"""Sound through the socket of a page, from its microphone to answers and to the disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tests.studio.learning.teaching import take_id, until
from tests.studio.seeing import BLACK, loading
from tests.studio.sounding import CLICK, RATE, hearing, pcm, sound
from tests.studio.streaming.heard import blocks
from tests.studio.streaming.pages import Microphone
from understudy.media.sound import read_sound
from understudy.project.store import Project
from understudy.studio.protocol import write_frame
from understudy.studio.streaming import backlog, saving, stream
from understudy.studio.streaming.hearing import TOO_SLOW
from understudy.studio.subjects import cut_of
from understudy.studio.workspace import Workspace

FIRST, SECOND = take_id(1), take_id(2)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    words, short = hearing()
    with Project.create(tmp_path / "p", "Test", "sound", cut_of(words)) as project:
        for name in ("low", "high"):
            project.add_class(name)
    found = Workspace(tmp_path, loading(words, short))
    yield found
    found.close()


@pytest.fixture
def client(workspace: Workspace) -> Iterator[TestClient]:
    app = FastAPI()
    app.state.workspace = workspace
    app.include_router(stream.router)
    with TestClient(app) as client:
        yield client


@contextmanager
def page(client: TestClient) -> Iterator[Microphone]:
    with client.websocket_connect("/api/projects/p/stream") as socket:
        opened = Microphone(socket)
        opened.next("hello")
        yield opened


@pytest.fixture
def ids(workspace: Workspace) -> list[str]:
    with workspace.use("p") as opened:
        return [record.id for record in opened.project.classes]


def samples_of(workspace: Workspace, take: str) -> bytes:
    """Return what a take holds, as it was sent."""
    with workspace.use("p") as opened:
        read = read_sound(opened.project.recording(take))
    assert read.rate == RATE
    return np.round(read.samples * 32_768).astype("<i2").tobytes()


def teach(client: TestClient, ids: list[str]) -> None:
    with page(client) as one:
        for number, name in enumerate(("low", "high") * 2):
            one.say_for(take_id(number), ids[number % 2], sound(name, number=number))
        one.next("learning", status="ready", takes=4)


def test_every_sample_is_kept_and_told(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    said = sound("low", 3)
    with page(client) as one:
        one.begin(FIRST, ids[0])
        sent = list(blocks(said, take=FIRST))
        one.send(sent)
        for block in sent:
            saved = one.next("saved")
            assert (saved["take"], saved["sequence"]) == (FIRST, block.sequence)
            assert saved["example"] is None
            assert saved["take_count"] == saved["class_count"]
        one.say(type="end", take=FIRST)
        ended = one.next("ended")
        assert (ended["take_count"], ended["sentence"]) == (3, "")
        assert ended["take_count"] >= saved["take_count"]
    assert samples_of(workspace, FIRST) == pcm(said)


def test_a_take_goes_on_where_the_socket_broke(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    said = sound("low", 3)
    sent = list(blocks(said, take=FIRST))
    with page(client) as one:
        one.begin(FIRST, ids[0])
        one.send(sent[:30])
        one.next("saved", sequence=sent[19].sequence)
    with workspace.use("p") as opened:
        until(lambda: opened.project.takes[FIRST].ended)
    with page(client) as one:
        one.begin(FIRST, ids[0])
        one.send(sent[20:])  # what it does not know to be saved
        one.say(type="end", take=FIRST)
        one.next("ended", take_count=3)
    assert samples_of(workspace, FIRST) == pcm(said)


def test_a_late_close_is_no_end(client: TestClient, workspace: Workspace, ids: list[str]) -> None:
    sent = list(blocks(sound("low", 3), take=FIRST))
    with page(client) as before:
        before.begin(FIRST, ids[0])
        before.send(sent[:20])
        before.next("saved", sequence=sent[19].sequence)
        with page(client) as one:
            one.begin(FIRST, ids[0])
            one.send(sent[20:40])
            one.next("saved", sequence=sent[39].sequence)
            before.socket.close()
            with workspace.use("p") as opened:
                until(lambda: opened.project.takes[FIRST].ended)
            one.send(sent[40:])
            one.say(type="end", take=FIRST)
            assert one.next("ended")["take_count"] == 3
    assert samples_of(workspace, FIRST) == pcm(sound("low", 3))


def test_a_microphone_that_stops_keeps_what_came(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    sent = list(blocks(sound("low", 2), take=FIRST))
    with page(client) as one:
        one.begin(FIRST, ids[0])
        one.send(sent[:20])
        one.next("saved", sequence=sent[19].sequence)
        one.say(type="end", take=FIRST)
        one.next("ended")
    assert len(samples_of(workspace, FIRST)) == 2 * 20 * round(0.04 * RATE)


def test_two_pages_record_at_once(client: TestClient, workspace: Workspace, ids: list[str]) -> None:
    low, high = sound("low"), sound("high")
    with page(client) as one, page(client) as other:
        one.begin(FIRST, ids[0])
        other.begin(SECOND, ids[1])
        pairs = zip(blocks(low, take=FIRST), blocks(high, take=SECOND), strict=True)
        for mine, its in pairs:
            one.send([mine])
            other.send([its])
        one.say(type="end", take=FIRST)
        other.say(type="end", take=SECOND)
        one.next("ended", take=FIRST)
        other.next("ended", take=SECOND)
        assert set(one.next("changed")["class_ids"]) <= set(ids)
    assert samples_of(workspace, FIRST) == pcm(low)
    assert samples_of(workspace, SECOND) == pcm(high)


def test_a_project_that_is_closed_keeps_what_came(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    sent = list(blocks(sound("low"), take=FIRST))
    with page(client) as one:
        one.begin(FIRST, ids[0])
        one.send(sent[:20])
        one.next("saved", sequence=sent[19].sequence)
        with workspace.use("p") as opened:
            opened.hub.close()
        with pytest.raises(WebSocketDisconnect):
            one.next("nothing")
    workspace.close()
    with page(client) as one:
        one.begin(FIRST, ids[0])
        one.send(sent[20:])
        one.say(type="end", take=FIRST)
        one.next("ended", take_count=2)
    assert samples_of(workspace, FIRST) == pcm(sound("low"))


def test_gaps_and_nonsense_are_refused_and_the_socket_lives(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    sent = list(blocks(sound("low"), take=FIRST))
    with page(client) as one:
        one.send(sent[:1])
        assert "has not begun" in one.next("refused")["sentence"]
        one.say(type="begin", take=FIRST, class_id=ids[0], source="microphone")
        assert "not understood" in one.next("refused")["sentence"]
        one.say(type="begin", take=FIRST, class_id=ids[0], rate=15)
        assert "taught with sounds" in one.next("refused")["sentence"]
        one.begin(FIRST, ids[0])
        one.send([sent[0], sent[2], sent[1], sent[0], sent[2]])
        refused = one.next("refused")
        assert (refused["take"], refused["sequence"]) == (FIRST, sent[2].sequence)
        assert [one.next("saved")["sequence"] for _ in range(4)] == [
            sent[number].sequence for number in (0, 1, 0, 2)
        ]
        odd = write_frame(sent[3]) + b"x"
        one.socket.send_bytes(odd)
        assert "even" in one.next("refused")["sentence"]
        one.frame(0, FIRST, shown=BLACK)
        assert one.next("refused")["sequence"] == 0
        one.frame(1, shown=BLACK)
        assert "listens" in one.next("refused")["sentence"]
        one.say(type="end", take=FIRST)
        one.next("ended")
    assert samples_of(workspace, FIRST) == b"".join(block.pcm for block in sent[:3])


def test_a_take_that_is_long_ends_by_itself(
    client: TestClient, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "MAX_TAKE_SECONDS", 1)
    with page(client) as one:
        one.begin(FIRST, ids[0])
        one.send(blocks(sound("low", 2), take=FIRST))
        assert one.next("ended")["sentence"] == saving.LONG_ENOUGH
        one.say(type="end", take=FIRST)
        one.next("ended", sentence="")


def test_answers_when_there_is_a_model(client: TestClient, ids: list[str]) -> None:
    heard = list(blocks(sound("high", 2, number=9)))
    with page(client) as one:
        one.say(type="listen", stream=0, rate=RATE)
        one.send(heard[:1])
        assert one.next("no-answer")["sequence"] == 0
    teach(client, ids)
    with page(client) as one:
        one.say(type="listen", stream=0, rate=RATE)
        one.send(heard)
        answers: list[Any] = []
        while len(answers) < len(heard):
            message = json.loads(one.socket.receive_text())
            if message["type"] in ("answer", "no-answer"):
                answers.append(message)
        last = [one["sequence"] for one in answers if one["type"] == "answer"]
        assert last == sorted(last)
        assert np.diff(last).min() >= 0.05 * RATE
        fired = [(e["class_id"], e["kind"]) for a in answers for e in a.get("events", ())]
        assert (ids[1], "start") in fired


def test_who_is_too_slow_is_told_once_and_hears_what_is_now(
    client: TestClient, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    teach(client, ids)
    monkeypatch.setattr(backlog, "MOST_LAG_SECONDS", -1)
    with page(client) as one:
        one.say(type="listen", stream=0, rate=RATE)
        one.next("refused", sentence=TOO_SLOW)
        one.send(blocks(sound("low", 2)))
        one.next("answer")
        assert not [message for message in one.passed if message["type"] == "refused"]


def test_hears_while_a_take_is_recorded(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    teach(client, ids)
    said = sound("low", 2, number=8)
    with page(client) as one:
        one.say(type="listen", stream=0, rate=RATE)
        one.begin(take_id(9), ids[0])
        for heard, kept in zip(blocks(said), blocks(said, take=take_id(9)), strict=True):
            one.send([heard, kept])
        one.say(type="end", take=take_id(9))
        one.next("ended", take=take_id(9))
        one.next("answer")
    assert samples_of(workspace, take_id(9)) == pcm(said)


def test_what_it_listens_for_follows_the_takes_and_it_answers_meanwhile(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    teach(client, ids)
    with workspace.use("p") as opened:
        opened.project.set_setting("automatic", True)
        with page(client) as one:
            for number in range(10, 16):
                click = sound("middle", 4, lasting=CLICK, number=number)
                one.say_for(take_id(number), ids[0], click)
            until(lambda: opened.project.backbone == "sound-short")
            one.say(type="listen", stream=0, rate=RATE)
            one.send(blocks(sound("high", 1)))
            assert one.next("answer")["model"] > 0
        until(lambda: opened.learner.state().status == "ready")
        assert opened.learner.backbone.name == "sound-short"
