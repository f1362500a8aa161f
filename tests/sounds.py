"""Drawn recordings, and a sound backbone that needs no network, for the tests of everything."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from understudy import tones
from understudy.backbones.backbone import SoundBackbone, Steps
from understudy.backbones.streams import Look, SoundStream
from understudy.media.recordings import Recording, load_recording
from understudy.types import Array, Features, Sound

RATE = 16_000
LABELS = ("low", "high")
PITCHES = {"low": 300.0, "high": 2500.0}


def draw(label: str, number: int, seconds: float = 0.3) -> Sound:
    """Draw a low or a high tone, a little different each time; for any other label, noise."""
    if label not in PITCHES:
        return tones.noise(seconds, RATE, number, level=0.1, slope=1)
    return tones.tone(PITCHES[label] * (1 + 0.02 * number), seconds, RATE, partials=3)


def take(label: str, number: int = 0, count: int = 1, seconds: float = 0.3) -> Sound:
    """Draw a recording of so many sounds, one a second."""
    seed = 10 * number
    parts = [
        tones.placed(draw(label, number + i, seconds), 1.0, RATE, seed=seed + i)
        for i in range(count)
    ]
    return np.concatenate(parts)


def write_wav(path: Path, samples: Array, rate: int = RATE) -> Path:
    """Write floats [n] or [n, channels] as 16-bit WAV and return the path."""
    table = samples if samples.ndim == 2 else samples[:, np.newaxis]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(table.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(table, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def write_sounds(
    root: Path, labels: Sequence[str] = LABELS, count: int = 4, sounds: int = 1
) -> Path:
    """Write root/<label>/<number>.wav, of so many sounds each, and return the root."""
    for label in labels:
        (root / label).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            write_wav(root / label / f"{number}.wav", take(label, number, sounds))
    return root


class Bands(SoundBackbone):
    """How loud each of four bands of pitches is in half a second, [4]."""

    def __init__(self, window: float = 0.6) -> None:
        super().__init__("bands", {"bands": slice(0, 4)}, licence="none")
        self.rate, self.window, self.step, self.hop = 8_000, window, 0.2, 0.1
        self.asked = 0

    @property
    def steps(self) -> Steps:
        return Steps([{"step": "bands"}], {})

    @property
    def fingerprint(self) -> str:
        return "bands"

    @property
    def others(self) -> Features | None:
        return None

    def sources(self, inputs: Any) -> list[Any]:
        return list(inputs)

    def load(self, source: Any) -> Sound:
        recording = load_recording(source)
        assert recording.rate == self.rate
        return recording.samples

    def look(self, loaded: Array, *, threads: int = 1) -> Look:
        return Look(self.raw_features(loaded))

    def raw_features(self, loaded: Array, *, threads: int = 1) -> Array:
        assert loaded.shape == (round(self.window * self.rate),)
        self.asked += 1
        bands = np.array_split(np.abs(np.fft.rfft(loaded)) ** 2, 4)
        row: Array = np.log10([1e-3 + band.mean() for band in bands]).astype(np.float32)
        return row

    def stream(self) -> SoundStream:
        raise NotImplementedError


def recording(label: str, number: int = 0, count: int = 1) -> Recording:
    """Return a drawn recording."""
    return Recording(take(label, number, count), RATE)
