"""The server dies while an action is recorded: what was counted is kept, and the rest comes."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import acting, steps
from tests.browser.conftest import Complaints
from tests.browser.scenes import Film, Scenes
from tests.browser.server import Server
from tests.browser.test_server_gone import GONE

pytestmark = pytest.mark.serial

HALF_SECONDS = 1.2  # of a hold, before the server is killed and after
KEPT_SECONDS = 0.6  # of the first half, at least, on a busy machine
COME_SECONDS = 0.2  # of the second half, at least: the page keeps eight frames for the server
SAVED_SECONDS = 20


@pytest.fixture(scope="module")
def halves() -> tuple[Film, Film]:
    """A film that is shown in two parts, between which the server is killed."""
    played = acting.performed(acting.WALKS, seed=3)
    middle = HALF_SECONDS
    return acting.filmed(played, 0, middle), acting.filmed(played, middle, 2 * middle)


def test_a_clip_outlives_the_server(
    context: BrowserContext,
    page: Page,
    camera: Scenes,
    studio: Server,
    halves: tuple[Film, Film],
    complaints: Complaints,
) -> None:
    complaints.forgive(GONE)
    page.goto(studio.address)
    steps.create_project(page, "power cuts", "Actions")
    steps.add_class(page, "walk")
    camera.film(halves[0].first)
    steps.hold_button(page, "walk").hover()
    page.mouse.down()
    camera.film(halves[0])
    studio.kill()
    camera.film(halves[1])  # the hold goes on without a server
    page.mouse.up()
    studio.start()
    (kept,) = takes(studio)
    assert kept >= KEPT_SECONDS
    visit = context.new_page()  # the studio opens the browser by itself: this run's token
    visit.goto(studio.address)
    visit.close()
    deadline = time.monotonic() + SAVED_SECONDS
    while (clips := takes(studio)) and clips[0] < kept + COME_SECONDS:
        assert time.monotonic() < deadline, "what was recorded without the server did not come"
        page.wait_for_timeout(100)
    assert len(clips) == 1
    assert steps.settled_count(page, "walk") == 1


def test_a_clip_is_kept_when_the_page_is_gone_too(
    page: Page, camera: Scenes, studio: Server, halves: tuple[Film, Film], complaints: Complaints
) -> None:
    complaints.forgive(GONE)
    page.goto(studio.address)
    page.get_by_role("link", name="Open power cuts").click()
    camera.film(halves[0].first)
    steps.hold_button(page, "walk").hover()
    page.mouse.down()
    camera.film(halves[0])
    studio.kill()
    page.goto("about:blank")
    studio.start()
    assert min(takes(studio)) >= KEPT_SECONDS
    assert len(takes(studio)) == 2
    page.goto(studio.address)
    page.get_by_role("link", name="Open power cuts").click()
    assert steps.settled_count(page, "walk") == 2


def takes(studio: Server) -> list[float]:
    """Return the lengths of the clips in seconds, in their order."""
    with studio.client() as client:
        (project,) = client.get("/api/projects").json()
        (entry,) = project["classes"]
        address = f"/api/projects/{project['id']}/classes/{entry['id']}/takes"
        listed = client.get(address).json()
    return [take["duration"] or 0.0 for take in sorted(listed, key=lambda take: take["started"])]
