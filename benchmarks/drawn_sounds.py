"""Short sounds in rooms, drawn: sources, rooms and noises of teaching and testing differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from understudy import tones
from understudy.types import Sound

KINDS = ("clap", "click", "whistle")
NOISE = "noise"
GAPS = (0.25, 0.6)  # seconds between two
WAVER, WAVERS = 0.012, 8.0  # share of the pitch of a motor, and how often a second it changes


@dataclass(frozen=True)
class Room:
    """Where a recording is made, and with what."""

    seed: int
    echo: float
    """Seconds until it is 60 dB quieter."""
    wet: float
    """Power of the echo, of that of the sound itself."""
    slope: float
    """Of its noise: 0 white, 1 pink, 2 brown."""
    noise: float  # of full scale
    gain: float
    hum: float
    """Hertz of a fan, or 0."""


def room(random: np.random.Generator, *, testing: bool) -> Room:
    """Return a room; those of testing echo otherwise and have other noises."""
    return Room(
        seed=int(random.integers(2**31)),
        echo=random.uniform(0.35, 0.5) if testing else random.uniform(0.1, 0.3),
        wet=10 ** (random.uniform(-9, -4 if testing else -6) / 10),
        slope=random.uniform(1.2, 2.0) if testing else random.uniform(0.2, 1.0),
        noise=10 ** (random.uniform(-65, -50) / 20),
        gain=10 ** (random.uniform(-14, 0) / 20),
        hum=random.uniform(90, 160) if testing else 0.0,
    )


def source(kind: str, random: np.random.Generator, rate: int, *, testing: bool) -> Sound:
    """Return one sound; its maker is another person or thing when testing."""
    seed = int(random.integers(2**31))
    if kind == "clap":
        decay = random.uniform(0.012, 0.03) if testing else random.uniform(0.008, 0.02)
        return tones.clap(rate, seed, decay=decay)
    if kind == "click":
        pitch = random.uniform(2600, 4500) if testing else random.uniform(1800, 3600)
        return tones.click(rate, pitch=pitch, decay=random.uniform(0.001, 0.004))
    base = random.uniform(1400, 2200) if testing else random.uniform(900, 1700)
    return tones.chirp(base, base * random.uniform(0.8, 1.3), random.uniform(0.15, 0.4), rate)


def recording(
    kind: str, where: Room, random: np.random.Generator, seconds: float, rate: int, *, testing: bool
) -> Sound:
    """Return a hold of one kind of sound, made again and again, or of the room alone."""
    count = round(seconds * rate)
    dry = np.zeros(count + rate, np.float32)
    place = random.uniform(*GAPS)
    while kind != NOISE and place < seconds - 0.3:
        made = source(kind, random, rate, testing=testing) * random.uniform(0.5, 1)
        start = round(place * rate)
        dry[start : start + len(made)] += made
        place += len(made) / rate + random.uniform(*GAPS)
    heard = where.gain * echoed(dry, where, rate)[:count]
    heard += tones.noise(seconds, rate, where.seed, level=where.noise, slope=where.slope)
    if where.hum:
        heard += tones.tone(where.hum, seconds, rate, level=where.noise, partials=8)
    clipped: Sound = np.clip(heard, -1, 1).astype(np.float32)
    return clipped


def echoed(dry: Sound, where: Room, rate: int) -> Sound:
    """Return a sound with the echo of a room: noise that dies away after the sound itself."""
    length = round(where.echo * rate)
    dying = np.exp(-6.9 * np.arange(length) / length)  # 60 dB
    answer = dying * np.random.default_rng(where.seed).standard_normal(length)
    answer *= np.sqrt(where.wet / np.square(answer).sum())
    answer[0] = 1.0
    size = len(dry) + length
    wet = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(answer, size), size)
    heard: Sound = wet[: len(dry)].astype(np.float32)
    return heard


def motor(pitches: Sequence[float], seed: int, seconds: float, rate: int) -> Sound:
    """Return the noise of propellers, root mean square 0.1: hums that waver, and rushing air.

    `pitches` are of the blades of each, in hertz.
    """
    random = np.random.default_rng(seed)
    times = np.arange(round(seconds * rate)) / rate
    knots = np.arange(0, seconds + 1 / WAVERS, 1 / WAVERS)
    hums = np.zeros(len(times))
    for pitch in pitches:
        waver = 1 + WAVER * np.interp(times, knots, random.standard_normal(len(knots)))
        phase = 2 * np.pi * np.cumsum(pitch * waver) / rate
        for partial in range(1, int(rate / 2 / pitch / 1.1)):
            hums += np.sin(partial * phase + random.uniform(0, 2 * np.pi)) / partial**0.8
    air = tones.noise(seconds, rate, seed, level=0.05, slope=0.8)
    both: Sound = (0.08 * hums / hums.std() + air).astype(np.float32)
    return both
