"""A studio for tests, and a visitor who holds its token."""

from __future__ import annotations

import io
import warnings
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.studio.acting import acting_backbone
from tests.studio.seeing import SeeingBackbone, loading
from tests.studio.sounding import RATE, hearing, pcm, sound
from tests.taught import tiny_backbone
from understudy import backbones
from understudy.model import Model
from understudy.project.records import Example
from understudy.project.store import Project
from understudy.studio.app import create_app
from understudy.studio.poses import NOTHING, Poses
from understudy.studio.protocol import Learning
from understudy.studio.security import Access
from understudy.studio.workspace import Workspace
from understudy.types import Sound

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the name that its client of HTTP will have one day
    from starlette.testclient import TestClient

__all__ = ["TestClient"]

PORT = 8000
ADDRESS = f"http://127.0.0.1:{PORT}"
TOKEN = "the-token-of-this-run"
BACKBONE = tiny_backbone()


class FakeLearner:
    """Learns nothing; says what a test wants it to."""

    def __init__(
        self, project: Project, backbone: Any, publish: Any, load_backbone: Any, before: Any
    ) -> None:
        self.backbone, self.before = backbone, before
        self.declined = False
        self.learned = 0
        self.groups: dict[str, list[list[str]]] = {}
        self.taught: Model | None = None
        self.closed = False
        self.found: Poses = NOTHING
        self.missed: set[str] = set()

    def state(self) -> Learning:
        return Learning(status="empty", sentence="Add a class.", model=0, labels=[])

    def merged(self, class_id: str) -> list[list[str]]:
        return self.groups.get(class_id, [])

    def model(self) -> Model | None:
        return self.taught

    def unseen(self, examples: Sequence[Example]) -> set[str]:
        return self.missed & {one.id for one in examples}

    def poses(self, example: Example) -> Poses:
        return self.found

    def learn(self) -> None:
        self.learned += 1

    def decline(self) -> None:
        self.declined = True

    def close(self) -> None:
        self.closed = True


def fake_workspace(root: Path) -> Workspace:
    """Return a workspace that can look at anything, at hands and at actions, and listen.

    It learns nothing.
    """
    hands = SeeingBackbone("hand")
    usual = tiny_backbone(backbones.DEFAULT)
    acting = acting_backbone(), acting_backbone("actions-hands")
    return Workspace(root, loading(usual, hands, *hearing(), *acting), FakeLearner)


def visitor(workspace: Workspace, static: Path, *, token: str | None = TOKEN) -> TestClient:
    """Return a client of a studio; enter it, so that the studio starts and ends."""
    app = create_app(workspace, Access(PORT, token=TOKEN), static)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return TestClient(app, base_url=ADDRESS, headers=headers, raise_server_exceptions=False)


def wav(samples: Sound, rate: int = RATE) -> bytes:
    """Return a sound as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(pcm(samples))
    return file.getvalue()


class Visited:
    """The address of one project, with requests that must succeed."""

    def __init__(self, client: TestClient, name: str = "Animals", **more: str) -> None:
        self.client = client
        self.id = client.post("/api/projects", json={"name": name, **more}).json()["id"]

    def ask(self, method: str, path: str = "", **options: Any) -> Any:
        """Return a response."""
        return self.client.request(method, f"/api/projects/{self.id}{path}", **options)

    def get(self, path: str = "") -> Any:
        """Return what is there."""
        response = self.ask("GET", path)
        assert response.status_code == 200, response.text
        return response.json()

    def do(self, method: str, path: str = "", **options: Any) -> Any:
        """Change something and return what was said."""
        response = self.ask(method, path, **options)
        assert response.status_code == 200, response.text
        return response.json()

    def add_class(self, name: str) -> str:
        """Add a class and return its id."""
        return str(self.do("POST", "/classes", json={"name": name})["id"])

    def add_recording(self, class_id: str, label: str = "low", number: int = 0) -> str:
        """Add a recording of a sound and return its take."""
        path = f"/classes/{class_id}/files"
        data = wav(sound(label, number=number))
        return str(self.do("POST", path, params={"name": "sound.wav"}, content=data)["take"])

    def add_clip(self, class_id: str, data: bytes, name: str = "clip.mkv") -> str:
        """Add a video of an action and return its take."""
        path = f"/classes/{class_id}/files"
        return str(self.do("POST", path, params={"name": name}, content=data)["take"])

    def add_photo(self, class_id: str, data: bytes, name: str = "photo.jpg") -> str:
        """Add a photo and return its take."""
        path = f"/classes/{class_id}/files"
        added = self.do("POST", path, params={"name": name}, content=data)
        assert added["examples"] == 1
        return str(added["take"])
