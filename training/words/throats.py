"""Other speakers out of one voice: pitch, formants, tempo and stress, each changed by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.words.utterance import Floats

Random = np.random.Generator

FAST = (0.8, 1.28)  # times as fast, pitch and formants with it
UNEVEN = 0.08  # standard deviation of the logarithm of the tempo along a word
STRESS_DB = 3.0  # standard deviation of the level along a word
KNOTS = 5
OTHER_THROAT = 0.3  # share of utterances whose formants move without the pitch
FORMANTS = (0.9, 1.12)  # times as high
FFT, HOP = 512, 128  # samples of the frames in which they are moved
ENVELOPE = 28  # cepstral coefficients that make the envelope: formants, and not the pitch


def other_speaker(samples: NDArray[np.int16], fast: float, random: Random) -> Floats:
    """Return an utterance as another speaker says it, `fast` times as fast."""
    sound = uneven(samples.astype(np.float32) / np.float32(32768), fast, random)
    if random.random() < OTHER_THROAT and len(sound) > 2 * FFT:
        sound = move_formants(sound, random.uniform(*FORMANTS))
    knots = random.normal(0, STRESS_DB, KNOTS)
    return sound * (10 ** (along(knots, len(sound)) / 20)).astype(np.float32)


def uneven(sound: Floats, fast: float, random: Random) -> Floats:
    """Return a sound played at a speed that changes a little along it."""
    length = max(2, int(len(sound) / fast))
    speed = np.exp(along(random.normal(0, UNEVEN, KNOTS), length))
    at = np.cumsum(speed)
    at *= (len(sound) - 1) / at[-1]
    found: Floats = np.interp(at, np.arange(len(sound)), sound).astype(np.float32)
    return found


def move_formants(sound: Floats, times: float) -> Floats:
    """Return a sound whose formants are `times` as high, its pitch and tempo unchanged."""
    from scipy import fft

    window = np.sqrt(np.hanning(FFT + 1)[:-1]).astype(np.float32)
    padded = np.pad(sound, (FFT, FFT))
    starts = np.arange(0, len(padded) - FFT, HOP)
    frames = padded[starts[:, np.newaxis] + np.arange(FFT)] * window
    spectra: Any = fft.rfft(frames, axis=1)
    logs = np.log(np.maximum(np.abs(spectra), 1e-6))
    cepstra: Any = fft.irfft(logs, axis=1)
    cepstra[:, ENVELOPE:-ENVELOPE] = 0
    envelope = fft.rfft(cepstra, axis=1).real
    bins = np.arange(FFT // 2 + 1)
    at = np.minimum(bins / times, bins[-1])
    low = np.minimum(at.astype(int), bins[-2])
    part = (at - low).astype(np.float32)
    moved = envelope[:, low] * (1 - part) + envelope[:, low + 1] * part
    spectra *= np.exp(np.clip(moved - envelope, -4, 4))
    pieces = fft.irfft(spectra, axis=1) * window
    result = np.zeros_like(padded)
    for start, piece in zip(starts, pieces, strict=True):
        result[start : start + FFT] += piece
    return (result[FFT:-FFT] * (2 * HOP / FFT)).astype(np.float32)


def along(knots: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """Return values that go from knot to knot over a length."""
    return np.interp(np.linspace(0, len(knots) - 1, length), np.arange(len(knots)), knots)
