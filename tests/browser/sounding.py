"""What the microphone hears: drawn sounds, and words that a synthesiser says."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.sounds import write_wav
from understudy import tones
from understudy.media.sound import read_sound
from understudy.types import Sound

SCRIPT = Path(__file__).with_name("sounding.js")
RATE = 48_000  # hertz, of the microphone on demand
DEVICE_RATE = 44_100  # of the file that Chromium's fake microphone plays
ROOM = 0.0003  # of full scale


class Sounds:
    """The room in which the microphone of one page stands."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(path=SCRIPT)

    def play(self, sound: Sound) -> None:
        """Make a sound over and over."""
        self.page.evaluate("pcm => window.sound(pcm)", _encoded(sound))

    def stop(self) -> None:
        """Make no sound any more."""
        self.page.evaluate("window.silence()")

    def unplug(self) -> None:
        """Take the microphone away."""
        self.page.evaluate("window.unplug()")


def clicks(seconds: float, rate: int = RATE) -> Sound:
    """Return clicks, five in two seconds, each a little different."""
    dice = np.random.default_rng(1)
    pitches, levels = dice.uniform(2500, 3500, 99), dice.uniform(0.3, 0.7, 99)
    made = [
        tones.placed(tones.click(rate, pitch=pitch, level=level), 0.4, rate, seed=n)
        for n, (pitch, level) in enumerate(zip(pitches, levels, strict=True))
    ]
    return np.concatenate(made)[: round(seconds * rate)]


def whistle(seconds: float, rate: int = RATE) -> Sound:
    """Return a whistle that is a little higher at the end."""
    return tones.chirp(1500, 1800, seconds, rate)


def noise(seconds: float, rate: int = RATE) -> Sound:
    """Return what a fan sounds like."""
    return tones.noise(seconds, rate, 3, level=0.02, slope=1)


def say(path: Path, text: str, voice: str, speed: int = 150) -> Path:
    """Write words as a voice says them; skip the test where there is no synthesiser."""
    program = shutil.which("espeak-ng")
    if program is None:
        pytest.skip("there is no speech synthesiser; install espeak-ng")
    subprocess.run([program, "-v", voice, "-s", str(speed), "-w", str(path), text], check=True)
    return path


def write_microphone(path: Path, *parts: Path | float) -> Path:
    """Write the file that Chromium's fake microphone plays: recordings, and pauses in seconds."""
    made = [
        read_sound(part, DEVICE_RATE).samples
        if isinstance(part, Path)
        else np.zeros(round(part * DEVICE_RATE), np.float32)
        for part in parts
    ]
    whole = np.concatenate(made)
    whole = whole[: len(whole) // (DEVICE_RATE // 100) * (DEVICE_RATE // 100)]  # whole 10 ms
    room = tones.noise(len(whole) / DEVICE_RATE, DEVICE_RATE, 5, level=ROOM)
    return write_wav(path, whole + room[: len(whole)], DEVICE_RATE)


def _encoded(sound: Sound) -> str:
    pcm = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
    return base64.b64encode(pcm).decode("ascii")
