"""From an empty folder to a computer that knows three sounds: the whole of what a user does."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser import sounding, steps
from tests.browser.server import Server
from tests.browser.sounding import Sounds

pytestmark = pytest.mark.serial

SOUNDS = {"left": sounding.clicks(8), "right": sounding.whistle(8), "noise": sounding.noise(8)}
HOLD_SECONDS = 2.7
LEAST = 5  # examples of a hold: there are so many clicks in it
QUIET_MS = 700  # in which nothing happens


@pytest.fixture(scope="module")
def room(page: Page) -> Sounds:
    return Sounds(page)


@pytest.fixture(scope="module")
def taught(page: Page, room: Sounds, studio: Server) -> dict[str, int]:
    """How many examples of each class a project has that was taught by holding buttons twice."""
    page.goto(studio.address)
    steps.create_project(page, "clicks and whistles", "Sound")
    for name in SOUNDS:
        steps.add_class(page, name)
    for _ in range(2):
        for name, sound in SOUNDS.items():
            room.play(sound)
            steps.hold_for(page, name, HOLD_SECONDS)
    room.stop()
    expect(page.get_by_text("Now: short sounds")).to_be_visible()
    steps.wait_until_learned(page)
    return {name: steps.settled_count(page, name) for name in SOUNDS}


def test_every_hold_is_counted(taught: dict[str, int], page: Page) -> None:
    assert min(taught.values()) >= 2 * LEAST
    expect(steps.learned(page)).to_contain_text(re.compile(r"Recognises \d+ % of sounds in takes"))


@pytest.mark.usefixtures("taught")
def test_sounds_are_recognised_and_noise_does_nothing(page: Page, room: Sounds) -> None:
    steps.go_to(page, "Watch")
    log = page.get_by_role("region", name="What happened")
    for name in ("left", "right"):
        room.play(SOUNDS[name])
        expect(log).to_contain_text(f"{name} began")
        meter = page.get_by_role("meter", name=name, exact=True)
        steps.wait_until(meter, "it.ariaValueNow > 75")
        steps.wait_until(steps.winner(page), f"it.innerText.startsWith('{name}')")
    room.play(SOUNDS["noise"])
    expect(steps.winner(page)).to_contain_text("noise")
    log.get_by_role("button", name="Clear").click()
    page.wait_for_timeout(QUIET_MS)
    expect(log).not_to_contain_text("began")
    room.stop()


def test_a_take_is_heard_seen_and_trimmed(taught: dict[str, int], page: Page) -> None:
    steps.go_to(page, "Teach")
    shown = page.get_by_role("button", name=f"Show the {taught['right']} examples of right")
    with page.expect_response(steps.is_large_spectrogram) as picture:
        shown.click()
    alpha = np.asarray(Image.open(io.BytesIO(picture.value.body())).getchannel("A"))
    assert alpha.min() < 60, "silence is not transparent"
    assert alpha.max() > 200, "the whistle is not seen"

    sheet = page.get_by_role("dialog", name="right")
    take = sheet.get_by_role("listitem").first
    marks = take.get_by_role("img", name=re.compile("^Where its"))
    whole = number_in(marks)
    assert whole >= LEAST
    with page.expect_response(lambda response: response.url.endswith("/sound")) as sound:
        take.get_by_role("button", name=re.compile("^Play")).click()
    assert sound.value.ok
    expect(take.get_by_role("button", name=re.compile("^Stop"))).to_be_visible()
    expect(take.get_by_role("button", name=re.compile("^Play"))).to_be_visible()  # it is over

    take.get_by_label(re.compile("^End of")).fill(str(HOLD_SECONDS / 2))
    expect(take).to_contain_text(re.compile(r"\d s of \d"))
    assert 0 < number_in(marks) < 0.7 * whole
    page.get_by_role("button", name="Undo").last.click()
    expect(take).not_to_contain_text(re.compile(r"\d s of \d"))
    assert number_in(marks) == whole
    page.keyboard.press("Escape")
    assert steps.settled_count(page, "right") == taught["right"]


def number_in(marks: Locator) -> int:
    """Return how many examples are marked."""
    said = re.search(r"\d+", marks.get_attribute("aria-label") or "")
    return int(said[0]) if said else 0


@pytest.mark.usefixtures("taught")
def test_sounds_move_the_slider_both_ways(page: Page, room: Sounds) -> None:
    steps.go_to(page, "Play")
    value = page.get_by_role("status", name="Value")
    expect(value).to_have_text("5.0")
    room.play(SOUNDS["right"])
    steps.wait_until(value, "Number(it.innerText) >= 6")
    room.play(SOUNDS["left"])
    steps.wait_until(value, "Number(it.innerText) < 5.8")
    room.play(SOUNDS["noise"])
    expect(page.get_by_role("status", name="Steering")).to_have_text("Make a sound to move it")
    stays = value.inner_text()
    page.wait_for_timeout(QUIET_MS)
    expect(value).to_have_text(stays)
