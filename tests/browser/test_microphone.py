"""What the page says when it may not use the microphone, and when that goes away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser import chromium, sounding, steps
from tests.browser.conftest import Complaints, new_context
from tests.browser.server import Server
from tests.browser.sounding import Sounds
from tests.sounds import write_wav

pytestmark = pytest.mark.serial


def test_a_forbidden_microphone_is_explained_and_the_rest_works(
    playwright: Playwright, studio: Server, complaints: Complaints, tmp_path: Path
) -> None:
    browser = chromium.launch(playwright, *chromium.NO_CAMERA_ALLOWED)
    context = new_context(browser)
    complaints.listen(context)
    page = context.new_page()
    page.goto(studio.address)
    steps.create_project(page, "without a microphone", "Sound")
    alert = page.get_by_role("region", name="Microphone").get_by_role("alert")
    expect(alert).to_have_text(re.compile("^The browser may not use the microphone. Allow it"))
    steps.add_class(page, "noise")
    fan = write_wav(tmp_path / "fan.wav", sounding.noise(4), sounding.RATE)
    page.get_by_label("Recordings for noise").set_input_files(fan)
    expect(page.get_by_role("article", name="noise")).to_contain_text(re.compile("[1-9] examples"))
    browser.close()


def test_a_microphone_that_goes_away_takes_nothing_with_it(page: Page, studio: Server) -> None:
    room = Sounds(page)
    page.goto(studio.address)
    steps.create_project(page, "unplugged", "Sound")
    page.get_by_role("radio", name="Short sounds").check(force=True)
    steps.add_class(page, "noise")
    room.play(sounding.noise(4))
    hold = steps.hold_button(page, "noise")
    hold.hover()
    page.mouse.down()
    expect(hold).to_contain_text(re.compile(r"Recording [1-9]\d"))
    shown = steps.count(page, "noise")
    room.unplug()
    region = page.get_by_role("region", name="Microphone")
    expect(region.get_by_role("alert")).to_have_text(re.compile("was unplugged or taken away"))
    expect(hold).to_have_attribute("aria-pressed", "false")
    page.mouse.up()
    came = steps.settled_count(page, "noise")
    assert came >= shown > 0

    region.get_by_role("button", name="Try again").click()
    assert steps.hold_for(page, "noise", 1) > 0
    page.reload()
    assert steps.settled_count(page, "noise") > came
