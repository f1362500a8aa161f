"""One picture, and what the camera sees, through three models at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.scenes import Photos, Scenes
from tests.browser.server import Server

pytestmark = pytest.mark.serial

BASE = 5  # labels of the network's own


@pytest.fixture(scope="module")
def trying(page: Page, camera: Scenes, studio: Server, taught_project: str) -> Page:
    """The page, where a picture is tried on a project that knows some classes."""
    page.goto(studio.address)  # the camera's scenes are there before the page
    page.get_by_role("link", name=f"Open {taught_project}").click()
    steps.go_to(page, "Try it")
    return page


def shares(page: Page, column: str) -> Locator:
    return page.get_by_role("list", name=column).get_by_role("listitem")


def expect_three_opinions(page: Page, name: str) -> None:
    """Wait until all three models have said what a photo of a class is."""
    expect(shares(page, "Your classes").first).to_contain_text(name)
    expect(shares(page, "The network's own labels")).to_have_count(BASE)
    page.get_by_role("combobox", name="Class").select_option(label=name)
    either = page.get_by_role("meter", name=f"How much it looks like {name}")
    steps.wait_until(either, "it.ariaValueNow > 50")


def test_the_camera_is_seen_through_three_models(
    trying: Page, camera: Scenes, photos: Photos
) -> None:
    for name, paths in list(photos.untaught.items())[:2]:
        camera.show(paths[0])
        expect_three_opinions(trying, name)


def test_a_picture_is_seen_through_three_models(
    trying: Page, camera: Scenes, photos: Photos
) -> None:
    first, *_, last = photos.untaught
    camera.show(photos.untaught[first][0])
    files = trying.locator("input[type=file]")
    files.set_input_files(photos.untaught[last][1])
    expect_three_opinions(trying, last)
    trying.get_by_role("combobox", name="Class").select_option(label=first)
    expect(trying.get_by_text(f"not {first}")).to_be_visible()
    trying.get_by_role("button", name="Back to the camera").click()
    expect_three_opinions(trying, first)
