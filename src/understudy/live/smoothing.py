"""The mean of the last predictions, so that one odd frame decides nothing."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MOST_FRAMES = 1000
"""Of a window: 5 seconds of 200 frames. It bounds memory where time does not go on."""


class Smoother:
    """Averages probabilities and novelty over the last `seconds`, the present included.

    After a gap as long as the window, or when time goes back, it starts afresh by itself. With
    0 seconds everything passes through as it is.
    """

    def __init__(self, seconds: float) -> None:
        if not seconds >= 0:
            raise ValueError(f"seconds is {seconds}; expected 0 or more")
        self._seconds = seconds
        self._window: deque[tuple[float, NDArray[np.float64]]] = deque()
        self._sum: NDArray[np.float64] = np.zeros(0)

    def add(self, time: float, probabilities: Floats, novelty: float) -> tuple[Floats, float]:
        """Return the smoothed probabilities [classes] and novelty at a time in seconds."""
        values = np.append(probabilities.astype(np.float64), novelty)
        window = self._window
        if window and time < window[-1][0]:
            window.clear()
        while window and (window[0][0] <= time - self._seconds or len(window) >= MOST_FRAMES):
            self._sum = self._sum - window.popleft()[1]
        if not window:
            self._sum = values  # exact, whatever was summed before
            window.append((time, values))
            return probabilities, novelty
        window.append((time, values))
        self._sum = self._sum + values
        mean = self._sum / len(window)
        return mean[:-1].astype(np.float32), float(mean[-1])
