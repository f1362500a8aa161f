from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.studio.learning.teaching import PATIENCE_SECONDS, draw
from tests.studio.visiting import BACKBONE, TestClient, Visited, visitor
from understudy import heads
from understudy.media.image import encode_jpeg
from understudy.studio.workspace import Workspace

DENSE = {"head": "dense", "settings": {"units": [8], "epochs": 3}}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "projects", lambda name: BACKBONE)


@pytest.fixture
def client(workspace: Workspace, tmp_path: Path) -> Iterator[TestClient]:
    with visitor(workspace, tmp_path / "static") as client:
        yield client


@pytest.fixture
def project(client: TestClient) -> Visited:
    return Visited(client)


def learned(project: Visited, **values: object) -> dict[str, object]:
    """Wait until the state of the model has these values and return it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not values.items() <= (state := project.get("/learning")).items():
        assert time.monotonic() < end, state
        time.sleep(0.01)
    return state


@pytest.fixture
def taught(project: Visited) -> Visited:
    for name in ("box", "disc"):
        class_id = project.add_class(name)
        for number in range(3):
            light = 40 * number  # far enough apart to be takes of their own
            picture = (draw(name, number) // 2 + light).astype("uint8")
            project.do(
                "POST", f"/classes/{class_id}/files?name={number}.jpg",
                content=encode_jpeg(picture),
            )  # fmt: skip
    learned(project, status="ready", waiting=0)
    return project


def test_heads_are_listed_with_their_settings(client: TestClient) -> None:
    found = {head["name"]: head for head in client.get("/api/heads").json()}
    assert list(found) == list(heads.REGISTRY)
    assert (found["auto"]["by_hand"], found["dense"]["by_hand"]) == (False, True)
    epochs = next(one for one in found["dense"]["settings"] if one["name"] == "epochs")
    assert (epochs["kind"], epochs["default"], epochs["least"]) == ("integer", 50, 1)
    assert epochs["help"]


def test_says_what_to_do_first(project: Visited) -> None:
    state = learned(project, status="empty")
    assert state["sentence"] == "Add a class, then record a take of it."
    assert project.ask("POST", "/learning", json=DENSE).status_code == 400


def test_trains_and_compares(taught: Visited) -> None:
    begun = taught.do("POST", "/learning", json=DENSE)
    assert (begun["head"], begun["status"]) == ("dense", "learning")
    state = learned(taught, head="dense", status="ready")
    assert state["settings"] == DENSE["settings"]
    compared = taught.do("POST", "/learning/compare", json={"heads": [DENSE, {"head": "auto"}]})
    assert [one["head"] for one in compared] == ["dense", "auto"]
    cells = taught.get("/learning/confusion")["cells"]
    assert all(cell["examples"] for cell in cells)


def test_training_is_cancelled(taught: Visited) -> None:
    taught.do("POST", "/learning", json={"head": "dense", "settings": {"epochs": 1000}})
    taught.do("DELETE", "/learning")
    learned(taught, head="auto", status="ready")


@pytest.mark.parametrize(
    "wish", [{"head": "forest"}, {"head": "dense", "settings": {"epochs": 0}}, {"heads": "auto"}]
)
def test_wrong_wishes_are_refused_with_a_sentence(taught: Visited, wish: dict[str, object]) -> None:
    response = taught.ask("POST", "/learning", json=wish)
    assert response.status_code == 400
    assert response.json()["sentence"].endswith(".")


def test_a_suggestion_is_declined(project: Visited, workspace: Workspace) -> None:
    assert project.get("/learning")["suggestion"] is None
    revision = project.do("DELETE", "/suggestion")["revision"]
    with workspace.use(project.id) as opened:
        assert opened.project.settings["suggestion"] == {"declined": 0}
        assert opened.project.revision == revision


def test_heads_say_what_they_are_for(client: TestClient) -> None:
    found = {head["name"]: head["subjects"] for head in client.get("/api/heads").json()}
    assert found.pop("spectrogram-conv") == ["spectrogram", "spectrogram-long"]
    for name in ("descriptor", "lstm", "gru", "temporal-conv"):
        assert found.pop(name) == ["actions", "actions-hands", "actions-body"]
    assert set(map(tuple, found.values())) == {()}
