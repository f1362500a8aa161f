"""False alarms: how often a model fires on a recording in which there is nothing to fire at."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from understudy.errors import DataError
from understudy.live.firing import Firing
from understudy.live.listening import Listening
from understudy.live.windows import Windows, check_hears
from understudy.model import Model
from understudy.sources.sound import Sounds

THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99)
HITS = (1, 2, 3, 4, 5)
SURE = 0.95
"""How sure an upper bound of a rate is."""
SECONDS_AN_HOUR = 3600.0
SILENT = 1e-3
"""Of full scale, -60 dB: any microphone in any room is louder now and then."""


@dataclass(frozen=True, slots=True)
class Alarms:
    """How often it fired, for each (hits, threshold)."""

    seconds: float
    """How much was heard."""
    counts: Mapping[tuple[int, float], int]

    @property
    def thresholds(self) -> list[float]:
        """Those that were tried, in order: `THRESHOLDS`, and the one that the settings had."""
        return sorted({threshold for _, threshold in self.counts})

    @property
    def hours(self) -> float:
        """How much was heard."""
        return self.seconds / SECONDS_AN_HOUR

    def per_hour(self, hits: int, threshold: float) -> float:
        """Return the false alarms an hour."""
        return self.counts[hits, threshold] / self.hours

    def at_most(self, hits: int, threshold: float) -> float:
        """Return what the false alarms an hour are at most, `SURE` sure; see `upper_bound`."""
        return upper_bound(self.counts[hits, threshold]) / self.hours

    def lowest(self, hits: int, per_hour: float, usual: float) -> float | None:
        """Return the lowest threshold that keeps a rate, as all above it do; None if none does.

        Below the `usual` threshold it has to be `SURE` that the rate is kept: of a short recording
        in which nothing fires nothing else follows than to leave the threshold as it is.
        """
        kept = None
        for threshold in reversed(self.thresholds):
            rate = self.at_most if threshold < usual else self.per_hour
            if rate(hits, threshold) > per_hour:
                break
            kept = threshold
        return kept


def count_alarms(
    model: Model,
    sounds: Sounds,
    listening: Listening,
    progress: Callable[[float], None] = lambda seconds: None,
) -> Alarms:
    """Listen to a recording of background, and count what fires; memory does not grow.

    Parameters
    ----------
    model
        A model of sounds.
    sounds
        In which nothing of its classes is.
    listening
        The settings, of which threshold and hits are varied.
    progress
        Called with the seconds that were heard.

    Raises
    ------
    MediaError
        The sound can't be had.
    DataError
        There is less than one window of it, or it is silent.
    """
    window = check_hears(model).window
    rules = {
        (hits, threshold): Firing(
            replace(listening, hits=hits, threshold=threshold), model.background, window
        )
        for hits in HITS
        for threshold in {*THRESHOLDS, listening.threshold}
    }
    counts = dict.fromkeys(rules, 0)
    windows: Windows | None = None
    seconds = loudest = 0.0
    for block in sounds:
        windows = windows or Windows(model, listening, rate=block.rate)
        for one in windows.add(block.samples):
            for key, firing in rules.items():
                _, fired = firing.add(one.seconds, one.prediction, one.sounds)
                counts[key] += fired is not None
        seconds += len(block.samples) / block.rate
        loudest = max(loudest, float(abs(block.samples).max(initial=0.0)))
        progress(seconds)
    if seconds < window:
        raise DataError(
            f"There are {seconds:.1f} seconds of sound, too little to say anything. Record some "
            "minutes of what will be heard while nothing is meant."
        )
    if loudest < SILENT:
        raise DataError(
            "The recording is silent, so it says nothing about false alarms. Check the microphone, "
            "and record what will be heard while nothing is meant."
        )
    return Alarms(seconds, counts)


def seconds_needed(per_hour: float) -> float:
    """Return how long a recording without any alarm must be to be `SURE` of a rate."""
    return upper_bound(0) / per_hour * SECONDS_AN_HOUR


def upper_bound(count: int) -> float:
    """Return which expected number a count of rare events does not exceed, `SURE` sure.

    Of no events it is 3 (the rule of three); in general the mean of the Poisson distribution under
    which a count this low has the probability 1 - `SURE` (Garwood 1936).
    """
    low, high = 0.0, 10.0 + 4.0 * count
    while high - low > 1e-6:
        mean = (low + high) / 2
        terms = (i * math.log(mean) - mean - math.lgamma(i + 1) for i in range(count + 1))
        low, high = (mean, high) if sum(map(math.exp, terms)) > 1 - SURE else (low, mean)
    return low
