"""Pac-Man is steered by what the camera sees, and by keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.scenes import Photos, Scenes
from tests.browser.server import Server

pytestmark = pytest.mark.serial

DOT = 10  # points
SOME_DOTS = 5


@pytest.fixture(scope="module")
def playing(
    page: Page, camera: Scenes, studio: Server, taught_project: str, photos: Photos
) -> dict[str, str]:
    """The page, with two classes mapped to left and right; returns which is which."""
    page.goto(studio.address)  # the camera's scenes are there before the page
    page.get_by_role("link", name=f"Open {taught_project}").click()
    steps.go_to(page, "Play")
    first, second, *_ = photos.by_class
    moves = {"Left": first, "Right": second}
    for move, name in moves.items():
        page.get_by_role("combobox", name=move).select_option(label=name)
    return moves


def score(page: Page) -> int:
    return int(page.get_by_role("status", name="Score").inner_text())


def expect_to_eat(page: Page) -> None:
    """Wait until some more dots were eaten."""
    wanted = score(page) + SOME_DOTS * DOT
    page.wait_for_function(
        "([hud, least]) => Number(hud.innerText) >= least",
        arg=[page.get_by_role("status", name="Score").element_handle(), wanted],
    )


def direction(page: Page) -> Locator:
    return page.get_by_role("status", name="Direction")


def test_the_camera_steers_and_dots_are_eaten(
    playing: dict[str, str], page: Page, camera: Scenes, photos: Photos
) -> None:
    camera.show(photos.taught[playing["Right"]][0])
    page.get_by_role("button", name="Start").click()
    expect(direction(page)).to_contain_text("right")
    expect_to_eat(page)
    camera.show(photos.taught[playing["Left"]][0])
    expect(direction(page)).to_contain_text("left")
    expect(page.get_by_role("list", name="How sure, class by class")).to_be_visible()


def test_arrow_keys_steer_too(playing: dict[str, str], page: Page) -> None:
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("status", name="State")).to_have_text("Paused")
    page.get_by_role("button", name="New game").click()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("status", name="State")).to_have_text(re.compile("Ready|Playing"))
    expect_to_eat(page)


def test_what_steers_is_remembered(playing: dict[str, str], page: Page) -> None:
    page.reload()
    for move, name in playing.items():
        chosen = page.get_by_role("combobox", name=move).locator("option:checked")
        expect(chosen).to_have_text(name)
