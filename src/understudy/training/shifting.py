"""Examples of actions over again, seen a little earlier and later: to be taught and not counted.

Live, a window is judged every tenth of a second, and most of them show an action only in part. So
that those don't fire, what is far off the middle of an action counts as background, and background
itself is learned at several offsets. Beyond its ends a clip stands still. Of a long video, in which
one action follows another and windows lie anywhere, only background is seen at other times: taught
by one film of each of three actions, six of seven in another film were told, and two of seven with
copies of the actions. Copies belong to the take of their example and are left out with it. Measured
in docs/decisions/actions.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence

import numpy as np

from understudy.backbones.sequences import shifted
from understudy.training.mixing import Mixed
from understudy.types import Features

OFF_SECONDS = (-0.7, 0.7)
"""An action seen so much later or earlier is half out of its window: background."""
BACKGROUND_SECONDS = (-0.4, -0.2, 0.2, 0.4)
"""Background stays what it is."""
MOST_COPIES = 300
"""Spread evenly over all, so that to fit many clips takes little longer than without: 500 of them a
second of one processor; with twice as many copies two. Eight actions, ten clips each, with 28
windows of background make 272."""


def over_again(
    features: Features,
    labels: Sequence[str],
    background: Collection[str],
    hop: float,
    videos: Sequence[Hashable] | None = None,
    most: int = MOST_COPIES,
) -> Mixed | None:
    """Return examples of actions at other times; None where there is no background class.

    Parameters
    ----------
    features
        Of clips [n, d].
    labels
        The class of each.
    background
        Classes that are nothing to react to; half an action counts as the largest of them.
    hop
        Seconds from one moment of a clip to the next.
    videos
        What each was cut from; by default each from a clip of its own.
    most
        How many there may be; of more some are left out, evenly.
    """
    nothing = sorted(set(background) & set(labels))
    if not nothing:
        return None
    called = max(nothing, key=labels.count)
    cut_from = range(len(labels)) if videos is None else videos
    count = Counter(cut_from)
    copies = [
        (row, seconds, label if label in background else called)
        for row, (label, video) in enumerate(zip(labels, cut_from, strict=True))
        if label in background or count[video] == 1
        for seconds in (BACKGROUND_SECONDS if label in background else OFF_SECONDS)
    ]
    if len(copies) > most:
        chosen = np.linspace(0, len(copies) - 1, most).round().astype(int)
        copies = [copies[index] for index in chosen.tolist()]
    values = np.empty((len(copies), features.shape[1]), np.float32)
    found = np.empty((len(copies), features.found.shape[1]), np.bool_)
    for seconds in {seconds for _, seconds, _ in copies}:
        places = [at for at, copy in enumerate(copies) if copy[1] == seconds]
        moved = shifted(features[[copies[at][0] for at in places]], round(seconds / hop))
        values[places], found[places] = moved, moved.found
    return Mixed(
        features.like(values, found),
        np.array([row for row, _, _ in copies], np.int64),
        tuple(label for _, _, label in copies),
        "shifted",
    )
