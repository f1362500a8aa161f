"""Rows of ordinary speech and noise, with which taught models learn what is none of their words.

They are windows as a backbone hears them: of words and sentences that few will teach as a command,
at any place in the window, in rooms and noise, and of noises alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.words.augment import PEAK_DB, clip, levelled
from training.words.noises import KINDS, noise
from training.words.utterance import RATE, Floats, Utterance
from training.words.vocabulary import HELD_OUT, WORDS
from understudy import backbones
from understudy.backbones.backbone import SoundBackbone
from understudy.media.resampling import resample

ROWS = {"sound": 560, "speech-embedding": 1000}  # under a megabyte each, in half precision
NOISES = 0.12  # share of them
COMMANDS = frozenset((
    "take", "off", "land", "landing", "flip", "start", "stopping", "play", "pause", "open",
    "close", "next", "back", "begin", "end", "home", "forward", "backward", "lights", "light",
    "lamp", "on", "turn", "music", "camera", "photo", "picture", "volume", "louder", "quieter",
    "higher", "lower", "faster", "slower", "jump", "fly", "climb", "help", "cancel", "okay",
    "ok", "hello", "hey", "bye", "thanks", "please", "wake", "sleep", "lock", "unlock", "call",
    "answer", "clap", "click", "snap", "whistle", "noise", "red", "green", "blue",
))  # fmt: skip
INSIDE = 0.3  # seconds of the speech that are in the window at least

Random = np.random.Generator


def write(
    folder: Path, utterances: Sequence[Utterance], seed: int, rows: dict[str, int] = ROWS
) -> list[Path]:
    """Write the bank of every backbone that has one into a folder; return the files."""
    ordinary = [said for said in utterances if is_ordinary(said.text)]
    written = []
    for name, count in rows.items():
        backbone = backbones.load(name)
        assert isinstance(backbone, SoundBackbone)
        windows = [window(ordinary, backbone, seed, index, count) for index in range(count)]
        path = folder / f"bank-{name}.npz"
        np.savez(
            path,
            rows=np.asarray(backbone.embed(windows)).astype(np.float16),
            fingerprint=np.array(backbone.fingerprint),
        )
        written.append(path)
    return written


def is_ordinary(text: str) -> bool:
    """Whether a text has nothing in it that is likely to be taught."""
    return not set(text.lower().split()) & (COMMANDS | {*WORDS} | {*HELD_OUT})


def window(
    ordinary: Sequence[Utterance], backbone: SoundBackbone, seed: int, index: int, count: int
) -> Floats:
    """Return one window of a bank of `count`, at the backbone's rate."""
    random = np.random.default_rng([seed, 7, index])
    length = round(backbone.window * RATE)
    if index < NOISES * count:
        sound = levelled(noise(str(random.choice(KINDS[:-1])), length, random), PEAK_DB, random)
    else:
        whole, said = clip(ordinary[int(random.integers(len(ordinary)))], ordinary, random)
        heard = said[int(random.integers(len(said)))]
        first, last = heard.start + INSIDE - backbone.window, heard.end - INSIDE
        start = round(random.uniform(min(first, last), max(first, last)) * RATE)
        start = min(max(0, start), len(whole) - length)
        sound = whole[start : start + length]
    at_rate = resample(sound, RATE, backbone.rate)
    exact = round(backbone.window * backbone.rate)
    return np.pad(at_rate[:exact], (0, max(0, exact - len(at_rate))))
