"""What a head said of takes that were left out of its training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class HeldOut:
    """What a head said of takes it was not taught."""

    rows: Ints  # [m]: which rows of the training set
    folds: Ints  # [m]: in which fold each was left out
    probabilities: Floats  # [m, classes]
    novelty: Floats  # [m]
