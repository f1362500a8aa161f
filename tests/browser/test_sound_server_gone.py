"""The server dies while a sound is recorded: the page goes on by itself and loses nothing."""

from __future__ import annotations

import random
import time

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import sounding, steps
from tests.browser.conftest import Complaints
from tests.browser.server import Server
from tests.browser.sounding import Sounds
from tests.browser.test_server_gone import GONE

pytestmark = pytest.mark.serial

KILLS = 2
EARLIEST_MS, LATEST_MS = 1200, 1900  # after the beginning of a hold
AFTER_MS = 800  # for which the hold goes on without a server
RESENT_SECONDS = 15
LEFT_OUT_MS = 500  # of a hold, at most: its click, and what is late on a busy machine


def test_a_recording_outlives_the_server(
    context: BrowserContext, page: Page, studio: Server, complaints: Complaints
) -> None:
    complaints.forgive(GONE)
    room = Sounds(page)
    page.goto(studio.address)
    steps.create_project(page, "power cuts", "Sound")
    page.get_by_role("radio", name="Short sounds").check(force=True)
    steps.add_class(page, "noise")
    room.play(sounding.noise(4))
    dice = random.Random(5)
    for kill in range(KILLS):
        steps.hold_button(page, "noise").hover()
        page.mouse.down()
        began = page.evaluate("performance.now()")
        page.wait_for_timeout(dice.uniform(EARLIEST_MS, LATEST_MS))
        studio.kill()
        shown = steps.count(page, "noise")
        page.wait_for_timeout(AFTER_MS)
        page.mouse.up()
        held = page.evaluate("performance.now()") - began

        studio.start()
        assert counted(studio) >= shown, "it counted what is not on disk"
        visit = context.new_page()  # the studio opens the browser by itself: this run's token
        visit.goto(studio.address)
        visit.close()
        whole = (held - LEFT_OUT_MS) / 1000
        deadline = time.monotonic() + RESENT_SECONDS
        while len(takes(studio)) <= kill or takes(studio)[-1] < whole:
            assert time.monotonic() < deadline, "what was recorded without the server did not come"
            page.wait_for_timeout(100)
        after = steps.settled_count(page, "noise")
        assert after == counted(studio) > shown
        assert len(takes(studio)) == kill + 1


def counted(studio: Server) -> int:
    """Return how many examples the server says there are."""
    with studio.client() as client:
        (project,) = client.get("/api/projects").json()
        opened = client.get(f"/api/projects/{project['id']}").json()
    return int(opened["classes"][0]["count"])


def takes(studio: Server) -> list[float]:
    """Return the lengths of the recordings in seconds, in their order."""
    with studio.client() as client:
        (project,) = client.get("/api/projects").json()
        (entry,) = project["classes"]
        address = f"/api/projects/{project['id']}/classes/{entry['id']}/takes"
        listed = client.get(address).json()
    return [take["duration"] for take in sorted(listed, key=lambda take: take["started"])]
