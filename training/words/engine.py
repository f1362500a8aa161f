"""What the speech engines have in common: a program, and voices it can say a text with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from training.words.utterance import Utterance

Random = np.random.Generator
Say = Callable[[str, Random], Utterance | None]


class EngineMissingError(Exception):
    """A speech engine is not installed."""


def need(program: str, packages: str) -> str:
    """Return the path of a program.

    Raises
    ------
    EngineMissingError
        It is not installed; says which packages of Debian bring it.
    """
    found = shutil.which(program)
    if found is None:
        raise EngineMissingError(
            f"The speech engine {program} is not installed. On Debian: apt install {packages}"
        )
    return found


def say_all(say: Say, texts: Sequence[str], seed: Sequence[int], workers: int) -> list[Utterance]:
    """Return the texts as said, each in a voice drawn by a seed of its own."""

    def one(index: int) -> Utterance | None:
        return say(texts[index], np.random.default_rng([*seed, index]))

    with ThreadPoolExecutor(workers) as pool:
        return [said for said in pool.map(one, range(len(texts))) if said is not None]
