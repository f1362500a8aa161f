from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tests.studio.learning.teaching import BACKBONE, jpeg, take_id, until
from tests.studio.streaming.pages import Page
from understudy.project.store import Project
from understudy.studio.streaming import stream
from understudy.studio.workspace import Workspace

FIRST, SECOND = take_id(1), take_id(2)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Project.create(tmp_path / "p", "Test") as project:
        for name in ("box", "disc"):
            project.add_class(name)
    found = Workspace(tmp_path, load_backbone=lambda name: BACKBONE)
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
def page(client: TestClient) -> Iterator[Page]:
    with client.websocket_connect("/api/projects/p/stream") as socket:
        opened = Page(socket)
        opened.next("hello")
        yield opened


@pytest.fixture
def ids(workspace: Workspace) -> list[str]:
    with workspace.use("p") as opened:
        return [record.id for record in opened.project.classes]


def test_says_hello_first(client: TestClient) -> None:
    with client.websocket_connect("/api/projects/p/stream") as socket:
        hello = json.loads(socket.receive_text())
    assert hello["type"] == "hello"
    assert hello["learning"]["type"] == "learning"


def test_a_frame_is_told_when_it_is_on_disk(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    with page(client) as one:
        one.say(type="begin", take=FIRST, class_id=ids[0], rate=15)
        for number in range(3):
            one.frame(number, FIRST)
            saved = one.next("saved")
            assert (saved["sequence"], saved["take_count"], saved["class_count"]) == (
                number, number + 1, number + 1,
            )  # fmt: skip
            with workspace.use("p") as opened:
                example = opened.project.example(saved["example"])
                assert example.path.read_bytes() == jpeg("box", number)
        one.say(type="end", take=FIRST)
        told = {"type": "ended", "take": FIRST, "take_count": 3, "sentence": ""}
        assert one.next("ended") == told


def test_saying_everything_again_changes_nothing(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    for _ in range(2):
        with page(client) as one:
            one.hold(FIRST, ids[0], "box")
    with workspace.use("p") as opened:
        assert len(opened.project.examples()) == 3


def test_a_take_goes_on_after_the_socket_broke(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    with page(client) as one:
        one.say(type="begin", take=FIRST, class_id=ids[0])
        one.frame(0, FIRST)
        one.next("saved")
    with workspace.use("p") as opened:
        until(lambda: opened.project.takes[FIRST].ended)
    with page(client) as one:
        one.say(type="begin", take=FIRST, class_id=ids[0])
        for number in range(2):
            one.frame(number, FIRST)
        assert one.next("saved", sequence=1)["take_count"] == 2


def test_answers_when_there_is_a_model(client: TestClient, ids: list[str]) -> None:
    with page(client) as one:
        one.frame(0)
        assert one.next("no-answer")["sequence"] == 0
        one.hold(FIRST, ids[0], "box")
        one.hold(SECOND, ids[1], "disc")
        learning = one.next("learning", status="ready")
        for number in range(1, 6):
            one.frame(number, shown=jpeg("disc", number))
            answer = one.next("answer")
            assert (answer["sequence"], answer["captured"]) == (number, 100 * number)
            assert answer["best"] == ids[1]
            assert answer["model"] == learning["model"]
            assert len(answer["probabilities"]) == len(learning["labels"]) == 2
            assert answer["milliseconds"] > 0


def taught(client: TestClient, ids: list[str]) -> None:
    with page(client) as one:
        for number, name in enumerate(("box", "disc") * 2):
            one.hold(take_id(number), ids[number % 2], name)
        one.next("learning", status="ready", takes=4)


def test_tells_what_starts_and_stops(client: TestClient, ids: list[str]) -> None:
    taught(client, ids)
    with page(client) as one:
        fired = []
        for number in range(20):
            one.frame(number, shown=jpeg("box" if number < 10 else "disc", 1))
            fired += [(one["class_id"], one["kind"]) for one in one.next("answer")["events"]]
    assert fired == [(ids[0], "start"), (ids[0], "stop"), (ids[1], "start")]


def test_live_settings_count_at_once(
    client: TestClient, workspace: Workspace, ids: list[str]
) -> None:
    taught(client, ids)
    with page(client) as one:
        one.hold(take_id(9), ids[1], "box")  # which makes it unsure
        one.next("learning", status="ready", takes=5)
        with workspace.use("p") as opened:
            opened.project.set_setting("live", {"threshold": 0.5, "smoothing": 0, "hold_off": 0})
        one.frame(0)
        assert one.next("answer")["label"] == ids[0]
        with workspace.use("p") as opened:
            opened.project.set_setting("live", {"threshold": 1.0, "smoothing": 0, "hold_off": 0})
        one.frame(1)
        answer = one.next("answer")
        assert (answer["label"], answer["best"]) == (None, ids[0])
        assert answer["events"][0]["kind"] == "stop"


def test_what_has_started_goes_on_when_the_model_is_replaced(
    client: TestClient, ids: list[str]
) -> None:
    taught(client, ids)
    with page(client) as one:
        one.frame(0)
        first = one.next("answer")
        assert [event["kind"] for event in first["events"]] == ["start"]
        one.hold(take_id(9), ids[0], "box")
        one.next("learning", status="ready", takes=5)
        one.frame(1)
        second = one.next("answer")
        assert second["model"] > first["model"]
        assert second["events"] == []


def test_every_page_is_told_of_changes(client: TestClient, ids: list[str]) -> None:
    with page(client) as one, page(client) as other:
        one.hold(FIRST, ids[0], "box")
        assert other.next("changed")["class_ids"] == [ids[0]]
        assert other.next("learning")["sentence"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "not understood"),
        ('{"type": "begin", "take": "../../etc/passwd", "class_id": "a"}', "not understood"),
        ('{"type": "end", "take": "zzzzzzzzzzzzzzzz"}', "no take"),
        (json.dumps({"type": "begin", "take": FIRST, "class_id": "gone"}), "class"),
        (json.dumps({"type": "end", "take": FIRST}) + " " * 70_000, "not understood"),
    ],
)
def test_nonsense_is_refused_and_the_socket_lives(
    client: TestClient, text: str, sentence: str, ids: list[str]
) -> None:
    with page(client) as one:
        one.socket.send_text(text)
        refused = one.next("refused")
        assert sentence in refused["sentence"]
        assert refused["final"]
        one.hold(FIRST, ids[0], "box")


def test_bad_frames_are_refused_and_the_socket_lives(client: TestClient, ids: list[str]) -> None:
    taught(client, ids)
    with page(client) as one:
        one.socket.send_bytes(b"short")
        assert "5 bytes" in one.next("refused")["sentence"]
        one.frame(3, shown=b"no picture")
        assert one.next("refused")["sequence"] == 3
        one.frame(4, captured=float("nan"))
        assert one.next("refused")["sequence"] == 4
        one.say(type="begin", take=SECOND, class_id=ids[0])
        one.frame(0, SECOND, shown=jpeg("box", 1)[:-200])
        refused = one.next("refused")
        assert (refused["take"], refused["sequence"], refused["final"]) == (SECOND, 0, True)
        one.frame(5, take_id(77))
        assert one.next("refused")["take"] == take_id(77)
        one.frame(6)
        one.next("answer")


def test_a_full_disk_is_no_reason_to_give_up(
    client: TestClient, workspace: Workspace, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Project, *arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    with page(client) as one:
        one.say(type="begin", take=FIRST, class_id=ids[0])
        with monkeypatch.context() as patch:
            patch.setattr(Project, "add_frame", full)
            one.frame(0, FIRST)
            refused = one.next("refused")
        assert (refused["final"], refused["sequence"]) == (False, 0)
        assert "disk is full" in refused["sentence"]
        one.frame(0, FIRST)
        assert one.next("saved")["sequence"] == 0


def test_a_project_that_is_not_there_is_told(client: TestClient) -> None:
    with client.websocket_connect("/api/projects/none/stream") as socket:
        assert json.loads(socket.receive_text())["type"] == "refused"
        with pytest.raises(WebSocketDisconnect) as left:
            socket.receive_text()
    assert left.value.code == stream.NOT_THERE


def test_closing_the_project_ends_its_sockets(client: TestClient, workspace: Workspace) -> None:
    with page(client) as one:
        with workspace.use("p") as opened:
            opened.hub.close()
        with pytest.raises(WebSocketDisconnect) as left:
            one.next("nothing")
    assert left.value.code == stream.COME_AGAIN
