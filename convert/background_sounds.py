"""Ordinary sounds, made by a program: what any sound is compared with.

Sentences in many voices by the speech synthesiser espeak-ng (its sound, not its code, is what is
measured), and noises, tones and knocks from `understudy.tones`, all at many levels and places.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from convert.errors import BuildError
from understudy import tones
from understudy.media.sound import read_sound
from understudy.types import Sound

SENTENCES = (
    "The kettle is on and the bread is nearly done.",
    "Could you pass me the blue folder, please?",
    "We walked along the river until it got dark.",
    "Nobody knows where the keys have gone this time.",
    "Yesterday the wind blew three chairs across the garden.",
    "Turn the handle slowly and push with your shoulder.",
    "My sister plays the drums in a very small room.",
    "It was cold, but the children would not come inside.",
    "He sold his old bicycle for forty coins.",
    "Which of these roads leads to the harbour?",
    "A grey cat sleeps on top of the printer.",
    "They counted the boxes twice and found one more.",
    "Please leave a message and we will ring you back.",
    "The music was too loud to hear anyone speak.",
    "Good morning, how are you, and what is new?",
    "Half of the apples were green and sour.",
)
LANGUAGES = (
    "en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-029", "de", "fr", "es", "it", "pl",
    "pt-br", "nl", "sv", "lt", "tr", "fi",
)  # fmt: skip
VARIANTS = ("m1", "m2", "m3", "m4", "m5", "m6", "m7", "f1", "f2", "f3", "f4", "f5")
SPEEDS = (110, 210)  # words a minute
PITCHES = (20, 80)  # of espeak-ng's 0 to 99
LEVELS = (-40.0, 0.0)  # dB of the loudest sample, of full scale
ROOMS = (-90.0, -45.0)  # dB of the noise behind it all


def speech(count: int, rate: int, random: np.random.Generator) -> Iterator[Sound]:
    """Yield sentences in many voices.

    Raises
    ------
    BuildError
        espeak-ng is not installed.
    """
    program = shutil.which("espeak-ng")
    if program is None:
        raise BuildError("espeak-ng is not installed. On Debian: apt install espeak-ng")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "speech.wav"
        for number in range(count):
            voice = f"{random.choice(LANGUAGES)}+{random.choice(VARIANTS)}"
            speed, pitch = random.integers(*SPEEDS), random.integers(*PITCHES)
            sentence = SENTENCES[number % len(SENTENCES)]
            command = [program, "-v", voice, "-s", str(speed), "-p", str(pitch), "-w", str(file)]
            subprocess.run([*command, sentence], check=True, capture_output=True)
            yield read_sound(file, rate).samples


def other(rate: int, random: np.random.Generator) -> Sound:
    """Return some other sound: a noise, a tone, a whistle, or a row of knocks."""
    seed = int(random.integers(2**31))
    seconds = float(np.exp(random.uniform(np.log(0.03), np.log(2.0))))
    low, high = 10 ** random.uniform(np.log10(80), np.log10(6000), 2)
    match random.integers(5):
        case 0:
            return tones.noise(seconds, rate, seed, slope=random.uniform(-0.5, 2))
        case 1:
            return tones.tone(low, seconds, rate, partials=int(random.integers(1, 12)))
        case 2:
            return tones.chirp(low, high, seconds, rate)
        case 3:
            knock = tones.click(rate, pitch=high, decay=10 ** random.uniform(-3.3, -1.3))
        case _:
            knock = tones.clap(rate, seed, decay=10 ** random.uniform(-2.5, -1))
    return np.tile(np.pad(knock, (0, round(random.uniform(0, 0.3) * rate))), random.integers(1, 5))


def window(sound: Sound, samples: int, random: np.random.Generator) -> Sound:
    """Return a stretch with the sound, or some of it, anywhere in it, at any level, in a room."""
    room = tones.noise(
        1.0, samples, int(random.integers(2**31)), level=1.0, slope=random.uniform(0, 2)
    )
    room *= 10 ** (random.uniform(*ROOMS) / 20)
    level = 10 ** (random.uniform(*LEVELS) / 20) / max(float(np.abs(sound).max()), 1e-6)
    begin = int(random.integers(-len(sound) + 1, samples) if len(sound) < samples else 0)
    if len(sound) >= samples:
        start = int(random.integers(0, len(sound) - samples + 1))
        return room + np.float32(level) * sound[start : start + samples]
    inside = slice(max(0, begin), min(samples, begin + len(sound)))
    room[inside] += np.float32(level) * sound[inside.start - begin : inside.stop - begin]
    return room
