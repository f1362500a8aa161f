"""eSpeak NG: a formant synthesiser with many accents and voice variants (espeak-ng)."""

from __future__ import annotations

import subprocess

from training.words.accents import spell
from training.words.engine import Random, need
from training.words.utterance import Utterance, tidy
from training.words.wave_bytes import read_wave

PACKAGES = "espeak-ng"
ACCENTS = {
    "en-us": 0.32, "en-us-nyc": 0.08, "en-gb": 0.17, "en-gb-x-rp": 0.1, "en-gb-scotland": 0.11,
    "en-gb-x-gbclan": 0.07, "en-gb-x-gbcwmd": 0.07, "en-029": 0.08,
}  # fmt: skip
# Of the variants in its data, those that whisper, croak or sound like machines are left out.
VARIANTS = (
    "Alex", "Alicia", "Andrea", "Andy", "Annie", "AnxiousAndy", "Denis", "Diogo", "Gene",
    "Gene2", "Henrique", "Hugo", "Jacky", "Lee", "Marco", "Mario", "Michael", "Mike", "Nguyen",
    "RicishayMax", "RicishayMax2", "RicishayMax3", "Storm", "adam", "anika", "aunty", "belinda",
    "benjamin", "boris", "caleb", "david", "ed", "edward", "edward2", "f1", "f2", "f3", "f4",
    "f5", "grandma", "grandpa", "gustave", "iven", "iven2", "iven3", "iven4", "john",
    "kaukovalta", "klatt", "klatt2", "klatt3", "klatt4", "linda", "m1", "m2", "m3", "m4", "m5",
    "m6", "m7", "m8", "marcelo", "max", "michel", "miguel", "norbert", "pablo", "paul", "pedro",
    "quincy", "rob", "robert", "sandro", "shelby", "steph", "steph2", "steph3", "travis",
    "victor", "zac",
)  # fmt: skip
PLAIN = 0.04  # share said without a variant
PITCHES = (15, 86)  # of 0..99
SPEEDS = (105, 231)  # words a minute
STRESS = str.maketrans("", "", "',%_|:; ")


def say(text: str, random: Random) -> Utterance | None:
    """Return a text said in a random accent, variant, pitch and speed; None where that failed."""
    return _say(text, text, str(random.choice(list(ACCENTS), p=list(ACCENTS.values()))), random)


def say_abroad(text: str, random: Random) -> Utterance | None:
    """Return a text as a voice of another language says it; None where that failed."""
    language, spelt = spell(text, random)
    return _say(text, spelt, language, random)


def phonemes(text: str) -> str:
    """Return what American English makes of a text, without stress."""
    command = [need("espeak-ng", PACKAGES), "-q", "-x", "-v", "en-us", text]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8").strip().translate(STRESS)


def _say(text: str, spelt: str, accent: str, random: Random) -> Utterance | None:
    variant = "" if random.random() < PLAIN else "+" + str(random.choice(VARIANTS))
    pitch, speed = random.integers(*PITCHES), random.integers(*SPEEDS)
    command = [need("espeak-ng", PACKAGES), "-v", accent + variant, "-p", str(pitch)]
    done = subprocess.run(
        [*command, "-s", str(speed), "--stdout", spelt], capture_output=True, check=True
    )
    samples = tidy(*read_wave(done.stdout))
    return None if samples is None else Utterance(samples, text, f"espeak/{accent}{variant}")
