"""The ready-made words are recognised at once: a microphone device hears a sequence of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser import chromium, sounding, steps
from tests.browser.conftest import Complaints, new_context
from tests.browser.server import Server

pytestmark = pytest.mark.serial

SAID = ("left", "right", "computer", "up", "six", "eight", "zero")
NO_WORD = "computer"  # is not among the eighteen
VOICE = "en-us"
PAUSE = 0.8  # seconds between words
SAID_MS = 40_000  # all of it takes eleven seconds, and comes again and again
WORDS = "[...it.querySelectorAll('li')].map((line) => line.innerText.split('\\n')[1]).reverse()"


def test_a_spoken_sequence_is_written_down(
    playwright: Playwright, studio: Server, complaints: Complaints, tmp_path: Path
) -> None:
    parts: list[Path | float] = [1.0]
    for word in SAID:
        parts += [sounding.say(tmp_path / f"{word}.wav", word, VOICE), PAUSE]
    speech = sounding.write_microphone(tmp_path / "microphone.wav", *parts)
    flags = [*chromium.FAKE_CAMERA, f"--use-file-for-fake-audio-capture={speech}"]
    browser = chromium.launch(playwright, *flags)
    context = new_context(browser)
    complaints.listen(context)
    page = context.new_page()
    page.goto(studio.address)
    page.get_by_role("link", name="ready to use").click()
    page.get_by_role("button", name="Turn on the microphone", exact=True).click()
    heard = page.get_by_role("region", name="What it heard")
    wanted = " ".join(word for word in SAID if word != NO_WORD)
    steps.wait_until(heard, f"{WORDS}.join(' ').includes('{wanted}')", SAID_MS)
    browser.close()
