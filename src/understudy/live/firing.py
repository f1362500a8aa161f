"""From predictions of overlapping windows to one event for each sound: pure, and without a clock.

Windows overlap, so one word wins many of them: before it is over, in all that hold it, and while
it leaves. Why the rule is what it is: docs/decisions/listening.md.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from understudy.live.listening import Listening
from understudy.live.loudness import Span
from understudy.live.timed_event import TimedEvent
from understudy.types import Prediction

QUIET_SECONDS = 0.2
"""After this long without a sound an event is over; as long as a gap inside a word may be."""
STILL_SECONDS = 0.05
"""A sound that was heard this lately still goes on."""
LEAST = 1 / 15
"""The share of a window, 0.1 s for words: a class does not lead because of a sound of which less
has been heard."""
NEW_SECONDS = 0.05
"""By this much a sound must have gone on after its event to be something new."""
EARLY = 0.2
"""The share of a window, 0.3 s for words, that must have passed since a sound began: until then
hardly anything of it is in the window, and a clap is like a click."""
PATIENCE = 0.25
"""The share of the window for which a class must have led while its sound still goes on: the
beginning of a word is often like another word, and so is some part of a sentence."""


@dataclass(slots=True)
class _Run:
    """Windows in a row that one class leads."""

    label: str | None
    began: float
    hits: int = 0
    """Of them the last ones in a row that reach the threshold."""
    confidence: float = 0.0


class Firing:
    """Says in which window a sound fires, once, and in which it is over.

    A class leads a window when it is the most probable, and known. It fires when it has led `hits`
    windows in a row, reaching the threshold in each, and, where levels tell what sounds, something
    has sounded that has not had its event. The event is over when it has been quiet for
    `QUIET_SECONDS`, when the class no longer leads, or when another one fires. Only whether a class
    fires depends on the threshold, and nothing else: a higher one never gives more events.

    Parameters
    ----------
    listening
        The settings.
    background
        Those that fire only with `noise_and_unknown`, and then whatever their probability.
    window
        Of the backbone, in seconds.
    """

    def __init__(
        self,
        listening: Listening,
        background: Collection[str],
        window: float,
    ) -> None:
        self._listening = listening
        self._background = frozenset(background)
        self._window = window
        self._run = _Run(None, 0.0)
        self._active: TimedEvent | None = None
        self._last: TimedEvent | None = None  # what fired last, as far as it has been heard
        self._leads = False  # whether its class has led ever since
        self._led_until = self._answered = self._suppressed_until = -math.inf

    @property
    def active(self) -> TimedEvent | None:
        """What has fired and is not over."""
        return self._active

    def add(
        self, seconds: float, prediction: Prediction, sounds: Sequence[Span] = ()
    ) -> tuple[TimedEvent | None, TimedEvent | None]:
        """Return what is over and what fires, if anything, in a window that ends at `seconds`.

        Parameters
        ----------
        seconds
            The end of the window, later than of the one before.
        prediction
            What the model says about it.
        sounds
            What sounded lately, in order, by level; none where levels don't tell.
        """
        run = self._count(seconds, prediction)
        over = self._go_on(seconds, prediction, sounds)
        ignored = run.label in self._background and not self._listening.noise_and_unknown
        if run.label is None or ignored or run.hits < self._listening.hits:
            return over, None
        sound = self._cause(run, seconds, sounds)
        if not self._may_fire(run, seconds, sound):
            return over, None
        over = over or self.finish()
        start, end = max(0.0, run.began - self._window / 2), seconds
        if sound is not None:
            start, end = max(sound[0], self._answered), sound[1]
        self._active = self._last = TimedEvent(run.label, start, end, run.confidence)
        self._leads, self._led_until = True, seconds
        if run.label not in self._background:
            self._answered = max(self._answered, end)
        self._suppressed_until = seconds + self._listening.suppress_ms / 1000
        return over, self._active

    def finish(self) -> TimedEvent | None:
        """End what has fired, if anything, as at the end of a stream; return it whole."""
        over, self._active = self._active, None
        return over

    def _count(self, seconds: float, prediction: Prediction) -> _Run:
        label = prediction.best if prediction.known else None
        if label != self._run.label:
            self._run = _Run(label, seconds)
        enough = label in self._background or prediction.confidence >= self._listening.threshold
        self._run.hits = self._run.hits + 1 if enough else 0
        self._run.confidence = max(self._run.confidence, prediction.confidence)
        return self._run

    def _go_on(
        self, seconds: float, prediction: Prediction, sounds: Sequence[Span]
    ) -> TimedEvent | None:
        """Let the last event grow with its sound; return it when it is over."""
        last = self._last
        if last is None or not self._leads:
            return None
        self._leads = prediction.known and prediction.best == last.label
        if not self._leads:
            return self.finish()
        self._led_until = seconds
        if self._active is None:
            return None
        end = last.end if sounds else max(last.end, seconds - self._window / 2)
        end = max([end, *(span[1] for span in sounds if span[0] <= last.end)])
        self._active = self._last = replace(last, end=end)
        if last.label not in self._background:
            self._answered = max(self._answered, end)
        return self.finish() if sounds and seconds - end >= QUIET_SECONDS else None

    def _cause(self, run: _Run, seconds: float, sounds: Sequence[Span]) -> Span | None:
        """Return the sound because of which a class leads: the last that it can know."""
        if run.label in self._background:
            return None
        # What led when a sound began leads because of that sound only if it goes on leading.
        since = max(run.began, seconds - PATIENCE * self._window)
        latest = since - LEAST * self._window
        known = [s for s in sounds if s[0] <= latest and s[1] > seconds - self._window]
        return known[-1] if known else None

    def _may_fire(self, run: _Run, seconds: float, sound: Span | None) -> bool:
        last = self._last
        again = last is not None and last.label == run.label
        if seconds < self._suppressed_until or (again and self._active is not None):
            return False
        if sound is None:
            # Before the stream is silence: its beginning may be like a clap. And a dip of one
            # window is not the same word said again.
            since = math.inf if not again else seconds - self._led_until
            return seconds >= self._window and since >= self._window / 2
        if last is not None and again and self._leads:
            # It leads because of the last sound until that is about to leave the window.
            middle = (last.start + last.end) / 2
            return sound[0] > last.end and seconds >= middle + self._window
        goes_on = seconds - sound[1] < STILL_SECONDS
        patient = seconds - run.began >= PATIENCE * self._window
        patient = (patient or not goes_on) and seconds - sound[0] >= EARLY * self._window
        new = sound[0] >= self._answered or sound[1] - self._answered >= NEW_SECONDS
        return new and patient
