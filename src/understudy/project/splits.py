"""Splits that keep a take whole: its frames are near-duplicates, taught or tested together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from understudy.types import Array

ALWAYS_TRAINED = -1
"""The fold of rows that are trained on in every fold and tested in none."""


def take_folds(y: Array, units: Array, folds: int = 5) -> NDArray[np.int64]:
    """Return the fold in which each row is tested; all other rows are its training part.

    A unit is what must not be split: a take, or a group such as a person, who may span classes.
    Units are placed greedily, largest first, each in the fold that holds the smallest share of
    its classes so far (stratified grouping as in scikit-learn's StratifiedGroupKFold, without
    its randomness). The result depends on which rows belong together, not on their order.

    The number of folds is the smaller of `folds` and the most units that any class has. These
    units get fold -1, that is, they are always in training and never tested:

    - units of a class that has only this one unit (the whole unit, with its other classes): without
      it the class could not be taught. If no class has two units, every row gets -1: can't tell;
    - a unit spanning classes for which every fold would leave some class without training rows.

    So whenever a row is tested, its class is taught by other units, and the folds in use are
    0, 1, ... without a gap.

    Parameters
    ----------
    y : array [n]
        The class of each row.
    units : array [n]
        The unit of each row.
    folds : int
        The most folds wanted, at least 2.

    Returns
    -------
    int array [n]

    Raises
    ------
    ValueError
        `y` and `units` differ in length, or fewer than two folds are wanted.
    """
    if len(y) != len(units):
        raise ValueError(f"y has {len(y)} rows and units has {len(units)}; give each row one unit")
    if folds < 2:
        raise ValueError(f"folds is {folds}; at least 2 are needed to test on what was not taught")
    if len(y) == 0:
        return np.zeros(0, dtype=np.int64)
    _, class_of_row = np.unique(y, return_inverse=True)
    _, unit_of_row = np.unique(units, return_inverse=True)
    classes = int(class_of_row.max()) + 1
    pair, rows = np.unique(unit_of_row * classes + class_of_row, return_counts=True)
    unit, class_ = np.divmod(pair, classes)
    units_of_class = np.bincount(class_, minlength=classes)
    members: list[list[tuple[int, int]]] = [[] for _ in range(int(unit[-1]) + 1)]
    for u, c, count in zip(unit.tolist(), class_.tolist(), rows.tolist(), strict=True):
        members[u].append((c, count))
    fold_of_unit = _place(members, units_of_class.tolist(), min(folds, int(units_of_class.max())))
    return np.asarray(fold_of_unit, dtype=np.int64)[unit_of_row]


def _place(members: list[list[tuple[int, int]]], unplaced: list[int], folds: int) -> list[int]:
    """Return the fold of each unit, given its (class, rows) pairs and the units of each class."""
    fold_of_unit = [ALWAYS_TRAINED] * len(members)
    class_rows = [0] * len(unplaced)
    for pairs in members:
        for c, count in pairs:
            class_rows[c] += count
    held = [[0.0] * len(unplaced) for _ in range(folds)]  # share of each class, by fold
    total = [0] * folds
    seen_in: list[set[int]] = [set() for _ in unplaced]

    lone = [any(unplaced[c] == 1 for c, _ in pairs) for pairs in members]
    size = [sum(count for _, count in pairs) for pairs in members]
    # Units that stay in training come first: they make every other fold possible for their class.
    for u in sorted(range(len(members)), key=lambda u: (not lone[u], -size[u], u)):
        pairs = members[u]
        best: tuple[float, int, int] | None = None
        last = [c for c, _ in pairs if unplaced[c] == 1]
        for fold in range(folds if not lone[u] else 0):
            if any(seen_in[c] == {fold} for c in last):
                continue
            row = held[fold]
            cost = row[pairs[0][0]] if len(pairs) == 1 else sum([row[c] for c, _ in pairs])
            if best is None or (cost, total[fold]) < best[:2]:
                best = (cost, total[fold], fold)
        fold = ALWAYS_TRAINED if best is None else best[2]
        fold_of_unit[u] = fold
        for c, count in pairs:
            unplaced[c] -= 1
            seen_in[c].add(fold)
            if fold != ALWAYS_TRAINED:
                held[fold][c] += count / class_rows[c]
        if fold != ALWAYS_TRAINED:
            total[fold] += size[u]
    return fold_of_unit
