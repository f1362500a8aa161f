"""Every screen, light and dark, wide and narrow: pictures to look at, and what a machine can see.

The pictures lie in run/screens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import scenes, sounding, steps
from tests.browser.conftest import (
    NARROW,
    ROOT,
    WIDE,
    Complaints,
    new_context,
    teach_by_uploading,
)
from tests.browser.scenes import Photos, Scenes
from tests.browser.server import Server
from tests.browser.sounding import Sounds
from tests.sounds import write_wav

pytestmark = pytest.mark.serial

SCREENS = ROOT / "run" / "screens"
SIZES = {"wide": WIDE, "narrow": NARROW}
LEAST_TARGET = 24  # CSS pixels: WCAG 2.2, 2.5.8

# Controls without a name for screen readers; those too small to hit, but for links in a text and
# boxes to tick, which have a label and room around them.
UNFIT = """least => {
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const label = (e) =>
    e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || e.title ||
    document.getElementById(e.getAttribute('aria-labelledby'))?.innerText;
  const hidden = (e) => e.closest('[aria-hidden=true], .visually-hidden');
  return [...document.querySelectorAll('button, a[href], input, select')]
    .filter((e) => shown(e) && !hidden(e))
    .flatMap((e) => {
      const { width, height } = e.getBoundingClientRect();
      const beside = getComputedStyle(e).display === 'inline' || /checkbox|radio/.test(e.type);
      const small = Math.min(width, height) < least && !beside;
      if (label(e)?.trim() && !small) return [];
      return [`${small ? `${width}x${height}` : 'no name'}: ${e.outerHTML.slice(0, 200)}`];
    });
}"""


@dataclass(frozen=True)
class Look:
    """A browser in one colour scheme and size."""

    page: Page
    camera: Scenes
    scheme: str
    size: str
    wrong: list[str] = field(default_factory=list)
    """What a machine could see, screen by screen."""

    def take(self, name: str, *essential: Locator) -> None:
        """Keep a picture of the screen; look whether it fits and what is essential is in sight."""
        for locator in essential:
            expect(locator).to_be_visible()
            if self.size == "wide":
                expect(locator).to_be_in_viewport()
        SCREENS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.path(name))
        too_wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if too_wide > 0:
            self.wrong.append(f"{name}: {too_wide} pixels too wide for its window")
        self.wrong.extend(f"{name}: {one}" for one in self.page.evaluate(UNFIT, LEAST_TARGET))

    def path(self, name: str) -> Path:
        return SCREENS / f"{name}-{self.size}-{self.scheme}.png"


@pytest.fixture(params=[(s, z) for s in ("light", "dark") for z in SIZES], ids="-".join)
def look(
    request: pytest.FixtureRequest, browser: Browser, complaints: Complaints
) -> Iterator[Look]:
    scheme, size = request.param
    context = new_context(browser, color_scheme=scheme, viewport=SIZES[size])
    complaints.listen(context)
    page = context.new_page()
    look = Look(page, Scenes(page), scheme, size)
    yield look
    context.close()
    assert look.wrong == []


@pytest.fixture(scope="module")
def empty_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("empty"))
    server.start()
    yield server
    server.kill()


def test_the_first_screens_of_a_new_user(look: Look, empty_studio: Server) -> None:
    page = look.page
    page.goto(empty_studio.address)
    look.take("home-empty", page.get_by_role("button", name="New project").first)
    steps.create_project(page, f"{look.scheme} {look.size}")
    expect(page.get_by_role("button", name="Camera", exact=True)).to_be_visible()
    look.take("teach-empty", page.get_by_role("textbox", name="Your first class"))
    for screen in ("Watch", "Play", "Advanced"):
        steps.go_to(page, screen)
        expect(page.get_by_role("heading").first).to_be_attached()
        look.take(f"{screen.lower()}-empty")
    page.goto("about:blank")
    with empty_studio.client() as client:
        (project,) = client.get("/api/projects").json()
        client.delete(f"/api/projects/{project['id']}").raise_for_status()


def test_the_screens_of_a_taught_project(
    look: Look, studio: Server, taught_project: str, photos: Photos
) -> None:
    page, camera = look.page, look.camera
    name, (photo, *_) = next(iter(photos.taught.items()))
    page.goto(studio.address)
    tile = page.get_by_role("link", name=f"Open {taught_project}")
    look.take("home", page.get_by_role("button", name="New project").first, tile)

    tile.click()
    camera.show(photo)
    page.get_by_role("article").locator("img").first.wait_for()
    look.take("teach", steps.hold_button(page, name), steps.learned(page))
    page.get_by_role("button", name=steps.COUNT).first.click()
    gallery = page.get_by_role("dialog")
    expect(gallery.get_by_role("option").first).to_be_visible()
    look.take("gallery")
    page.keyboard.press("Escape")
    expect(gallery).to_be_hidden()

    steps.go_to(page, "Watch")
    expect(steps.winner(page)).to_contain_text(name)
    look.take("watch", steps.winner(page))
    camera.show(scenes.stripes())
    expect(steps.winner(page)).to_contain_text("Nothing I know")
    look.take("watch-unknown", steps.winner(page))

    steps.go_to(page, "Play")
    start = page.get_by_role("button", name="Start")
    look.take("play", start)
    start.click()
    expect(page.get_by_role("status", name="State")).to_have_text("Playing")
    look.take("play-running", page.get_by_role("status", name="Score"))

    steps.go_to(page, "Advanced")
    page.get_by_role("radio", name="Neural network").check()
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_role("img", name="Cost: from").first).to_be_visible()
    look.take("advanced")
    page.get_by_role("radio", name="Automatic").check()
    page.get_by_role("button", name="Use this").click()
    expect(page.get_by_role("button", name="In use")).to_be_visible()


@pytest.fixture(scope="module")
def sound_project(studio: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The id of a project that knows clicks and whistles."""
    folder = tmp_path_factory.mktemp("sounds")
    drawn = {"click": sounding.clicks, "whistle": sounding.whistle, "noise": sounding.noise}
    files = {
        name: [write_wav(folder / f"{name}-{n}.wav", draw(3 + n), sounding.RATE) for n in range(2)]
        for name, draw in drawn.items()
    }
    return teach_by_uploading(studio, {"name": "heard", "subject": "sound"}, files)


