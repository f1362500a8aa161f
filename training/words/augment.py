"""From clean utterances to what a microphone may hear: several in turn, in a room, in noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.words.noises import KINDS, SHARES, noise
from training.words.throats import FAST, other_speaker
from training.words.utterance import RATE, Floats, Utterance

Random = np.random.Generator

SECONDS = 3.0  # of a clip
SAMPLES = round(SECONDS * RATE)
BEFORE, AFTER = 0.3, 0.35  # shares of clips with something said before and after
PAUSE = (0.06, 0.9)  # seconds between two utterances
SHORT_SECONDS = 1.1  # what is longer is said alone

REVERB, REVERB_SECONDS, REVERB_LEVEL = 0.5, (0.08, 0.5), (0.1, 0.7)
EQ_DB, EQ_POINTS, EQ_OCTAVES = 5.0, 8, (6, 13)  # powers of two in hertz
BAND, BAND_LOW, BAND_HIGH, BAND_ORDER = 0.4, (60, 350), (3000, 4500), (2, 6)  # Hz
NARROW, NARROW_HZ = 0.3, (3400, 7500)  # as recorded at a lower rate: nothing at all above
NOISE, SNR_DB = 0.85, (3, 35)
CUT, CUT_MARGIN = 0.3, (-0.05, 0.45)  # seconds kept around what is said in a short recording
PEAK_DB = (-40, -1)
FLOOR_DB = (-96, -62)  # dBFS of the microphone's own noise
SILENT = 0.2  # share of clips without that


@dataclass(frozen=True, slots=True)
class Said:
    """Where in a clip a text is said."""

    text: str
    start: float
    """Seconds from the start of the clip."""
    end: float


def clip(main: Utterance, others: Sequence[Utterance], random: Random) -> tuple[Floats, list[Said]]:
    """Return `SECONDS` of sound in which `main` is said, and all that is said in it.

    Something of `others` may be said before and after it, and makes the babble.
    """
    line: list[Utterance] = [main]
    if len(main.samples) < SHORT_SECONDS * RATE:
        if random.random() < BEFORE:
            line.insert(0, another(others, random))
        if random.random() < AFTER:
            line.append(another(others, random))
    sound, said = timeline(line, line.index(main), random)
    sound = heard(sound, others, random)
    if random.random() < CUT:
        sound = cut(sound, said, random)
    sound = levelled(sound, PEAK_DB, random)
    return (narrow(sound, random) if random.random() < NARROW else sound), said


def another(others: Sequence[Utterance], random: Random) -> Utterance:
    """Return a short one of `others`."""
    while True:
        found = others[int(random.integers(len(others)))]
        if len(found.samples) < SHORT_SECONDS * RATE:
            return found


def timeline(line: Sequence[Utterance], main: int, random: Random) -> tuple[Floats, list[Said]]:
    """Return utterances said one after another, the `main` one wholly inside where it fits."""
    fast = random.uniform(*FAST)
    parts = [other_speaker(said.samples, fast, random) for said in line]
    pauses = [round(random.uniform(*PAUSE) * RATE) for _ in line]
    starts = np.cumsum([0] + [len(p) + q for p, q in zip(parts, pauses, strict=True)])[:-1]
    room = SAMPLES - len(parts[main])
    shift = (random.integers(0, room) if room > 0 else 0) - starts[main]
    sound = np.zeros(SAMPLES, np.float32)
    said = []
    for utterance, part, start in zip(line, parts, starts + shift, strict=True):
        first, last = max(0, start), min(SAMPLES, start + len(part))
        if last - first > 0:
            level = 10 ** (random.uniform(-4, 4) / 20)
            sound[first:last] += part[first - start : last - start] * level
            said.append(Said(utterance.text, start / RATE, (start + len(part)) / RATE))
    return sound, said


def heard(sound: Floats, others: Sequence[Utterance], random: Random) -> Floats:
    """Return what a microphone makes of a sound in some room and some noise."""
    from scipy import fft

    size = fft.next_fast_len(SAMPLES + round(REVERB_SECONDS[1] * RATE), real=True)
    response = equaliser(size, random)
    if random.random() < REVERB:
        response = response * fft.rfft(room(random), size)
    band = band_limit(size, random) if random.random() < BAND else None
    wet = np.asarray(fft.irfft(fft.rfft(sound, size) * response, size), np.float32)[:SAMPLES]
    if random.random() < NOISE:
        wet = wet + noisy(wet, others, random)
    if band is not None:
        wet = np.asarray(fft.irfft(fft.rfft(wet, size) * band, size), np.float32)[:SAMPLES]
    return wet


def cut(sound: Floats, said: Sequence[Said], random: Random) -> Floats:
    """Return a sound with nothing outside what is said, as a short recording has."""
    before, after = random.uniform(*CUT_MARGIN, 2)
    first = max(0, round((min(s.start for s in said) - before) * RATE))
    last = max(first, round((max(s.end for s in said) + after) * RATE))
    inside = np.zeros_like(sound)
    inside[first:last] = sound[first:last]
    return inside


def noisy(sound: Floats, others: Sequence[Utterance], random: Random) -> Floats:
    """Return noise at a random distance below the loud parts of a sound."""
    added = noise(str(random.choice(KINDS, p=SHARES)), SAMPLES, random, others)
    loud = np.square(sound)
    power = float(loud[loud > loud.max() * 1e-4].mean()) if loud.max() > 0 else 1e-4
    wanted = power / 10 ** (random.uniform(*SNR_DB) / 10)
    return added * np.float32(np.sqrt(wanted / max(float(np.square(added).mean()), 1e-12)))


def levelled(sound: Floats, peak_db: tuple[float, float], random: Random) -> Floats:
    """Return a sound at a random level, with the noise that a microphone makes by itself."""
    level = 10 ** (random.uniform(*peak_db) / 20)
    sound = sound * np.float32(level / max(float(np.abs(sound).max()), 1e-6))
    if random.random() >= SILENT:
        floor = np.float32(10 ** (random.uniform(*FLOOR_DB) / 20))
        sound = sound + floor * random.standard_normal(len(sound), np.float32)
    return np.clip(sound, -1, 1)


def narrow(sound: Floats, random: Random) -> Floats:
    """Return a sound with nothing above some frequency, often that of a telephone."""
    from scipy import fft

    spectrum = fft.rfft(sound)
    highest = 4000 if random.random() < 0.4 else random.uniform(*NARROW_HZ)
    spectrum[round(highest * len(sound) / RATE) :] = 0
    return np.asarray(fft.irfft(spectrum, len(sound)), np.float32)


def equaliser(size: int, random: Random) -> Floats:
    """Return the frequency response of some microphone."""
    knots = np.linspace(*EQ_OCTAVES, EQ_POINTS)
    octave = np.log2(np.maximum(frequencies(size), 2.0 ** EQ_OCTAVES[0]))
    decibels = np.interp(octave, knots, random.normal(0, EQ_DB, EQ_POINTS))
    return (10 ** (decibels / 20)).astype(np.float32)


def room(random: Random) -> Floats:
    """Return the response of a small room: the sound, then noise that dies away."""
    length = round(random.uniform(*REVERB_SECONDS) * RATE)
    # -60 dB at the end: exp(-6.9) = 1e-3.
    tail = random.standard_normal(length, np.float32) * np.exp(-6.9 * np.arange(length) / length)
    tail *= random.uniform(*REVERB_LEVEL) / np.sqrt(np.square(tail).sum())
    tail[0] = 1
    return tail.astype(np.float32)


def band_limit(size: int, random: Random) -> Floats:
    """Return the magnitude response of a telephone or an old recording (Butterworth)."""
    low, high = random.uniform(*BAND_LOW), random.uniform(*BAND_HIGH)
    order = 2 * int(random.integers(*BAND_ORDER))
    at = np.maximum(frequencies(size), 1.0)
    found = 1 / np.sqrt((1 + (low / at) ** order) * (1 + (at / high) ** order))
    return found.astype(np.float32)


def frequencies(size: int) -> Floats:
    """Return the frequencies in hertz of a transform of `size` samples."""
    return np.arange(size // 2 + 1, dtype=np.float32) * np.float32(RATE / size)
