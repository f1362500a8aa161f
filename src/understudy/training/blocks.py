"""Long videos, one of a class: cut into blocks, so that a head can be tuned on some of them.

Where a class has a single take, nothing of it can be held out, and how right a model is on it can't
be told: windows of one video are too alike. Nor can it where there are two, for what is left out is
then told from a single clip. But how strongly to smooth, and what to go by, can be
chosen on blocks of it that lie apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.types import Array

BLOCK_SECONDS = 6.0
"""How long the windows of a block go on, from the middle of the first to that of the last."""
GUARD_SECONDS = 2.0
"""From the middle of the last window of a block to that of the first of the next: windows of 1.5 s
share no frame then, and no movement that goes on. Windows in between are left out."""

LEAST_TAKES = 3
"""Of a class, to tell how right a model is on it: with two, each is tested on what a single clip
taught, which is often less than guessing."""


@dataclass(frozen=True)
class Blocks:
    """Which rows to learn from, and what of them is held out together."""

    kept: NDArray[np.int64]  # [m]
    """Rows, in order."""
    groups: NDArray[Any]  # [m]
    """Takes, by their names, and blocks, by theirs."""
    told: NDArray[np.bool_]  # [m]
    """Whether what is held out of this row's class says how right a model is."""


def cut_into_blocks(
    labels: Sequence[Any] | Array,
    takes: Sequence[Any] | Array,
    seconds: Sequence[float | None],
    videos: Sequence[Any] | Array | None = None,
) -> Blocks:
    """Cut the takes of classes that have no other into blocks, where they are long enough.

    Parameters
    ----------
    labels, takes
        The class and the take of each row.
    seconds
        The middle of its window in its video.
    videos
        The video of each row, where a take may have several; those are not cut.
    """
    videos = takes if videos is None else videos
    of_class: dict[Any, set[Any]] = defaultdict(set)
    for label, take in zip(labels, takes, strict=True):
        of_class[label].add(take)
    groups = [f"take {take}" for take in takes]
    kept = np.ones(len(groups), np.bool_)
    single = {label for label, several in of_class.items() if len(several) == 1}
    told = np.array([len(of_class[label]) >= LEAST_TAKES for label in labels], np.bool_)
    for label in single:
        rows = [row for row, own in enumerate(labels) if own == label]
        if len({videos[row] for row in rows}) > 1:
            continue
        numbers = block_numbers([seconds[row] or 0.0 for row in rows])
        for row, number in zip(rows, numbers, strict=True):
            kept[row] = number >= 0
            groups[row] += f", block {number}"
    return Blocks(np.flatnonzero(kept), np.array(groups)[kept], told[kept])


def block_numbers(seconds: Sequence[float]) -> list[int]:
    """Return the block of each window of one video, by the middle of each; -1 between two."""
    numbers = [-1] * len(seconds)
    number, first, last = 0, min(seconds), min(seconds)
    for row in sorted(range(len(seconds)), key=lambda row: seconds[row]):
        if seconds[row] - first > BLOCK_SECONDS:
            if seconds[row] - last < GUARD_SECONDS:
                continue
            number, first = number + 1, seconds[row]
        numbers[row], last = number, seconds[row]
    return numbers
