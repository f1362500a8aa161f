"""The server dies while a button is held: the page goes on by itself and loses nothing."""

from __future__ import annotations

import random
import time

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import steps
from tests.browser.conftest import Complaints
from tests.browser.scenes import Photos, Scenes
from tests.browser.server import Server

pytestmark = pytest.mark.serial

KILLS = 3  # and 47 in test_power_cuts.py
EARLIEST_MS, LATEST_MS = 200, 900  # after the beginning of a hold
SHOWN_SECONDS = 0.2
RESENT_SECONDS = 15  # the page looks for the server every two seconds
GONE = r"net::ERR_|WebSocket connection to|status of 403"  # what the console says meanwhile


def test_a_hold_outlives_the_server(
    context: BrowserContext,
    page: Page,
    camera: Scenes,
    studio: Server,
    photos: Photos,
    complaints: Complaints,
) -> None:
    complaints.forgive(GONE)
    name, paths = next(iter(photos.by_class.items()))
    page.goto(studio.address)
    steps.create_project(page, "power cuts")
    steps.add_class(page, name)
    dice = random.Random(5)
    for _ in range(KILLS):
        camera.show(paths[0])
        steps.hold_button(page, name).hover()
        page.mouse.down()
        page.wait_for_timeout(dice.uniform(EARLIEST_MS, LATEST_MS))
        studio.kill()
        shown = steps.count(page, name)
        assert on_disk(studio) >= shown, "it counted what is not on disk"
        camera.play(paths[:3], SHOWN_SECONDS)  # the hold goes on without a server
        page.mouse.up()
        studio.start()
        visit = context.new_page()  # the studio opens the browser by itself: this run's token
        visit.goto(studio.address)
        visit.close()
        expect(page.get_by_role("button", name="Undo")).to_be_enabled()
        deadline = time.monotonic() + RESENT_SECONDS
        while on_disk(studio) <= shown:
            assert time.monotonic() < deadline, "what was recorded without the server did not come"
            page.wait_for_timeout(100)
        after = settled_on_disk(page, studio)
        assert steps.settled_count(page, name) == after


def on_disk(studio: Server) -> int:
    return len(list(studio.folder.glob("*/examples/*/*.jpg")))


def settled_on_disk(page: Page, studio: Server) -> int:
    """Return how many examples the disk holds once the page is connected and sends no more."""
    last, still = -1, 0
    while still < 15:
        now = on_disk(studio)
        last, still = now, still + 1 if now == last else 0
        page.wait_for_timeout(100)
    return last
