from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from tests.studio.visiting import TestClient, Visited
from tests.taught import tiny
from understudy.model import Model
from understudy.studio.workspace import Workspace


def test_the_model_is_taken_home(client: TestClient, workspace: Workspace, tmp_path: Path) -> None:
    project = Visited(client, "Rock / 石头")
    with workspace.use(project.id) as opened:
        opened.learner.taught = tiny()
    response = project.ask("GET", "/model")
    header = response.headers["content-disposition"]
    assert unquote(header.partition("''")[2]) == "Rock - 石头.understudy"
    (tmp_path / "home.understudy").write_bytes(response.content)
    assert Model.load(tmp_path / "home.understudy").labels == tiny().labels
    assert list((workspace.library.root / ".temporary").iterdir()) == []


def test_without_a_model_it_says_what_to_do(project: Visited) -> None:
    response = project.ask("GET", "/model")
    assert response.status_code == 404
    assert "Teach at least two classes" in response.json()["sentence"]
