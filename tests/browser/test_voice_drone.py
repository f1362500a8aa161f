"""The drone of the page is flown by voice: recordings are taught, a microphone device is heard."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser import chromium, sounding, steps
from tests.browser.conftest import Complaints, new_context
from tests.browser.server import Server
from tests.sounds import write_wav

pytestmark = pytest.mark.serial

WORDS = ("take off", "flip", "land")
ACCENTS = ("en-us", "en-gb", "en-gb-scotland")
VOICES = ("f1", "f2", "f4", "m1", "m3", "m7")
ANOTHER = "en-us+f3"
OTHERS = ("Hello. Window. Summer. Better.", "Music. Seven. Garden. People.")  # words of no class
PAUSE = 0.7  # seconds between words
REST = 4.0  # seconds: it takes off, turns over and lands in less
FLIGHT_MS = 30_000  # the whole of a sequence of words, should the first have been missed


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Return recordings of each class: in each of a word, several voices say it."""
    folder = tmp_path_factory.mktemp("recordings")
    made: dict[str, list[Path]] = {}
    for word, accent in product(WORDS, ACCENTS):
        said: list[Path | float] = []
        for voice in VOICES:
            path = folder / f"{accent}-{voice}-{word}.wav"
            said += [sounding.say(path, word, f"{accent}+{voice}"), PAUSE]
        recording = sounding.write_microphone(folder / f"{word}-{accent}.wav", PAUSE, *said)
        made.setdefault(word, []).append(recording)
    fan = write_wav(folder / "fan.wav", sounding.noise(4), sounding.RATE)
    talking = [
        sounding.say(folder / f"talking-{n}.wav", text, f"{ACCENTS[n]}+{VOICES[n]}")
        for n, text in enumerate(OTHERS)
    ]
    return made | {"noise": [fan, *talking]}


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what the microphone hears: the words in their order, by a voice never taught."""
    folder = tmp_path_factory.mktemp("speech")
    parts: list[Path | float] = [2.0]
    for word in WORDS:
        parts += [sounding.say(folder / f"{word}.wav", word, ANOTHER), REST]
    return sounding.write_microphone(folder / "microphone.wav", *parts)


def test_words_fly_the_drone(
    playwright: Playwright,
    studio: Server,
    recordings: dict[str, list[Path]],
    speech: Path,
    complaints: Complaints,
) -> None:
    flags = [*chromium.FAKE_CAMERA, f"--use-file-for-fake-audio-capture={speech}"]
    browser = chromium.launch(playwright, *flags)
    context = new_context(browser)
    complaints.listen(context)
    page = context.new_page()
    page.goto(studio.address)
    steps.create_project(page, "voice drone", "Sound")
    page.get_by_role("button", name="Microphone", exact=True).click()  # off: nothing to record
    for name, paths in recordings.items():
        steps.add_class(page, name)
        page.get_by_label(f"Recordings for {name}").set_input_files(paths)
    for name in WORDS:
        counter = f"Show the {len(ACCENTS) * len(VOICES)} examples of {name}"
        page.get_by_role("button", name=counter).wait_for()
    expect(steps.learned(page)).to_contain_text("Recognises", timeout=steps.LEARNED_MS)

    steps.go_to(page, "Play")
    page.get_by_role("radio", name="Voice drone").check(force=True)
    page.get_by_role("switch", name="Armed").click()
    flight = page.get_by_role("status", name="Flight")
    expect(flight).to_contain_text("Armed.")
    page.get_by_role("button", name="Turn on the microphone").click()
    for sentence in ("Hovering", "Flipped", "Landed"):
        expect(flight).to_contain_text(sentence, timeout=FLIGHT_MS)
    browser.close()
