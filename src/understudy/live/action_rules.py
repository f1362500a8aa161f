"""From probabilities of overlapping windows to one event for each action: pure, without a clock.

A window of 1.5 s is judged every 0.1 s, so that one action leads some ten of them, one after the
other. Nothing here depends on how often that is: everything is counted in seconds.

The two rules, and their constants, were chosen on streams of hand movements among idling, wandering
hands and people who pass by, with five to ten clips of each of seven actions: see
docs/decisions/actions.md.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from understudy.live.acting import Acting
from understudy.live.timed_event import TimedEvent

Floats = NDArray[np.floating]
Span = tuple[float, float]
Ruled = tuple[TimedEvent | None, TimedEvent | None]
"""What is over, whole, and what fires."""

HALF_SECONDS = 0.1
"""After this long the past counts half: p <- (p + p') / 2 at ten windows a second."""
HELD_SECONDS = 0.08
"""An event lasts at least this long: a key that is let go sooner may not be seen by a game."""
MIDDLE = 0.5
"""The share of a window after which an action has begun to lead it, and before whose end it ceases
to: an action that leads the windows that end from t to t' lasts from t - w/2 to t' - w/2."""

MOVING = 0.5
"""How probable it is, in an episode, that there is anything but background."""
LONGEST_EPISODE, SHORTEST_EPISODE = 1.0, 0.3
"""Seconds of windows: by then it is decided; and less than this is a slip."""
EPISODE_SHARE = 0.8
"""Of the threshold: the mean over an episode is lower than its best window."""
SOONER_SECONDS = 0.5
"""An episode is over this much after an action fires that is reported at once, so another may
follow that much sooner."""
GAP_SECONDS = 0.3
"""After a longer gap nothing is known of what was in between."""
SLACK = 1e-6  # sums of tenths of seconds are not exact


class ActionRule(Protocol):
    """Says in which window an action fires, once, and in which it is over."""

    @property
    def active(self) -> TimedEvent | None:
        """What has fired and is not over."""
        ...

    def add(self, seconds: float, probabilities: Floats) -> Ruled:
        """Return what is over and what fires in a window that ends at `seconds`.

        Parameters
        ----------
        seconds
            The end of the window, later than of the one before.
        probabilities
            Of the classes [n], of this window alone.
        """
        ...

    def finish(self) -> TimedEvent | None:
        """End what has fired, if anything, as at the end of a stream; return it whole."""
        ...


def rule_of(
    acting: Acting, labels: Sequence[str], background: Collection[str], window: float
) -> ActionRule:
    """Return the beginning of a stream under the rule that is set.

    Parameters
    ----------
    acting
        The settings.
    labels
        The classes, in the order of the probabilities.
    background
        Those that never fire.
    window
        Of the backbone, in seconds.
    """
    rule = AtOnce if acting.rule == "at-once" else PerEpisode
    return rule(acting, labels, background, window)


class Halving:
    """The mean of what came, in which the past counts half after every `HALF_SECONDS`."""

    def __init__(self) -> None:
        self._mean: Floats | None = None
        self._seconds = 0.0

    def add(self, seconds: float, values: Floats) -> Floats:
        """Return the mean [n] at a time; where time goes back it starts afresh."""
        passed = seconds - self._seconds
        if self._mean is None or passed < 0:
            self._mean = values
        else:
            past = 0.5 ** (passed / HALF_SECONDS)
            self._mean = past * self._mean + (1 - past) * values
        self._seconds = seconds
        return self._mean


class _Rule:
    """What both rules share: the one event of now, and how it goes on."""

    def __init__(
        self, acting: Acting, labels: Sequence[str], background: Collection[str], window: float
    ) -> None:
        self._acting = acting
        self._labels = tuple(labels)
        self._acts = np.array([label not in background for label in labels], np.bool_)
        self._window = window
        self._fired = self._before = -math.inf
        self._event: TimedEvent | None = None  # whose action may still be seen
        self._told = False  # whether its end was told

    @property
    def active(self) -> TimedEvent | None:
        """What has fired and is not over."""
        return None if self._told else self._event

    def finish(self) -> TimedEvent | None:
        """End what has fired, if anything."""
        over, self._event, self._told = self.active, None, False
        return over

    def _best(self, probabilities: Floats) -> int:
        """Return which action is the most probable."""
        return int(np.where(self._acts, probabilities, -1.0).argmax())

    def _own(self, event: TimedEvent, probabilities: Floats) -> float:
        """Return how probable the action is that fired."""
        return float(probabilities[self._labels.index(event.label)])

    def _fire(self, which: int, seconds: float, windows: Span, share: float) -> TimedEvent:
        """Let an action fire that led windows that end within a span."""
        start, end = (max(0.0, one - MIDDLE * self._window) for one in windows)
        self._fired, self._told = seconds, False
        self._event = TimedEvent(self._labels[which], start, end, share)
        return self._event

    def _afresh(self, seconds: float) -> bool:
        """Whether time went back, as where a video begins again."""
        back, self._before = seconds < self._before, seconds
        if back:
            self._fired = -math.inf
        return back


class AtOnce(_Rule):
    """An action fires when it is likely enough, and is over when none is likely any more.

    Probabilities are smoothed (`Halving`). The next fires when all actions have fallen below the
    release, and `refractory` seconds after the last.
    """

    def __init__(
        self, acting: Acting, labels: Sequence[str], background: Collection[str], window: float
    ) -> None:
        super().__init__(acting, labels, background, window)
        self._smooth = Halving()
        self._leads: tuple[int, float] | None = None  # which action does, and since when

    def add(self, seconds: float, probabilities: Floats) -> Ruled:
        """Return what is over and what fires in a window that ends at `seconds`."""
        over: TimedEvent | None = None
        if self._afresh(seconds):
            over, self._leads = self.finish(), None
        smooth = self._smooth.add(seconds, probabilities)
        best = self._best(smooth)
        if not self._acts[best] or smooth[best] < smooth.max():
            self._leads = None
        elif self._leads is None or self._leads[0] != best:
            self._leads = best, seconds
        if self._event is not None:
            if self._leads is not None and self._labels[best] == self._event.label:
                end = max(self._event.end, seconds - MIDDLE * self._window)
                self._event = replace(self._event, end=end)
            # Without background something always leads: then it is over when that is something else
            still = self._own(self._event, smooth) if self._acts.all() else smooth[best]
            if still >= self._acting.release or seconds - self._fired < HELD_SECONDS:
                return over, None
            over = self.finish()
        since_last = seconds - self._fired + SLACK
        if self._leads is None or smooth[best] <= self._acting.threshold:
            return over, None
        if since_last < self._acting.refractory:
            return over, None
        return over, self._fire(best, seconds, (self._leads[1], seconds), float(smooth[best]))


@dataclass(frozen=True, slots=True, eq=False)
class Episode:
    """A stretch of movement so far."""

    total: Floats
    """Of the classes [n], probability times seconds."""
    length: float
    """Seconds that its windows stand for."""
    began: float
    last: float
    """The ends of its first and its last window."""

    def go_on(self, seconds: float, passed: float, probabilities: Floats) -> Episode:
        """Return it with one more window."""
        total = self.total + probabilities * passed
        return Episode(total, self.length + passed, self.began, seconds)


class PerEpisode(_Rule):
    """One decision for each stretch of movement, by the mean of all its windows.

    An episode lasts while it is more likely than not that there is anything but background, at most
    `LONGEST_EPISODE`. What fires is over with the next window.
    """

    def __init__(
        self, acting: Acting, labels: Sequence[str], background: Collection[str], window: float
    ) -> None:
        super().__init__(acting, labels, background, window)
        self._episode: Episode | None = None

    def add(self, seconds: float, probabilities: Floats) -> Ruled:
        """Return what is over and what fires in a window that ends at `seconds`."""
        since = seconds - self._before
        lost = not 0 <= since <= GAP_SECONDS
        passed = HALF_SECONDS if lost else since
        over = self.finish() if self._afresh(seconds) else self._end(seconds)
        moving = float(probabilities[self._acts].sum()) > MOVING
        if self._event is not None:
            # Without background something always moves: then it is over when that is another
            still = self._own(self._event, probabilities) > MOVING if self._acts.all() else moving
            if still or not self._told:
                return over, None
            self._event = None
        if self._episode is None:
            refractory = max(0.0, self._acting.refractory - SOONER_SECONDS)
            if moving and seconds - self._fired + SLACK >= refractory:
                self._episode = Episode(probabilities * passed, passed, seconds, seconds)
            return over, None
        if moving and not lost:
            self._episode = self._episode.go_on(seconds, passed, probabilities)
            if self._episode.length < LONGEST_EPISODE - SLACK:
                return over, None
        return over, self._decide(seconds)

    def _decide(self, seconds: float) -> TimedEvent | None:
        assert self._episode is not None
        episode, self._episode = self._episode, None
        mean = episode.total / episode.length
        best = self._best(mean)
        enough = self._acts[best] and mean[best] > EPISODE_SHARE * self._acting.threshold
        if not enough or episode.length < SHORTEST_EPISODE - SLACK:
            return None
        return self._fire(best, seconds, (episode.began, episode.last), float(mean[best]))

    def _end(self, seconds: float) -> TimedEvent | None:
        """Return what is over: it is told of once, though its action may still be seen."""
        if self.active is None or seconds - self._fired < HELD_SECONDS:
            return None
        self._told = True
        return self._event
