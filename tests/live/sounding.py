"""A backbone and a model of two tones that need no network, and sounds to play to them."""

from __future__ import annotations

from typing import Any

import numpy as np

from understudy.backbones.backbone import SoundBackbone, Steps
from understudy.backbones.streams import Look, Moment
from understudy.types import Array, Features, Prediction, Sound

RATE = 8000
LABELS = ("low", "high", "noise")
PITCH = {"low": 400.0, "high": 1400.0}  # hertz


def tone(label: str, seconds: float, rate: int = RATE, level: float = 0.2) -> Sound:
    """Return a tone of a class."""
    times = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * PITCH[label] * times)).astype(np.float32)


def quiet(seconds: float, rate: int = RATE, level: float = 1e-3, seed: int = 0) -> Sound:
    """Return low noise."""
    random = np.random.default_rng(seed)
    return level * random.standard_normal(round(seconds * rate)).astype(np.float32)


def played(*parts: tuple[str, float] | float, rate: int = RATE, level: float = 0.2) -> Sound:
    """Return tones, as (class, seconds), and pauses, as seconds, over low noise."""
    made = [
        quiet(part, rate, 0)
        if isinstance(part, (int, float))
        else tone(part[0], part[1], rate, level)
        for part in parts
    ]
    whole = np.concatenate(made)
    return whole + quiet(len(whole) / rate, rate)


class Tones(SoundBackbone):
    """Says how much of each tone is in a window: energies of the pitches, as features [2]."""

    def __init__(self, window: float = 1.0, hop: float = 0.08, rate: int = RATE) -> None:
        super().__init__("tones", {"tones": slice(0, 2)}, licence="none")
        self.window, self.hop, self.step, self.rate = window, hop, hop, rate

    @property
    def steps(self) -> Steps:
        return Steps([], {})

    @property
    def fingerprint(self) -> str:
        return "tones"

    def sources(self, inputs: Any) -> list[Any]:
        return [inputs]

    def load(self, source: Any) -> Sound:
        sound: Sound = source
        return sound

    def look(self, loaded: Array, *, threads: int = 1) -> Look:
        return Look(self.raw_features(loaded))

    def raw_features(self, loaded: Array, *, threads: int = 1) -> Array:
        times = np.arange(len(loaded)) / self.rate
        waves = np.exp(-2j * np.pi * np.outer(list(PITCH.values()), times))
        row: Array = (2 * np.abs(waves @ loaded) / self.rate).astype(np.float32)
        return row

    @property
    def others(self) -> Features | None:
        return None

    def stream(self) -> Playing:
        return Playing(self)


class Playing:
    """A stream of it."""

    def __init__(self, backbone: Tones) -> None:
        self.backbone = backbone
        self.kept = np.zeros(round(backbone.window * backbone.rate), np.float32)
        self.hop = round(backbone.hop * backbone.rate)
        self.waiting = np.zeros(0, np.float32)
        self.heard = 0

    def hear(self, samples: Sound) -> list[Moment]:
        moments = []
        self.waiting = np.concatenate([self.waiting, samples])
        while len(self.waiting) >= self.hop:
            new, self.waiting = self.waiting[: self.hop], self.waiting[self.hop :]
            self.kept = np.concatenate([self.kept, new])[self.hop :]
            self.heard += self.hop
            row = self.backbone.look(self.kept).row
            moments.append(Moment(self.heard / self.backbone.rate, row))
        return moments


class TonesModel:
    """A model as far as a listener looks at it: the louder tone, if 0.1 s of it has sounded."""

    def __init__(self, backbone: SoundBackbone | None = None) -> None:
        self.backbone = backbone or Tones()
        self.labels = LABELS
        self.background = frozenset({"noise"})
        self.facts: dict[str, Any] = {}

    def predict_features(self, rows: Array) -> list[Prediction]:
        predictions = []
        for row in rows:
            # 0.2 s at level 0.2 are 0.04; half of that is as likely noise as not.
            scores = np.array([*(row / 0.02), 1.0])
            values = (scores**4 / (scores**4).sum()).astype(np.float32)
            best = int(values.argmax())
            predictions.append(
                Prediction(LABELS[best], float(values[best]), values, LABELS, novelty=0.0)
            )
        return predictions
