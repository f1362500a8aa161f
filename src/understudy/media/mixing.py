"""One sound under another."""

from __future__ import annotations

import numpy as np

from understudy.types import Sound

LOUDEST_SECONDS = 0.1
"""Over which a sound's loudest part is measured: about a vowel. A shorter sound, such as a click,
counts as if it lasted so long."""


def mixed(sound: Sound, noise: Sound, rate: int, decibels: float) -> Sound:
    """Return a sound with a noise under it, clipped to -1..1 as a microphone would.

    Parameters
    ----------
    sound, noise
        Samples [n] of the same length.
    rate
        Hertz.
    decibels
        How much louder the loudest part of the sound is than the noise, by their mean squares.
    """
    power = float(np.square(noise, dtype=np.float64).mean()) if len(noise) else 0.0
    if power == 0:
        return sound
    gain = np.sqrt(loudest_power(sound, rate) / power) * 10 ** (-decibels / 20)
    both: Sound = np.clip(sound + gain * noise, -1, 1).astype(np.float32)
    return both


def loudest_power(sound: Sound, rate: int) -> float:
    """Return the mean square of the loudest part of a sound."""
    size = max(1, round(LOUDEST_SECONDS * rate))
    sums = np.concatenate([[0.0], np.cumsum(np.square(sound, dtype=np.float64))])
    if len(sums) <= size:
        return float(sums[-1]) / size
    return float((sums[size:] - sums[:-size]).max()) / size
