"""The page is in what is built, and an installed studio shows it without Node."""

from __future__ import annotations

import os
import re
import shutil
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from convert import page
from tests.browser import chromium
from tests.browser.server import Server
from tests.packaging.conftest import Environment

pytestmark = pytest.mark.serial

STATIC = "understudy/studio/static/"
LINK = re.compile(r'(?:src|href)="/([^"]+)"')


@pytest.fixture
def served(studio: Environment, tmp_path: Path) -> Iterator[Server]:
    """The installed studio, in an environment in which there is no Node."""
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    variables |= {"PATH": str(studio.scripts), "UNDERSTUDY_CACHE": str(tmp_path / "cache")}
    assert shutil.which("node", path=variables["PATH"]) is None
    server = Server(tmp_path / "projects", [studio.scripts / "understudy"], variables)
    server.start()
    yield server
    server.kill()


def test_the_wheel_holds_the_page_and_all_that_it_links_to(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        index = archive.read(STATIC + "index.html").decode("utf-8")
        recipe = archive.read(STATIC + page.RECIPE).decode("utf-8")
    linked = LINK.findall(index)
    assert [name for name in linked if name.endswith(".js")]
    assert {STATIC + name for name in linked} <= names
    assert recipe == page.recipe_checksum()


def test_nothing_in_the_page_is_inline(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        index = archive.read(STATIC + "index.html").decode("utf-8")
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", index)


def test_the_source_distribution_holds_the_page_and_its_sources(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert f"src/{STATIC}index.html" in names
    sources = {
        f"web/{file.relative_to(page.WEB).as_posix()}" for file in page.source_files(page.WEB)
    }
    assert sources <= names
    assert not [name for name in names if "node_modules" in name]


def test_an_installed_studio_shows_its_start_screen(served: Server) -> None:
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        shown = browser.new_context().new_page()
        complaints: list[str] = []
        shown.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" else None
        )
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        shown.goto(served.address)
        expect(shown.get_by_role("button", name="New project")).to_be_visible()
        assert "token" not in shown.url
        assert not complaints
        browser.close()
