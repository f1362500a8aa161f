"""Everything can be done without a mouse, and one sees where the keyboard is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.scenes import Photos, Scenes
from tests.browser.server import Server

pytestmark = pytest.mark.serial

MOST_TABS = 40
HOLD_MS = 600
MARKED = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
}"""


def tab_to(page: Page, control: Locator) -> None:
    """Press Tab until a control has the keyboard, and look whether that is seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if control.evaluate("element => element === document.activeElement"):
            assert page.evaluate(MARKED), "one can't see where the keyboard is"
            return
    pytest.fail(f"{MOST_TABS} times Tab did not reach {control}")


def test_a_class_is_taught_and_watched_with_keys_alone(
    page: Page, camera: Scenes, studio: Server, photos: Photos
) -> None:
    page.goto(studio.address)
    first, second, *_ = photos.taught
    tab_to(page, page.get_by_role("button", name="New project").first)
    page.keyboard.press("Enter")
    page.keyboard.type("keys")
    page.keyboard.press("Enter")
    box = page.get_by_role("textbox", name="Your first class")
    tab_to(page, box)
    page.keyboard.type(first)
    page.keyboard.press("Enter")
    expect(steps.hold_button(page, first)).to_be_visible()
    page.keyboard.type(second)
    page.keyboard.press("Enter")
    expect(steps.hold_button(page, second)).to_be_visible()

    page.keyboard.press("Tab")  # away from the box, where digits are letters of a name
    for key, name in (("1", first), ("2", second)):
        camera.show(photos.taught[name][0])
        page.keyboard.down(key)
        page.wait_for_timeout(HOLD_MS)
        page.keyboard.up(key)
        assert steps.settled_count(page, name) > 3
    camera.show(photos.taught[second][1])
    hold = steps.hold_button(page, second)
    tab_to(page, hold)
    before = steps.count(page, second)
    page.keyboard.down("Space")
    page.wait_for_timeout(HOLD_MS)
    page.keyboard.up("Space")
    assert steps.settled_count(page, second) > before

    tab_to(page, page.get_by_role("navigation").get_by_role("link", name="Watch"))
    page.keyboard.press("Enter")
    expect(steps.winner(page)).to_contain_text(second)
