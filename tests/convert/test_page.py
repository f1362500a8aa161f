"""The page is built when its sources changed, and only then; without Node a sentence says so."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from convert import page


class Npm:
    """Stands for Node and npm: notes what is asked of it, and does it in a simple way."""

    def __init__(self, web: Path, built: Path) -> None:
        self.web, self.built = web, built
        self.asked: list[str] = []
        self.version = "v24.1.0\n"
        self.failing = False

    def __call__(self, command: list[str], **_: Any) -> Any:
        name, *arguments = command
        if name == "/bin/node":
            return SimpleNamespace(stdout=self.version)
        self.asked.append(arguments[0])
        if arguments == ["ci"]:
            (self.web / "node_modules").mkdir(exist_ok=True)
        elif not self.failing:
            self.built.mkdir(exist_ok=True)
            (self.built / "index.html").write_text("page")
        return SimpleNamespace(returncode=int(self.failing), stdout="", stderr="a type is wrong")


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Npm:
    web = tmp_path / "web"
    (web / "src" / "lib").mkdir(parents=True)
    for name in ("package-lock.json", "index.html", "src/main.ts", "src/lib/api.ts"):
        (web / name).write_text(name)
    npm = Npm(web, tmp_path / "static")
    monkeypatch.setattr(subprocess, "run", npm)
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    return npm


def ensure(npm: Npm) -> bool:
    return page.ensure(npm.web, npm.built)


def test_it_is_built_once(npm: Npm) -> None:
    assert ensure(npm)
    assert not ensure(npm)
    assert npm.asked == ["ci", "run"]


def test_a_change_of_a_source_builds_it_again_with_the_packages_that_are_there(npm: Npm) -> None:
    ensure(npm)
    (npm.web / "src" / "lib" / "api.ts").write_text("other")
    assert ensure(npm)
    assert npm.asked == ["ci", "run", "run"]


def test_a_change_of_the_lock_file_installs_again(npm: Npm) -> None:
    ensure(npm)
    (npm.web / "package-lock.json").write_text("other")
    assert ensure(npm)
    assert npm.asked == ["ci", "run", "ci", "run"]


def test_a_new_name_is_a_change_and_a_test_is_none(npm: Npm) -> None:
    ensure(npm)
    (npm.web / "src" / "api.test.ts").write_text("test")
    assert not ensure(npm)
    (npm.web / "src" / "main.ts").rename(npm.web / "src" / "start.ts")
    assert ensure(npm)


def test_a_page_that_went_away_is_built_again(npm: Npm) -> None:
    ensure(npm)
    (npm.built / "index.html").unlink()
    assert ensure(npm)


def test_a_built_page_needs_no_node(npm: Npm, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure(npm)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert not ensure(npm)


@pytest.mark.parametrize(("there", "missing"), [(set(), "node"), ({"node"}, "npm")])
def test_what_is_missing_is_named(
    npm: Npm, monkeypatch: pytest.MonkeyPatch, there: set[str], missing: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)
    with pytest.raises(page.PageError, match=rf"{missing} was not found. Install Node 20\.19"):
        ensure(npm)


def test_an_old_node_is_named_with_its_version(npm: Npm) -> None:
    npm.version = "v18.19.0\n"
    with pytest.raises(page.PageError, match=r"20\.19.* but /bin/node is v18\.19\.0\. Install"):
        ensure(npm)
    assert npm.asked == []


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ("v20.18.9", False),
        ("v20.19.0\n", True),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v23.5.0", False),
        ("v24.0.0", True),
        ("v26.3.1", True),
    ],
)
def test_which_versions_will_do(version: str, enough: bool) -> None:
    assert page.is_new_enough(version) is enough


def test_a_failing_build_says_why_and_is_tried_again(npm: Npm) -> None:
    npm.failing = True
    (npm.web / "node_modules").mkdir()
    locked = hashlib.sha256(b"package-lock.json").hexdigest()
    (npm.web / "node_modules" / page.INSTALLED).write_text(locked)
    with pytest.raises(page.PageError, match=r"a type is wrong\n.*run --silent build failed"):
        ensure(npm)
    npm.failing = False
    assert ensure(npm)


def test_the_sources_are_those_of_the_repository() -> None:
    names = {file.relative_to(page.WEB).as_posix() for file in page.source_files(page.WEB)}
    assert {"package-lock.json", "vite.config.ts", "index.html", "src/main.ts"} <= names
    assert not [name for name in names if "node_modules" in name or ".test." in name]
