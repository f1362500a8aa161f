"""One thing said by one voice, and files of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 16_000  # Hz, of everything here
PEAK = 0.7  # of full scale, to which each utterance is levelled
EDGE_LEVEL = 0.01  # of the peak: what is softer before and after the word is cut off
EDGE_SECONDS = 0.01  # kept around that
SHORTEST, LONGEST = 0.08, 8.0  # seconds; what is outside went wrong

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """Something said."""

    samples: NDArray[np.int16]
    """Mono at `RATE`, without silence around it."""
    text: str
    voice: str
    """Engine and voice, as in "espeak/en-us+f3"."""


def tidy(samples: Floats, rate: int) -> NDArray[np.int16] | None:
    """Return sound at `RATE`, trimmed and levelled, or None where nothing was said."""
    from scipy.signal import resample_poly

    if rate != RATE and len(samples):
        shared = int(np.gcd(rate, RATE))
        samples = resample_poly(samples, RATE // shared, rate // shared)
    level = np.abs(samples)
    peak = float(level.max(initial=0.0))
    if peak < 1e-3:
        return None
    loud = np.flatnonzero(level > EDGE_LEVEL * peak)
    edge = round(EDGE_SECONDS * RATE)
    kept = samples[max(0, loud[0] - edge) : loud[-1] + edge]
    if not SHORTEST <= len(kept) / RATE <= LONGEST:
        return None
    return np.round(kept * (PEAK * 32767 / peak)).astype(np.int16)


def save(path: Path, utterances: Iterable[Utterance]) -> None:
    """Write utterances to a file: all samples one after another, and where each ends."""
    said = list(utterances)
    np.savez(
        path,
        samples=np.concatenate([u.samples for u in said]),
        ends=np.cumsum([len(u.samples) for u in said]),
        texts=np.array([u.text for u in said]),
        voices=np.array([u.voice for u in said]),
    )


def load(path: Path) -> list[Utterance]:
    """Read utterances that `save` wrote."""
    with np.load(path) as file:
        parts = np.split(file["samples"], file["ends"][:-1])
        named = zip(parts, file["texts"], file["voices"], strict=True)
        return [Utterance(part, str(text), str(voice)) for part, text, voice in named]