def test_the_screens_of_a_sound_project(look: Look, studio: Server, sound_project: str) -> None:
    page, room = look.page, Sounds(look.page)
    page.goto(studio.address)
    page.get_by_role("button", name="New project").first.click()
    dialog = page.get_by_role("dialog", name="New project")
    dialog.get_by_role("radio", name="Sound").check(force=True)
    look.take("new-sound-project", dialog.get_by_role("button", name="Create"))
    page.keyboard.press("Escape")

    page.get_by_role("link", name=f"Open {sound_project}").click()
    room.play(sounding.clicks(4))
    look.take("teach-sounds", steps.hold_button(page, "click"), steps.learned(page))
    with page.expect_response(steps.is_large_spectrogram):
        page.get_by_role("button", name=steps.COUNT).first.click()
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(2)
    look.take("recordings")
    page.keyboard.press("Escape")

    room.play(sounding.whistle(8))
    steps.go_to(page, "Watch")
    expect(steps.winner(page)).to_contain_text("whistle")
    look.take("watch-sounds", steps.winner(page))

    steps.go_to(page, "Play")
    look.take("play-slider", page.get_by_role("status", name="Value"))
    page.get_by_role("radio", name="Voice drone").check(force=True)
    stop = page.get_by_role("button", name="STOP: land and disarm")
    look.take("play-drone", page.get_by_role("status", name="Flight"), stop)
    steps.go_to(page, "Advanced")
    expect(page.get_by_role("heading").first).to_be_attached()
    look.take("advanced-sounds")

    page.get_by_role("link", name="All projects").click()
    page.get_by_role("link", name="ready to use").click()
    bars = page.get_by_role("group", name="How sure, word by word")
    page.get_by_role("button", name="Turn on the microphone", exact=True).click()
    steps.wait_until(bars.get_by_role("meter").last, "it.ariaValueNow > 0")
    look.take("words", bars)
