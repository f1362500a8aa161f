"""The One Euro filter: calm when its input rests, quick when it moves.

G. Casiez, N. Roussel, D. Vogel: 1 € Filter: A Simple Speed-based Low-pass Filter for Noisy Input
in Interactive Systems. CHI 2012.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


class OneEuro:
    """Smooths an array of values over time; each has its own speed.

    Parameters
    ----------
    cutoff
        Hertz at rest (f_c,min in the paper): lower is calmer, and slower to begin.
    speed_gain
        Hertz per unit and second (beta): higher lags less behind what moves.
    speed_cutoff
        Hertz of the low-pass filter of the speed itself (f_c,d).
    """

    def __init__(self, cutoff: float, speed_gain: float, speed_cutoff: float = 1.0) -> None:
        self._cutoff = cutoff
        self._speed_gain = speed_gain
        self._speed_cutoff = speed_cutoff
        self._seconds = -math.inf
        self._values: Floats | None = None
        self._speed: Any = 0.0

    def smooth(self, values: Floats, seconds: float, scale: float = 1.0) -> Floats:
        """Return the smoothed values at a time, which goes on from call to call.

        `scale` is how much of the values is one unit of speed: where things move ten times as
        many pixels because they are seen ten times as large, they are smoothed as much.
        """
        elapsed = seconds - self._seconds
        self._seconds = seconds
        if self._values is None:
            self._values = values
        elif elapsed > 0:
            change = values - self._values
            speed = change / (elapsed * scale)
            self._speed += weight(self._speed_cutoff, elapsed) * (speed - self._speed)
            cutoff = self._cutoff + self._speed_gain * np.abs(self._speed)
            self._values = (self._values + weight(cutoff, elapsed) * change).astype(values.dtype)
        return self._values


def weight(cutoff: Any, elapsed: float) -> Any:
    """Return how much a new value weighs in a low-pass filter: the paper's alpha.

    `cutoff` in hertz, one or an array; `elapsed` in seconds since the value before.
    """
    return 1 / (1 + 1 / (2 * math.pi * cutoff * elapsed))
