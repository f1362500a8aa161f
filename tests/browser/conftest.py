"""A real studio, a real browser, and a camera that shows what a test wants."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    sync_playwright,
)

from tests.browser import chromium, scenes
from tests.browser.server import Server

ROOT = Path(__file__).resolve().parents[2]
WIDE = {"width": 1280, "height": 720}
NARROW = {"width": 390, "height": 844}
UPLOADED = 12  # photos of a class
LEARNED_SECONDS = 30
PATIENCE_MS = 15_000  # for whatever is waited for, on a busy machine


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> scenes.Photos:
    return scenes.find_or_draw(tmp_path_factory.mktemp("shapes"))


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running studio in an empty folder."""
    server = Server(tmp_path_factory.mktemp("projects"))
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def taught_project(studio: Server, photos: scenes.Photos) -> str:
    """The id of a project that knows the photos; it was taught by uploading some."""
    some = {name: paths[:UPLOADED] for name, paths in photos.taught.items()}
    return teach_by_uploading(studio, {"name": "taught"}, some)


def teach_by_uploading(
    studio: Server, wanted: dict[str, str], files: Mapping[str, Sequence[Path]]
) -> str:
    """Create a project, upload files of each class, wait until they are learned; return its id."""
    with studio.client() as client:
        project = str(client.post("/api/projects", json=wanted).json()["id"])
        for name, paths in files.items():
            made = client.post(f"/api/projects/{project}/classes", json={"name": name}).json()
            for path in paths:
                client.post(
                    f"/api/projects/{project}/classes/{made['id']}/files",
                    params={"name": path.name},
                    content=path.read_bytes(),
                ).raise_for_status()
        deadline = time.monotonic() + LEARNED_SECONDS
        learning: dict[str, Any] = {}
        while learning.get("status") != "ready" or len(learning["labels"]) < len(files):
            assert time.monotonic() < deadline, learning
            time.sleep(0.05)
            learning = client.get(f"/api/projects/{project}/learning").json()
    return project


# A module each: while Playwright runs, nothing else in the process may use asyncio.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    chromium.find_or_skip()
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = chromium.launch(playwright, *chromium.FAKE_CAMERA)
    yield started
    started.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = new_context(browser)
    yield made
    made.close()


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """Return a browser without cookies, patient, with a wide window."""
    context = browser.new_context(**({"viewport": WIDE, "reduced_motion": "reduce"} | options))
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture(scope="module")
def page(context: BrowserContext) -> Page:
    """The tab that the tests of a file share."""
    return context.new_page()


@pytest.fixture(scope="module")
def camera(page: Page) -> scenes.Scenes:
    """What the camera of that tab shows."""
    return scenes.Scenes(page)


class Complaints:
    """What browsers complained about: errors in the console, exceptions, forbidden content."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.forgiven: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        """Hear every page of a browser context, from now on."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.heard.append(f"exception: {error.error}"))

    def _console(self, message: ConsoleMessage) -> None:
        kind, text = message.type, message.text
        if kind == "error" or "Content Security Policy" in text:
            self.heard.append(f"{kind}: {text}")

    def forgive(self, pattern: str) -> None:
        """Expect complaints like this one, from what the test does to the page."""
        self.forgiven.append(pattern)

    def left(self) -> list[str]:
        """Return what was not forgiven."""
        return [one for one in self.heard if not any(re.search(p, one) for p in self.forgiven)]


@pytest.fixture(autouse=True)
def complaints(request: pytest.FixtureRequest) -> Iterator[Complaints]:
    """Fail the test if its browser complained."""
    complaints = Complaints()
    if "context" in request.fixturenames:
        complaints.listen(request.getfixturevalue("context"))
    yield complaints
    assert not complaints.left()
