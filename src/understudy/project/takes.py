"""Which examples belong to one take: the unit that is never split between training and testing."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

SAME_MOMENT_SECONDS = 2.0
"""Photos of one class shot at most this long after each other belong to one take."""

SAME_TAKE_SIMILARITY = 0.93
"""Photos of one class whose features have at least this cosine belong to one take."""

BLOCK_ROWS = 1024  # rows compared at a time: 13 MB of features of 3,184 columns, 4 MB of cosines


@dataclass(frozen=True, slots=True)
class Takes:
    """Which take each example belongs to."""

    ids: NDArray[np.intp]
    """The take of each row [n], counted from 0 in order of appearance."""
    split_key: NDArray[np.intp]
    """What is never split, for each row [n]: its group where one is given, else its take."""
    merged: list[list[int]]
    """The rows of every take that was not stated but found, for showing."""


def find_takes(
    labels: Sequence[str],
    stated: Sequence[str | None],
    times: Sequence[float | None],
    features: NDArray[np.float32] | None,
    groups: Sequence[str | None] | None = None,
) -> Takes:
    """Find which examples belong to one take.

    Rows stated to be one take are one. Rows of which nothing is stated are one when a chain of
    them connects, each shot within `SAME_MOMENT_SECONDS` of the next or as similar to it as
    `SAME_TAKE_SIMILARITY`. A take never spans two classes, nor two groups.

    Parameters
    ----------
    labels : sequence of str [n]
        The class of each row.
    stated : sequence of str or None [n]
        The take of each row within its class, where it is stated.
    times : sequence of float or None [n]
        When each was shot, in seconds, where that is known.
    features : float32 [n, d] or None
        Features to compare; rows of zeros and rows that are not finite resemble nothing.
    groups : sequence of str or None [n], optional
        The person or session of each row, where it is known; a group spans classes.

    Returns
    -------
    Takes
    """
    n = len(labels)
    groups = [None] * n if groups is None else groups
    for name, values in {"stated": stated, "times": times, "groups": groups}.items():
        if len(values) != n:
            raise ValueError(f"{name} has {len(values)} rows; expected {n}, one per label")
    if features is not None and (features.ndim != 2 or len(features) != n):
        raise ValueError(f"features have shape {features.shape}; expected [{n}, d]")

    sets = _Sets(n)
    told: dict[Hashable, list[int]] = {}
    loose: dict[Hashable, list[int]] = {}
    for row, (label, take, group) in enumerate(zip(labels, stated, groups, strict=True)):
        if take is None:
            loose.setdefault((label, group), []).append(row)
        else:
            told.setdefault((label, group, take), []).append(row)
    for rows in told.values():
        sets.join(rows[:-1], rows[1:])
    for rows in loose.values():
        _join_moments(sets, rows, times)
        if features is not None:
            _join_similar(sets, np.asarray(rows), np.asarray(features))

    ids = _number(sets.roots().tolist())
    takes: dict[int, list[int]] = {}
    for rows in loose.values():
        for row in rows:
            takes.setdefault(int(ids[row]), []).append(row)
    keys = [
        ("take", int(take)) if group is None else ("group", group)
        for take, group in zip(ids, groups, strict=True)
    ]
    merged = sorted(rows for rows in takes.values() if len(rows) > 1)
    return Takes(ids, _number(keys), merged)


def without_copies(
    labels: Sequence[str], stated: Sequence[str | None], contents: Sequence[str | None]
) -> list[str | None]:
    """Return stated takes, of which those of one class that hold the same content are one.

    A copy that is tested on when the original was taught would be no test.

    Parameters
    ----------
    labels : sequence of str [n]
        The class of each row.
    stated : sequence of str or None [n]
        The take of each row within its class, where it is stated.
    contents : sequence of str or None [n]
        The checksum of the file of each row, where there is one.
    """
    sets = _Sets(len(stated))
    first: dict[Hashable, int] = {}
    for row, (label, take, content) in enumerate(zip(labels, stated, contents, strict=True)):
        if take is not None:
            sets.join([row], [first.setdefault(("take", label, take), row)])
            if content is not None:
                sets.join([row], [first.setdefault(("content", label, content), row)])
    roots = sets.roots().tolist()
    return [take and stated[root] for take, root in zip(stated, roots, strict=True)]


def duplicates_across_classes(
    labels: Sequence[str], checksums: Sequence[str]
) -> list[tuple[str, list[int]]]:
    """Return the checksum and rows of every content that is taught as two classes or more."""
    rows_of: dict[str, list[int]] = {}
    for row, checksum in enumerate(checksums):
        rows_of.setdefault(checksum, []).append(row)
    return [
        (checksum, rows)
        for checksum, rows in rows_of.items()
        if len({labels[row] for row in rows}) > 1
    ]


def describe(takes: Takes, noun: str = "photo") -> str:
    """Say in one sentence how many takes there are and why; `noun` is what one row is called."""
    total = len(set(takes.ids.tolist()))
    text = f"{_counted(len(takes.ids), noun)} in {_counted(total, 'take')}"
    if takes.merged:
        text += (
            f" ({_counted(len(takes.merged), 'take')} merged from {noun}s shot within "
            f"{SAME_MOMENT_SECONDS:g} s or almost equal)"
        )
    units = len(set(takes.split_key.tolist()))
    return text if units == total else f"{text}, kept together as {_counted(units, 'group')}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _number(keys: Sequence[Hashable]) -> NDArray[np.intp]:
    """Give equal keys equal numbers, from 0 in order of appearance."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


