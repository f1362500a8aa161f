"""Features of clips as sequences: what each block says, moment by moment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from understudy.types import Features

Floats = NDArray[np.float32]


def sequences(features: Features) -> dict[str, Floats]:
    """Return each block that goes through moments, float32 [n, moments, w], without copying.

    Blocks that say what is between two moments (how things moved) have one moment less.
    """
    values = np.asarray(features)
    return {
        name: values[:, features.blocks[name]].reshape(len(values), moments, -1)
        for name, moments in features.moments.items()
    }


def shifted(features: Features, by: int) -> Features:
    """Return the features of the same clips seen some moments later, or earlier if `by` < 0.

    Beyond its ends a clip stands still: the last moment is repeated, and nothing moves between
    moments that are the same.
    """
    values = np.array(features)
    longest = max(features.moments.values(), default=0)
    for name, sequence in sequences(features.like(values, features.found)).items():
        count = sequence.shape[1]
        places = np.arange(count) + by
        moved = sequence[:, np.clip(places, 0, count - 1)]
        if count < longest:
            moved[:, (places < 0) | (places >= count)] = 0.0
        values[:, features.blocks[name]] = moved.reshape(len(values), -1)
    return features.like(values, features.found)
