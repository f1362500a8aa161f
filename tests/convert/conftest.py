"""What several of these tests share: published files, a drawn picture, and a stand-in for npm."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from convert import node, weights


@pytest.fixture(scope="session")
def weights_file() -> Path:
    """Return the published checkpoint."""
    try:
        return weights.path()
    except FileNotFoundError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def published(weights_file: Path) -> dict[str, np.ndarray]:
    """Return the published weights by name."""
    return weights.load()


@pytest.fixture(scope="session")
def mediapipe() -> Path:
    """Return the folder of the npm packages that hold the landmark networks."""
    folder = node.WEB / "node_modules" / "@mediapipe"
    if not folder.is_dir():
        pytest.skip("the npm packages are not installed here; run: make setup")
    return folder


@pytest.fixture
def picture() -> np.ndarray:
    """Draw smooth colours with an edge: uint8 [224, 224, 3]."""
    y, x = np.mgrid[0:224, 0:224] / 224
    image = np.stack([255 * x, 255 * y, 127 + 120 * np.sin(20 * x * y)], axis=2)
    image[60:150, 80:180] = [200, 30, 60]
    return image.astype(np.uint8)


class Npm:
    """Stands for Node and npm: notes what is asked of it, and does it in a simple way."""

    def __init__(self, web: Path, built: Path) -> None:
        self.web, self.built = web, built
        self.asked: list[str] = []
        self.version = "v24.1.0\n"
        self.failing = ""

    def __call__(self, command: list[str], **_: Any) -> Any:
        name, *arguments = command
        if name == "/bin/node":
            return SimpleNamespace(stdout=self.version)
        (asked, *_) = arguments
        self.asked.append(asked)
        if asked == self.failing:
            return SimpleNamespace(returncode=1, stdout="", stderr="a type is wrong")
        if asked == "ci":
            (self.web / "node_modules").mkdir(exist_ok=True)
        else:
            self.built.mkdir(exist_ok=True)
            (self.built / "index.html").write_text("page")
        return SimpleNamespace(returncode=0, stdout="", stderr="")


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Npm:
    """Return a small checkout of the page, with a stand-in for Node and npm."""
    web = tmp_path / "web"
    (web / "src" / "lib").mkdir(parents=True)
    for name in ("package-lock.json", "index.html", "src/main.ts", "src/lib/api.ts"):
        (web / name).write_text(name)
    npm = Npm(web, tmp_path / "static")
    monkeypatch.setattr(subprocess, "run", npm)
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    return npm
