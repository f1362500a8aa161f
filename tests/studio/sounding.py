"""Drawn sounds, and backbones that tell them by their pitch."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np

from understudy.backbones.backbone import SoundBackbone, Steps
from understudy.backbones.streams import Look, Moment, Row
from understudy.media.part import Part
from understudy.media.sound import read_part
from understudy.types import Array, Features, Sound

RATE = 8_000  # samples a second, of the backbone and of most microphones here
PITCHES = {"low": 400.0, "high": 1_500.0, "middle": 800.0}  # hertz
WORD, CLICK = 0.4, 0.06  # seconds
PAUSE = 0.5  # before and after each sound, seconds
BANDS = 8
NOISE = 0.0005


def sound(
    label: str, times: int = 2, lasting: float = WORD, rate: int = RATE, number: int = 0
) -> Sound:
    """Return something of a pitch said a few times, with pauses in which hardly anything is."""
    random = np.random.default_rng([number, *label.encode()])
    seconds = np.arange(round(lasting * rate)) / rate
    pieces = [np.zeros(round(PAUSE * rate))]
    for _ in range(times if label in PITCHES else 0):
        pitch = PITCHES[label] * random.uniform(0.95, 1.05)
        shape = np.hanning(len(seconds)) ** 0.25
        pieces += [0.4 * shape * np.sin(2 * np.pi * pitch * seconds), pieces[0]]
    whole = np.concatenate(pieces if len(pieces) > 1 else [np.zeros(3 * len(pieces[0]))])
    return (whole + random.normal(0, NOISE, len(whole))).astype(np.float32)


def pcm(samples: Sound) -> bytes:
    """Return samples as the page sends them."""
    return np.round(samples * 32_767).astype("<i2").tobytes()


class HearingBackbone(SoundBackbone):
    """Gives the level of each of some bands of frequency in a window, by no network."""

    def __init__(self, name: str = "sound", window: float = 0.6, hop: float = 0.05) -> None:
        super().__init__(name, {"bands": slice(0, BANDS)}, licence="none")
        self.rate, self.window, self.step, self.hop = RATE, window, window / 2, hop
        self.known_others: Features | None = None
        self.loaded: list[Any] = []
        """What was asked for, in order."""

    @property
    def fingerprint(self) -> str:
        return f"fingerprint of {self.name}"

    @property
    def others(self) -> Features | None:
        return self.known_others

    @property
    def steps(self) -> Steps:
        raise NotImplementedError

    def sources(self, inputs: Any | Iterable[Any]) -> list[Any]:
        return [inputs] if isinstance(inputs, (Part, np.ndarray)) else list(inputs)

    def load(self, source: Any) -> Sound:
        self.loaded.append(source)
        if isinstance(source, Part):
            return read_part(source, self.window, self.rate)
        return np.asarray(source, np.float32)

    def look(self, loaded: Array, *, threads: int = 1) -> Look:
        return Look(self.raw_features(loaded))

    def raw_features(self, loaded: Array, *, threads: int = 1) -> Row:
        power = np.abs(np.fft.rfft(loaded, 2_048 if len(loaded) < 2_048 else None)) ** 2
        edges = np.linspace(0, len(power) // 2, BANDS + 1).astype(int)
        bands = np.array([power[a:b].sum() for a, b in pairwise(edges)])
        level = np.log10(bands + 1e-4)
        return (level - level.mean()).astype(np.float32)

    def stream(self) -> HeardStream:
        return HeardStream(self)


class HeardStream:
    """Looks at the last window at every hop."""

    def __init__(self, backbone: HearingBackbone) -> None:
        self._backbone = backbone
        self._size = round(backbone.window * RATE)
        self._hop = round(backbone.hop * RATE)
        self._waiting: Sound = np.zeros(self._size, np.float32)
        self._end = 0

    def hear(self, samples: Sound) -> list[Moment]:
        self._waiting = np.concatenate([self._waiting, samples])
        moments = []
        while len(self._waiting) >= self._size + self._hop:
            self._waiting = self._waiting[self._hop :]
            self._end += self._hop
            row = self._backbone.look(self._waiting[: self._size]).row
            moments.append(Moment(self._end / RATE, row))
        return moments


SHORT = 0.1  # seconds, of the window of the backbone for short sounds


def hearing() -> tuple[HearingBackbone, HearingBackbone]:
    """Return backbones for words and for short sounds."""
    return HearingBackbone("sound"), HearingBackbone("sound-short", SHORT, SHORT / 4)
