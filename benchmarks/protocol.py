"""How examples are split and scored: the same for every benchmark."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]

SEEDS = (11, 22, 33, 44, 55)
SHOTS = (1, 5, 10, 20)  # examples a class: K


def generator(seed: int, k: int) -> np.random.Generator:
    """Return the random numbers of one split: other ones for each K."""
    return np.random.default_rng([seed, k])


def random_split(labels: NDArray[Any], k: int, seed: int) -> tuple[Ints, Ints]:
    """Return rows to teach with, `k` of each class at random, and all others to test on."""
    random = generator(seed, k)
    taught = [random.permutation(np.flatnonzero(labels == name))[:k] for name in np.unique(labels)]
    rows = np.concatenate(taught)
    return rows, np.setdiff1d(np.arange(len(labels)), rows)


def people_split(
    labels: NDArray[Any], people: NDArray[Any], k: int, seed: int
) -> tuple[Ints, Ints]:
    """Return rows to teach with, `k` of each class from half the people, and the others' rows.

    Photos of the first half that are not taught are left out, so that nobody is in both parts.
    """
    random = generator(seed, k)
    everyone = random.permutation(np.unique(people))
    first_half = np.isin(people, everyone[: len(everyone) // 2])
    taught = [
        random.permutation(np.flatnonzero((labels == name) & first_half))[:k]
        for name in np.unique(labels)
    ]
    return np.concatenate(taught), np.flatnonzero(~first_half)


def half_known(labels: NDArray[Any], seed: int, known: int | None = None) -> NDArray[Any]:
    """Return the names of the classes to teach, half of them (at least two) unless stated."""
    names = np.unique(labels)
    known = max(2, len(names) // 2) if known is None else known
    return np.sort(np.random.default_rng(seed).permutation(names)[:known])


def interleave(
    variants: Mapping[str, Callable[[], Any]], rounds: int, pause_seconds: float = 0.0
) -> dict[str, list[float]]:
    """Return the seconds of each variant in each round; every round runs all, in turned order.

    What else the machine does then falls on all alike, and the ratio of two variants of the same
    round is fair though neither time may be.
    """
    names = list(variants)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        shift = turn % len(names)
        for name in names[shift:] + names[:shift]:
            time.sleep(pause_seconds)
            begin = time.perf_counter()
            variants[name]()
            seconds[name].append(time.perf_counter() - begin)
    return seconds


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """Return the median over rounds of `above` / `below` of the same round."""
    return median(a / b for a, b in zip(above, below, strict=True))


def chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Yield items in parts of `size`, the last perhaps smaller."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
