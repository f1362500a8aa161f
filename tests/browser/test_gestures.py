"""Projects that look at hands: chosen at the start, or when the studio asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.scenes import Scenes
from tests.browser.server import Server
from understudy import drawings

pytestmark = pytest.mark.serial

FOLDED = {"five": (), "one": (1, 2, 3), "two": (2, 3)}
WALLS = [(110, 120, 130), (60, 90, 60), (140, 110, 90), (90, 90, 140)]
NEW_WALL = (150, 140, 110)
SHOWN_SECONDS = 0.2
UNSEEN = "I can't see a hand"
SUGGESTED_MS = 20_000
SWITCHED_MS = 20_000


@pytest.fixture(scope="module")
def hands(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Return pictures of every gesture before several walls; the last wall is never taught."""
    folder = tmp_path_factory.mktemp("hands")
    found: dict[str, list[Path]] = {}
    for name, folded in FOLDED.items():
        for number, wall in enumerate([*WALLS, NEW_WALL]):
            path = folder / f"{name}-{number}.jpg"
            Image.fromarray(drawings.hand(folded=folded, wall=wall)).save(path, quality=95)
            found.setdefault(name, []).append(path)
    return found


@pytest.fixture(scope="module")
def wall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a picture without a hand."""
    path = tmp_path_factory.mktemp("walls") / "wall.png"
    Image.new("RGB", (640, 480), NEW_WALL).save(path)
    return path


@pytest.fixture(scope="module")
def taught(page: Page, camera: Scenes, studio: Server, hands: dict[str, list[Path]]) -> Page:
    """The page, on a project of hands that was taught by holding every button twice."""
    page.goto(studio.address)
    steps.create_project(page, "gestures", "Hands")
    for name in FOLDED:
        steps.add_class(page, name)
    for half in (0, 1):
        for name in FOLDED:
            steps.hold(page, camera, name, hands[name][half:4:2] * 2, SHOWN_SECONDS)
    steps.wait_until_learned(page)
    return page


def skeleton(page: Page) -> Locator:
    return page.get_by_test_id("skeleton").first


def test_gestures_are_known_before_a_wall_never_seen(
    taught: Page, camera: Scenes, hands: dict[str, list[Path]]
) -> None:
    steps.go_to(taught, "Watch")
    for name, paths in hands.items():
        camera.show(paths[-1])
        assert steps.watch(taught) == name
        expect(skeleton(taught)).to_have_attribute("data-poses", "1")


@pytest.mark.usefixtures("taught")
def test_without_a_hand_it_says_so_and_not_that_it_knows_nothing(
    page: Page, camera: Scenes, wall: Path
) -> None:
    steps.go_to(page, "Watch")
    camera.show(wall)
    assert steps.watch(page) == UNSEEN
    expect(page.locator('[data-certainty="unseen"]')).to_be_visible()
    expect(skeleton(page)).to_have_attribute("data-poses", "0")


def test_pac_man_goes_where_a_gesture_says_and_says_when_it_sees_none(
    taught: Page, camera: Scenes, hands: dict[str, list[Path]], wall: Path
) -> None:
    steps.go_to(taught, "Play")
    for move, name in {"Left": "five", "Right": "one"}.items():
        taught.get_by_role("combobox", name=move).select_option(label=name)
    camera.show(hands["five"][-1])
    taught.get_by_role("button", name="Start").click()
    direction = taught.get_by_role("status", name="Direction")
    expect(direction).to_contain_text("left")
    camera.show(hands["one"][-1])
    expect(direction).to_contain_text("right")
    camera.show(wall)
    expect(taught.get_by_role("status", name="Steering")).to_contain_text(UNSEEN)
    expect(direction).to_contain_text("right")


@pytest.mark.usefixtures("taught")
def test_thumbnails_show_the_skeleton(page: Page, studio: Server) -> None:
    steps.go_to(page, "Teach")
    addresses = page.evaluate(
        "() => [...document.querySelectorAll('img')].map((image) => image.src)"
    )
    assert any("skeleton=hands" in address for address in addresses)


def test_pictures_without_a_hand_are_marked_and_can_be_deleted_together(
    taught: Page, camera: Scenes, wall: Path
) -> None:
    steps.go_to(taught, "Teach")
    before = steps.count(taught, "two")
    steps.hold(taught, camera, "two", [wall], SHOWN_SECONDS)
    steps.wait_until_learned(taught)
    taught.get_by_role("button", name="no hand in").click()
    gallery = taught.get_by_role("dialog", name="two")
    added = steps.count(taught, "two") - before
    expect(gallery.get_by_role("switch", name=f"Only with no hand ({added})")).to_be_checked()
    expect(gallery.get_by_role("option", name="no hand")).to_have_count(added)
    gallery.get_by_role("button", name="Delete").first.click()
    expect(gallery.get_by_role("switch")).to_be_hidden()
    expect(gallery.get_by_role("option", name="no hand")).to_have_count(0)
    taught.keyboard.press("Escape")
    assert steps.count(taught, "two") == before


def test_a_project_of_anything_is_asked_and_switches_without_recording_again(
    page: Page, camera: Scenes, studio: Server, hands: dict[str, list[Path]]
) -> None:
    page.goto(studio.origin)
    steps.create_project(page, "asked")
    for name in ("five", "one"):
        steps.add_class(page, name)
    for name in ("five", "one"):  # once: with more takes it would compare, and drawings are easy
        steps.hold(page, camera, name, hands[name][:4], SHOWN_SECONDS)
    counts = [steps.count(page, name) for name in ("five", "one")]
    asked = page.get_by_role("region", name="Suggestion: what to look at")
    expect(asked).to_contain_text("I can see a hand in", timeout=SUGGESTED_MS)
    asked.get_by_role("button", name="Yes, use hands").click()
    expect(asked).to_be_hidden(timeout=SWITCHED_MS)
    expect(page.get_by_text("Now looking at hands.")).to_be_visible()
    steps.wait_until_learned(page)
    assert [steps.count(page, name) for name in ("five", "one")] == counts
    steps.go_to(page, "Watch")
    camera.show(hands["one"][-1])
    assert steps.watch(page) == "one"
    expect(skeleton(page)).to_have_attribute("data-poses", "1")
