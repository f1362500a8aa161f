"""The training set: every utterance in several rooms and noises, and noise alone, as embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.words import corpus
from training.words.augment import SAMPLES, Said, clip, levelled
from training.words.embed import embed
from training.words.noises import KINDS, noise
from training.words.utterance import Floats, Utterance
from training.words.windows import EMBEDDINGS, allowed_at

CHUNK = 64
NOISE_SHARE = 0.07  # noise alone, of all clips
NOISE_PEAK_DB = (-75, -3)


@dataclass(frozen=True, slots=True)
class Clips:
    """Clips as the network is trained on them."""

    embeddings: NDArray[np.float16]
    """[clips, moments, 96]"""
    allowed: NDArray[np.bool_]
    """[clips, windows, labels]: which labels are right, see `windows`."""

    def save(self, path: Path) -> None:
        """Write them to a file."""
        np.savez(path, embeddings=self.embeddings, allowed=self.allowed)

    @classmethod
    def load(cls, path: Path) -> Clips:
        """Read what `save` wrote."""
        with np.load(path) as file:
            return cls(file["embeddings"], file["allowed"])


def make(speech: Path, number: int, seed: int, workers: int) -> Clips:
    """Return clips of all that was said into the folder `speech`, in surroundings by `number`."""
    count = sum(map(len, spoken(speech)))
    total = count + noises(count)
    jobs = [
        (speech, seed, number, range(start, min(start + CHUNK, total)), count)
        for start in range(0, total, CHUNK)
    ]
    if workers == 1:
        return join([Clips(*chunk(job)) for job in jobs])
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(chunk, jobs, chunksize=4))
    return join([Clips(*part) for part in parts])


def noises(count: int) -> int:
    """Return how many noises go with so many utterances."""
    return round(count / (1 - NOISE_SHARE)) - count


def join(parts: Sequence[Clips]) -> Clips:
    """Return all clips of several sets."""
    return Clips(
        np.concatenate([part.embeddings for part in parts]),
        np.concatenate([part.allowed for part in parts]),
    )


@cache
def spoken(speech: Path) -> tuple[list[Utterance], list[Utterance]]:
    """Return the words, and what is none of them."""
    return corpus.read(speech, "words"), corpus.read_unknown(speech)


def chunk(job: tuple[Path, int, int, range, int]) -> tuple[NDArray[np.float16], NDArray[np.bool_]]:
    """Return embeddings and allowed labels of some clips."""
    speech, seed, number, which, count = job
    words, unknown = spoken(speech)
    everything = words + unknown
    sounds: list[Floats] = []
    said: list[list[Said]] = []
    for index in which:
        random = np.random.default_rng([seed, number, index])
        if index < count:
            sound, items = clip(everything[index], everything, random)
        else:
            kind = str(random.choice(KINDS[:-1]))
            sound = levelled(noise(kind, SAMPLES, random), NOISE_PEAK_DB, random)
            items = []
        sounds.append(sound)
        said.append(items)
    embeddings = embed(np.stack(sounds))
    windows = embeddings.shape[1] - EMBEDDINGS + 1
    return embeddings.astype(np.float16), np.stack([allowed_at(s, windows) for s in said])
