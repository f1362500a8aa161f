"""The page is built when its sources changed, and only then; without Node a sentence says so."""

from __future__ import annotations

import shutil

import pytest

from convert import page
from convert.errors import BuildError
from tests.convert.conftest import Npm


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


def test_a_failing_build_says_why_and_is_tried_again(npm: Npm) -> None:
    npm.failing = "run"
    with pytest.raises(BuildError, match=r"a type is wrong\n.*run --silent build failed"):
        ensure(npm)
    npm.failing = ""
    assert ensure(npm)
    assert npm.asked == ["ci", "run", "run"]


def test_the_sources_are_those_of_the_repository() -> None:
    names = {file.relative_to(page.WEB).as_posix() for file in page.source_files(page.WEB)}
    assert {"package-lock.json", "vite.config.ts", "index.html", "src/main.ts"} <= names
    assert not [name for name in names if "node_modules" in name or ".test." in name]
