"""A recording that is played through the ready-made words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import sounding
from tests.browser.server import Server

pytestmark = pytest.mark.serial

SPOKEN = ("seven", "yes", "left", "three", "go")
PAUSE = 1.0  # seconds
PLAYED_MS = 30_000


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoken")
    parts: list[Path | float] = [PAUSE]
    for word in SPOKEN:
        parts += [sounding.say(folder / f"{word}.wav", word, "en-us"), PAUSE]
    return sounding.write_microphone(folder / "words.wav", *parts)


def test_its_words_are_written_down_and_nothing_is_kept(
    page: Page, studio: Server, recording: Path
) -> None:
    page.goto(studio.address)
    page.get_by_role("link", name=re.compile("ready to use")).click()
    expect(page.get_by_role("meter")).to_have_count(20)
    page.get_by_label("Recording to listen to").set_input_files(recording)
    lines = page.get_by_role("region", name="What it heard").get_by_role("listitem")
    newest_first = [re.compile(rf"\b{word}\b") for word in reversed(SPOKEN)]
    expect(lines).to_have_text(newest_first, timeout=PLAYED_MS)
    page.get_by_role("button", name="Back to the microphone").click()
    expect(page.get_by_role("button", name="Turn on the microphone", exact=True)).to_be_visible()
    assert not [path for path in studio.folder.rglob("*") if path.suffix in (".flac", ".pcm")]


def test_settings_are_remembered_by_the_browser(page: Page) -> None:
    threshold = page.get_by_role("slider", name="Probability threshold")
    threshold.fill("0.9")
    page.reload()
    expect(threshold).to_have_value("0.9")
    page.get_by_role("button", name="As at first").click()
    expect(threshold).to_have_value("0.75")
