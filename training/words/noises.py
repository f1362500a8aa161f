"""Sounds that are no speech: hiss, hum, knocks, tones; and babble, which is too much of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from training.words.utterance import RATE, Floats, Utterance

Random = np.random.Generator

SLOPES = {"white": 0.0, "pink": 0.5, "brown": 1.0}  # amplitude falls with frequency to this power
LOWEST_HZ = 20.0
MAINS_HZ = (50, 60, 100, 120)
KINDS = ("white", "pink", "brown", "hum", "knocks", "tones", "babble")
SHARES = (0.13, 0.24, 0.14, 0.1, 0.06, 0.06, 0.27)


def noise(kind: str, samples: int, random: Random, speech: Sequence[Utterance] = ()) -> Floats:
    """Return noise of a kind; babble is made of `speech`."""
    if kind in SLOPES:
        return coloured(samples, SLOPES[kind], random) * swell(samples, random)
    if kind == "hum":
        return hum(samples, random)
    if kind == "knocks":
        return knocks(samples, random)
    if kind == "tones":
        return tones(samples, random)
    return babble(samples, random, speech)


def coloured(samples: int, slope: float, random: Random) -> Floats:
    """Return noise whose amplitude falls with frequency to the power of `slope`."""
    from scipy import fft

    size = samples // 2 + 1
    drawn = random.standard_normal((size, 2), np.float32).view(np.complex64)[:, 0]
    frequency = np.maximum(np.arange(size) * (RATE / samples), LOWEST_HZ)
    return np.asarray(fft.irfft(drawn / frequency**slope, samples), np.float32)


def swell(samples: int, random: Random) -> Floats:
    """Return a level that stays, or rises and falls a few times."""
    if random.random() < 0.6:
        return np.ones(samples, np.float32)
    points = 10 ** (random.normal(0, 6, 6) / 20)
    found = np.interp(np.linspace(0, 5, samples), np.arange(6), points)
    return found.astype(np.float32)


def hum(samples: int, random: Random) -> Floats:
    """Return mains hum with its overtones."""
    time = np.arange(samples, dtype=np.float32) / RATE
    base = float(random.choice(MAINS_HZ))
    parts = [
        np.sin(2 * np.pi * base * k * time + random.uniform(0, 6)) * (random.random() / k)
        for k in range(1, 8)
    ]
    found: Floats = np.sum(parts, axis=0, dtype=np.float32)
    return found


def knocks(samples: int, random: Random) -> Floats:
    """Return some short knocks and clicks."""
    found = np.zeros(samples, np.float32)
    for _ in range(random.integers(2, 14)):
        length = round(random.uniform(0.003, 0.12) * RATE)
        start = random.integers(0, max(1, samples - length))
        burst = random.standard_normal(length, np.float32)
        if random.random() < 0.5:
            ring = random.uniform(150, 4000)
            burst = burst * 0.3 + np.sin(2 * np.pi * ring * np.arange(length) / RATE)
        decay = np.exp(-random.uniform(3, 8) * np.arange(length) / length)
        part = burst * decay * random.uniform(0.2, 1)
        found[start : start + length] += part[: samples - start]
    return found


def tones(samples: int, random: Random) -> Floats:
    """Return whistles, beeps and gliding tones."""
    found = np.zeros(samples, np.float32)
    for _ in range(random.integers(1, 5)):
        length = round(random.uniform(0.05, 1.0) * RATE)
        start = random.integers(0, max(1, samples - length))
        pitch = random.uniform(200, 3500) * random.uniform(0.7, 1.4) ** np.linspace(0, 1, length)
        wave = np.sin(2 * np.pi * np.cumsum(pitch) / RATE)
        if random.random() < 0.4:
            wave = np.sign(wave) * 0.5
        fade = np.minimum(1, np.minimum(np.arange(length), np.arange(length)[::-1]) / 160)
        found[start : start + length] += (wave * fade * random.uniform(0.2, 1))[: samples - start]
    return found


def babble(samples: int, random: Random, speech: Sequence[Utterance]) -> Floats:
    """Return several people talking at once."""
    found = np.zeros(samples, np.float32)
    for _ in range(random.integers(9, 22)):
        said = speech[int(random.integers(len(speech)))].samples
        start = int(random.integers(-len(said) // 2, samples))
        part = said[max(0, -start) :][: samples - max(0, start)]
        found[max(0, start) : max(0, start) + len(part)] += part * np.float32(1 / 32768)
    return found