class _Sets:
    """Disjoint sets of rows (union-find with path halving)."""

    def __init__(self, n: int) -> None:
        self._parent = list(range(n))

    def _root(self, row: int) -> int:
        parent = self._parent
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def join(self, rows: Sequence[int], others: Sequence[int]) -> None:
        """Join each row with the other at its place."""
        for row, other in zip(rows, others, strict=True):
            first, second = sorted((self._root(row), self._root(other)))
            self._parent[second] = first

    def roots(self, rows: NDArray[np.intp] | None = None) -> NDArray[np.intp]:
        """Return the smallest row of the set of each row."""
        asked = range(len(self._parent)) if rows is None else rows.tolist()
        return np.array([self._root(row) for row in asked], dtype=np.intp)


def _join_moments(sets: _Sets, rows: list[int], times: Sequence[float | None]) -> None:
    shot = [(t, row) for row in rows if (t := times[row]) is not None and np.isfinite(t)]
    shot.sort()
    for (time, row), (next_time, next_row) in pairwise(shot):
        if next_time - time <= SAME_MOMENT_SECONDS:
            sets.join([row], [next_row])


def _join_similar(sets: _Sets, rows: NDArray[np.intp], features: NDArray[Any]) -> None:
    blocks = [rows[start : start + BLOCK_ROWS] for start in range(0, len(rows), BLOCK_ROWS)]
    for i, block in enumerate(blocks):
        units = _unit_rows(features[block])
        for other in blocks[i:]:
            other_units = units if other is block else _unit_rows(features[other])
            _join_pairs(sets, block, other, units @ other_units.T >= SAME_TAKE_SIMILARITY)


def _unit_rows(features: NDArray[Any]) -> NDArray[np.float32]:
    """Return rows of length 1; zeros where a row has no direction."""
    norms = np.sqrt(np.einsum("nd,nd->n", features, features, dtype=np.float64))[:, None]
    usable = np.isfinite(norms) & (norms > 0)
    units = np.zeros(features.shape, dtype=np.float32)
    np.divide(features, norms, out=units, where=usable)
    return units


def _join_pairs(
    sets: _Sets, rows: NDArray[np.intp], columns: NDArray[np.intp], similar: NDArray[np.bool_]
) -> None:
    """Join every similar pair, without a loop over pairs: all may be (Boruvka's algorithm).

    In every round each row, and each column, is joined with one that it is not yet joined with,
    so at most half of the sets remain.
    """
    while True:
        similar &= sets.roots(rows)[:, None] != sets.roots(columns)[None, :]
        active = np.flatnonzero(similar.any(axis=1))
        if not len(active):
            return
        first = similar[active].argmax(axis=1)
        sets.join(rows[active].tolist(), columns[first].tolist())
        active = np.flatnonzero(similar.any(axis=0))
        first = similar[:, active].argmax(axis=0)
        sets.join(rows[first].tolist(), columns[active].tolist())
