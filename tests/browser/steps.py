"""What a person does on the page, by the names that a screen reader says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.scenes import Film, Scenes

LEARNED_MS = 20_000
POLL_MS, SETTLED_MS = 50, 400
COUNT = re.compile(r"^Show the ([\d,]+) (?:examples?|clips?) of ")


def create_project(page: Page, name: str, of: str = "Anything") -> None:
    """Create a project of something on the start screen; its Teach screen opens."""
    page.get_by_role("button", name="New project").first.click()
    dialog = page.get_by_role("dialog", name="New project")
    dialog.get_by_role("textbox", name="Name").fill(name)
    dialog.get_by_role("radio", name=of).check(force=True)
    dialog.get_by_role("button", name="Create").click()
    expect(page.get_by_role("region", name="Classes")).to_be_visible()


def go_to(page: Page, screen: str) -> None:
    """Open a screen of the project."""
    link = page.get_by_role("navigation", name="Project").get_by_role("link", name=screen)
    link.click()
    expect(link).to_have_attribute("aria-current", "page")


def add_class(page: Page, name: str) -> None:
    """Add a class on the Teach screen."""
    box = page.get_by_role("textbox", name=re.compile("^(Your first|Add a) class$"))
    box.fill(name)
    box.press("Enter")
    expect(hold_button(page, name)).to_be_visible()


def hold_button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Hold to record {name}")


def count(page: Page, name: str) -> int:
    """Return the counter of a class."""
    counter = page.get_by_role("article", name=name).get_by_role("button", name=COUNT)
    found = COUNT.match(counter.get_attribute("aria-label") or "")
    assert found
    return int(found[1].replace(",", ""))


def hold(page: Page, camera: Scenes, name: str, photos: Sequence[Path], seconds: float) -> int:
    """Hold the button of a class while photos are shown; return how many examples came."""
    before = count(page, name)
    camera.show(photos[0])
    hold_button(page, name).hover()
    page.mouse.down()
    camera.play(photos, seconds)
    page.mouse.up()
    expect(hold_button(page, name)).to_have_attribute("aria-pressed", "false")
    return settled_count(page, name) - before


def hold_for(page: Page, name: str, seconds: float) -> int:
    """Hold the button of a class for a while; return how many examples came."""
    before = count(page, name)
    hold_button(page, name).hover()
    page.mouse.down()
    page.wait_for_timeout(1000 * seconds)
    page.mouse.up()
    expect(hold_button(page, name)).to_have_attribute("aria-pressed", "false")
    return settled_count(page, name) - before


def hold_while(page: Page, camera: Scenes, name: str, film: Film) -> None:
    """Hold the button of a class for as long as a film is shown."""
    camera.film(film.first)
    hold_button(page, name).hover()
    page.mouse.down()
    camera.film(film)
    page.mouse.up()
    expect(hold_button(page, name)).to_have_attribute("aria-pressed", "false")


def wait_until(shown: Locator, condition: str, patience_ms: float | None = None) -> None:
    """Wait until something is true of an element, `it` in JavaScript, if only for a frame."""
    handle = shown.element_handle()
    shown.page.wait_for_function(f"it => {condition}", arg=handle, timeout=patience_ms)


def settled_count(page: Page, name: str) -> int:
    """Return the counter of a class once what was sent is saved: when it stays the same a while."""
    last, since = -1, 0
    while since < SETTLED_MS:
        now = count(page, name)
        last, since = now, since + POLL_MS if now == last else 0
        page.wait_for_timeout(POLL_MS)
    return last


def is_large_spectrogram(response: Response) -> bool:
    """Whether this is the picture of a recording in the list of all, not a small one."""
    return "/spectrogram?" in response.url and "width=1200" in response.url


def learned(page: Page) -> Locator:
    """Return the card that says, in words, what was learned."""
    return page.get_by_role("region", name="What it has learned")


def wait_until_learned(page: Page) -> None:
    """Wait until nothing that was recorded waits to be learned."""
    expect(learned(page).get_by_role("heading")).not_to_contain_text("Learning", timeout=LEARNED_MS)


WATCH = """async (region, [still, counted]) => {
  const end = performance.now() + still;
  const seen = [];
  while (performance.now() < end) {
    await new Promise(requestAnimationFrame);
    if (performance.now() > end - counted) seen.push(region.innerText.split('\\n')[0]);
  }
  return seen;
}"""


def watch(page: Page, still_seconds: float = 1.0, counted_seconds: float = 0.5) -> str:
    """Return what the Watch screen says for most of the last part of a while."""
    times = [1000 * still_seconds, 1000 * counted_seconds]
    seen = winner(page).evaluate(WATCH, times)
    return max(set(seen), key=seen.count)


def winner(page: Page) -> Locator:
    """Return what is written large on the Watch screen."""
    return page.locator("[data-certainty]")
