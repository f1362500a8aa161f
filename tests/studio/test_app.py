from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.studio.visiting import ADDRESS, TestClient, Visited, fake_workspace, visitor
from tests.taught import draw
from understudy.media.image import encode_jpeg
from understudy.project.store import Project
from understudy.studio import app as apps
from understudy.studio import security
from understudy.studio.workspace import Workspace

PICTURE = encode_jpeg(draw("box", 0))


def test_every_address_asks_for_the_token(
    client: TestClient, workspace: Workspace, tmp_path: Path
) -> None:
    addresses = [
        (method, re.sub(r"{\w+}", "x", path))
        for path, methods in client.get("/api/openapi.json").json()["paths"].items()
        for method in methods
    ]
    assert len(addresses) > 30
    stranger = visitor(workspace, tmp_path / "static", token=None)  # not entered: no second start
    for method, path in [*addresses, ("GET", "/"), ("GET", "/docs"), ("GET", "/api/openapi.json")]:
        response = stranger.request(method, path)
        assert response.status_code == 403, (method, path)


def test_every_address_says_which_problems_it_has(client: TestClient) -> None:
    for path, methods in client.get("/api/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (method, path)
            assert {"400", "404", "409"} <= operation["responses"].keys(), (method, path)


def test_no_address_loads_anything_from_elsewhere(client: TestClient) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(path).status_code == 404


def test_refusals_have_the_headers_too(client: TestClient) -> None:
    too_large = client.post("/api/projects", content=b"x" * 10**6)
    assert too_large.status_code == 413
    for response in (too_large, client.get("/api/none"), client.get("/")):
        for name, value in security.HEADERS.items():
            assert response.headers[name] == value


def test_what_goes_wrong_inside_stays_inside(
    client: TestClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(workspace.library, "folders", fail)
    response = client.get("/api/projects")
    assert response.status_code == 500
    assert response.json()["sentence"].startswith("Something went wrong inside Understudy")
    assert "secret" not in response.text
    assert response.headers["x-frame-options"] == "DENY"


def test_projects_are_closed_when_it_ends(tmp_path: Path) -> None:
    workspace = fake_workspace(tmp_path / "projects")
    with visitor(workspace, tmp_path / "static") as client:
        project = Visited(client)
        project.add_photo(project.add_class("cat"), PICTURE)
    with Project.open(workspace.library.folder(project.id)) as again:
        assert len(again.examples()) == 1


def test_projects_that_nobody_uses_are_closed_in_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = fake_workspace(tmp_path / "projects")
    looked = []
    monkeypatch.setattr(apps, "LOOK_SECONDS", 0.001)
    monkeypatch.setattr(workspace, "close_idle", lambda: looked.append(1))
    with visitor(workspace, tmp_path / "static") as client:
        while len(looked) < 3:
            client.get("/api/projects")


def test_what_one_tab_does_the_other_is_told(client: TestClient) -> None:
    project = Visited(client)
    stream = f"{ADDRESS.replace('http', 'ws')}/api/projects/{project.id}/stream"
    with client.websocket_connect(stream) as one, client.websocket_connect(stream) as other:
        assert one.receive_json()["type"] == other.receive_json()["type"] == "hello"
        class_id = project.add_class("cat")
        for socket in (one, other):
            changed = socket.receive_json()
            assert (changed["type"], changed["class_ids"]) == ("changed", [class_id])
            assert changed["revision"] == project.get()["revision"]
        project.do("DELETE")
        for socket in (one, other):
            assert socket.receive()["type"] == "websocket.close"
