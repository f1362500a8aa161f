"""Examples that belong to another class: of a button pressed a blink too early.

The first frames of a hold may still show what was shown before. One such frame says that its class
varies all the way to the other, and a discriminant that believes it no longer tells the two apart:
its scores shrink to a hundredth, and confidence with them. So where the spread within classes is
estimated, a frame counts as the middle of its take when most of the examples that it is much nearer
to than to its own take are of other classes. It has to be one of few: a take much of which is so
shows what it is said to show. Takes of few examples stay as they are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FEWEST = 5  # examples of a take among which there may be slips
MOST = 0.25  # share of a take
NEARER = 0.5  # times as far as a quarter of its take are


def calmed(rows: Floats, y: Ints, units: Ints) -> Floats:
    """Return examples [n, d], slips among them replaced by the middle of their take.

    Parameters
    ----------
    rows
        Some hundreds of examples.
    y, units
        The class and the take of each [n].
    """
    found = rows
    _, take, count = np.unique(
        np.stack([units, y]), axis=1, return_inverse=True, return_counts=True
    )
    if count.max() < FEWEST:
        return found
    lengths = (rows * rows).sum(axis=1)
    between = lengths[:, np.newaxis] + lengths - 2 * rows @ rows.T
    same = y == y[:, np.newaxis]
    for one in np.flatnonzero(count >= FEWEST):
        members = np.flatnonzero(take == one)
        to_take = np.quantile(between[np.ix_(members, members)], MOST, axis=1)
        near = between[members] < NEARER**2 * np.maximum(to_take, 0)[:, np.newaxis]
        slip = (near & ~same[members]).sum(axis=1) > (near & same[members]).sum(axis=1)
        if 0 < slip.sum() <= MOST * len(members):
            found = found.copy() if found is rows else found
            found[members[slip]] = rows[members[~slip]].mean(axis=0)
    return found
