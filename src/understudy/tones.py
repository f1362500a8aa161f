"""Drawn sounds, for self-tests, tests and examples: the same on every machine.

All are float32 [samples] within -1..1; lengths are in seconds, rates and pitches in hertz.
"""

from __future__ import annotations

import numpy as np

from understudy.types import Sound

QUIET = 1e-4  # of full scale: the noise of a silent room, -80 dB


def tone(
    pitch: float, seconds: float, rate: int, *, level: float = 0.3, partials: int = 1
) -> Sound:
    """Return a steady tone with overtones, each half as loud as the one below."""
    times = np.arange(round(seconds * rate)) / rate
    pitches = [pitch * (n + 1) for n in range(partials) if pitch * (n + 1) < rate / 2]
    waves = [np.sin(2 * np.pi * p * times) / 2**n for n, p in enumerate(pitches)]
    return _faded(level * np.sum(waves, axis=0), rate)


def chirp(start: float, end: float, seconds: float, rate: int, *, level: float = 0.3) -> Sound:
    """Return a whistle that glides from one pitch to another."""
    count = round(seconds * rate)
    pitches = np.linspace(start, end, count)
    return _faded(level * np.sin(2 * np.pi * np.cumsum(pitches) / rate), rate)


def noise(seconds: float, rate: int, seed: int, *, level: float = 0.1, slope: float = 0.0) -> Sound:
    """Return noise whose power falls with frequency to the power of `slope`: 0 white, 1 pink."""
    count = round(seconds * rate)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    frequencies = np.maximum(np.fft.rfftfreq(count, 1 / rate), 20.0)  # below, nothing is heard
    values = np.fft.irfft(spectrum * frequencies ** (-slope / 2), count)
    values *= level / max(float(values.std()), 1e-12)
    return np.clip(values, -1, 1).astype(np.float32)


def click(rate: int, *, pitch: float = 3000.0, level: float = 0.6, decay: float = 0.002) -> Sound:
    """Return a short knock that rings at a pitch; `decay` is how long until a third is left."""
    times = np.arange(round(8 * decay * rate)) / rate
    ringing = level * np.exp(-times / decay) * np.sin(2 * np.pi * pitch * times)
    return ringing.astype(np.float32)


def clap(rate: int, seed: int, *, level: float = 0.6, decay: float = 0.02) -> Sound:
    """Return a burst of noise that dies away."""
    burst = noise(6 * decay, rate, seed, level=1.0)
    times = np.arange(len(burst)) / rate
    return np.clip(level * np.exp(-times / decay) * burst, -1, 1).astype(np.float32)


def placed(sound: Sound, seconds: float, rate: int, *, at: float = 0.5, seed: int = 0) -> Sound:
    """Return a sound in a silent room of some seconds, its middle at a share of them."""
    count = round(seconds * rate)
    room = QUIET * np.random.default_rng(seed).standard_normal(count)
    sound = sound[:count]
    start = min(max(0, round(at * count) - len(sound) // 2), count - len(sound))
    room[start : start + len(sound)] += sound
    return room.astype(np.float32)


def sounds(seconds: float, rate: int) -> list[Sound]:
    """Return one of each, in the middle of as many seconds."""
    short = min(0.4, seconds / 2)
    drawn = [
        tone(440, short, rate, partials=5),
        chirp(800, 2400, short, rate),
        noise(short, rate, 1, slope=1),
        click(rate),
        clap(rate, 2),
    ]
    return [placed(sound, seconds, rate, seed=index) for index, sound in enumerate(drawn)]


def _faded(values: np.ndarray, rate: int) -> Sound:
    """Return values that begin and end softly, over at most 5 ms."""
    ramp = np.minimum(1, np.arange(len(values)) / max(1, rate // 200))
    return (values * ramp * ramp[::-1]).astype(np.float32)
