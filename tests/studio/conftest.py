from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.studio.learning.teaching import Lesson, lesson
from tests.studio.visiting import TestClient, Visited, fake_workspace, visitor
from understudy.studio.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return fake_workspace(tmp_path / "projects")


@pytest.fixture
def client(workspace: Workspace, tmp_path: Path) -> Iterator[TestClient]:
    with visitor(workspace, tmp_path / "static") as client:
        yield client


@pytest.fixture
def project(client: TestClient) -> Visited:
    return Visited(client)


@pytest.fixture
def sounds(client: TestClient) -> Visited:
    return Visited(client, "Sounds", subject="sound")


@pytest.fixture
def actions(client: TestClient) -> Visited:
    return Visited(client, "Moves", subject="actions")


@pytest.fixture
def taught(tmp_path: Path) -> Iterator[Lesson]:
    """Return a project of boxes and discs, two takes of each, learned."""
    with lesson(tmp_path / "p") as opened:
        for name in ("box", "disc") * 2:
            opened.hold(name)
        opened.ready()
        yield opened
