"""What is performed: frames with their times, and what happens in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Performed:
    """A short film of one action."""

    frames: NDArray[np.uint8]
    """RGB [n, height, width, 3]."""
    label: str
    seconds: NDArray[np.float64]
    """When each frame was taken, from the first [n]."""
    start: float
    """When the action begins, in seconds."""
    end: float
    """When it is over, in seconds."""
    who: int = 0
    """Whose hand it is: clips with the same number show the same one."""

    @property
    def middle(self) -> float:
        """The centre of the action in seconds."""
        return (self.start + self.end) / 2


def frame_times(seconds: float, rate: float) -> NDArray[np.float64]:
    """Return the times of the frames of so many seconds [n]."""
    return np.arange(round(seconds * rate)) / rate
