"""A project looks at something else while pages watch and record."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.studio.learning.teaching import PATIENCE_SECONDS, take_id
from tests.studio.seeing import BLACK, SeeingBackbone, loading
from tests.studio.streaming.pages import Page
from tests.taught import tiny_backbone
from understudy import backbones
from understudy.project.store import Project
from understudy.studio.routes import projects
from understudy.studio.streaming import stream
from understudy.studio.workspace import Workspace


class Slow(SeeingBackbone):
    """Looks at stills only when it may."""

    def __init__(self) -> None:
        super().__init__("hand")
        self.may_look = threading.Event()

    def load(self, source: Any) -> Any:
        if isinstance(source, Path):  # an example; frames come as bytes
            assert self.may_look.wait(PATIENCE_SECONDS)
        return super().load(source)


@pytest.fixture
def hands() -> Iterator[Slow]:
    backbone = Slow()
    yield backbone
    backbone.may_look.set()


@pytest.fixture
def client(tmp_path: Path, hands: Slow) -> Iterator[TestClient]:
    with Project.create(tmp_path / "p", "Test") as project:
        for name in ("box", "disc"):
            project.add_class(name)
    app = FastAPI()
    usual = tiny_backbone(backbones.DEFAULT)
    app.state.workspace = workspace = Workspace(tmp_path, loading(usual, hands))
    app.include_router(stream.router)
    app.include_router(projects.router)
    with TestClient(app) as visitor:
        yield visitor
    hands.may_look.set()
    workspace.close()


def look_at(client: TestClient, subject: str) -> None:
    response = client.patch("/api/projects/p", json={"subject": subject})
    assert response.status_code == 200, response.text


def test_pages_stay_connected_and_are_answered(client: TestClient, hands: Slow) -> None:
    ids = [one["id"] for one in client.get("/api/projects/p").json()["classes"]]
    with ExitStack() as stack:
        sockets = [client.websocket_connect("/api/projects/p/stream") for _ in range(2)]
        one, two = (Page(stack.enter_context(socket)) for socket in sockets)
        for number, name in enumerate(("box", "disc") * 2):
            one.hold(take_id(number), ids[number % 2], name)
        one.next("learning", status="ready", takes=4)
        for page in (one, two):
            page.frame(0)
            assert page.next("answer")["poses"] == []

        one.say(type="begin", take=take_id(9), class_id=ids[0])
        one.frame(0, take_id(9))
        look_at(client, "hands")
        one.next("changed")
        for page in (one, two):
            said = page.next("learning", status="learning", labels=sorted(ids))
            page.frame(1)
            answer = page.next("answer")
            assert (answer["model"], answer["best"], answer["poses"]) == (said["model"], ids[0], [])
        one.frame(1, take_id(9))
        hands.may_look.set()
        one.say(type="end", take=take_id(9))
        one.next("ended", take_count=2)

        one.next("learning", status="ready", takes=5)
        two.next("learning", status="ready", takes=5)
        for number, page in enumerate((one, two)):
            page.frame(2)
            answer = page.next("answer")
            assert (answer["best"], answer["found"], len(answer["poses"])) == (ids[0], True, 1)
            assert answer["events"] == []  # what had started goes on
            page.frame(30, shown=BLACK)  # long after, so that nothing is smoothed
            answer = page.next("answer")
            assert (answer["label"], answer["found"], answer["poses"]) == (None, False, [])
            assert hands.streams[number].seconds == [0.2, 3.0]
        look_at(client, "anything")
        two.next("learning", status="ready", takes=5)
        two.frame(31)
        assert two.next("answer")["poses"] == []


def test_the_skeleton_is_there_before_anything_is_taught(client: TestClient) -> None:
    look_at(client, "hands")
    with client.websocket_connect("/api/projects/p/stream") as socket:
        page = Page(socket)
        page.frame(0)
        (pose,) = page.next("no-answer")["poses"]
        assert (pose["kind"], len(pose["points"])) == ("hand", 21)
