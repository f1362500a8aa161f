"""A model of drawn sounds and recordings of them, for the tests of everything that listens."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from understudy import backbones, heads, tones
from understudy.media.flac import write_flac
from understudy.model import Model
from understudy.types import Sound

LABELS = ("hum", "whistle", "noise")
RATE = 32_000


def draw(label: str, number: int, seconds: float, rate: int = RATE) -> Sound:
    """Draw a sound of a class in a room; a whistle is high, a hum is low."""
    room = tones.noise(seconds, rate, number, level=0.002 * (1 + number % 3))
    if label == "hum":
        return room + tones.tone(200 + 15 * number, seconds, rate, partials=5)
    if label == "whistle":
        return room + tones.tone(2200 + 60 * number, seconds, rate)
    return room


def recording(*parts: tuple[str, float] | float, rate: int = RATE, seed: int = 9) -> Sound:
    """Return sounds as (class, seconds) and pauses as seconds, over the noise of a room."""
    made = [
        np.zeros(round(part * rate), np.float32)
        if isinstance(part, (int, float))
        else draw(part[0], 3, part[1], rate)
        for part in parts
    ]
    whole = np.concatenate(made)
    return whole + tones.noise(len(whole) / rate, rate, seed, level=0.002)[: len(whole)]


def write(path: Path, *parts: tuple[str, float] | float, rate: int = RATE) -> Path:
    """Write such a recording as FLAC and return its path."""
    write_flac(path, [recording(*parts, rate=rate)], rate)
    return path


@cache
def whistles() -> Model:
    """Return a model of hums and whistles, with noise as background, which loads quickly."""
    backbone = backbones.load("sound-short")
    windows = {
        label: [
            window
            for number in range(6)
            for window in np.split(draw(label, number, 1.0), range(4480, 32_000, 4480))[1:-1]
        ]
        for label in LABELS
    }
    rows = backbone.embed([window for label in LABELS for window in windows[label]], workers=1)
    y = np.repeat(LABELS, [len(windows[label]) for label in LABELS])
    head = heads.create("logistic").fit(rows, y, groups=np.arange(len(y)) // 6)
    facts = {"background": ["noise"], "licences": ["none"]}
    return Model(map(str, head.classes_), backbone, head.to_onnx(), facts)
