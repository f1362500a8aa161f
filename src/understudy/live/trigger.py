"""From a stream of predictions to the moments at which something starts and stops."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from understudy.types import Event, Prediction

HYSTERESIS = 0.1
"""A class that has started goes on until it is this far below the threshold: a probability that
trembles around the threshold is one event and not many."""


class Trigger:
    """Turns predictions into events.

    A class starts when it wins, is known, is not background, and reaches the threshold. It stops
    when it is `HYSTERESIS` below the threshold, when the picture is like nothing taught, or when
    another class takes its place. At most one is started at any time.

    Parameters
    ----------
    labels
        The classes, in the order of the predictions' probabilities.
    background
        Classes that never start.
    threshold
        Probability, 0..1.
    hold_off
        Seconds after an event in which the same class can't start again.
    """

    def __init__(
        self,
        labels: Sequence[str],
        background: Collection[str] = (),
        threshold: float = 0.6,
        hold_off: float = 0.3,
    ) -> None:
        self._index = {label: index for index, label in enumerate(labels)}
        self._background = frozenset(background)
        self._threshold = threshold
        self._hold_off = hold_off
        self._last: dict[str, float] = {}  # label -> time of its last event
        self._active: str | None = None
        self._confidence = 0.0  # of the active class, now

    @property
    def active(self) -> str | None:
        """The class that has started and not stopped."""
        return self._active

    def add(self, time: float, prediction: Prediction) -> list[Event]:
        """Return what starts and stops at a time in seconds; a stop comes before a start."""
        winner = self._winner(prediction)
        starts = winner is not None and winner != self._active and self._may_start(winner, time)
        events: list[Event] = []
        if self._active is not None:
            self._confidence = float(prediction.probabilities[self._index[self._active]])
            if (
                starts
                or not prediction.known
                or winner in self._background
                or self._confidence < self._threshold - HYSTERESIS
            ):
                events += self.finish(time)
        if starts and winner is not None:
            self._active, self._confidence = winner, prediction.confidence
            self._last[winner] = time
            events.append(Event(winner, "start", time, prediction.confidence))
        return events

    def finish(self, time: float) -> list[Event]:
        """Stop what has started, if anything, as at the end of a stream."""
        label, self._active = self._active, None
        if label is None:
            return []
        self._last[label] = time
        return [Event(label, "stop", time, self._confidence)]

    def _winner(self, prediction: Prediction) -> str | None:
        enough = prediction.known and prediction.confidence >= self._threshold
        return prediction.best if enough else None

    def _may_start(self, label: str, time: float) -> bool:
        # A time before the last event is another stream, such as a clip that starts again.
        since = time - self._last.get(label, -float("inf"))
        return label not in self._background and not 0 <= since < self._hold_off
