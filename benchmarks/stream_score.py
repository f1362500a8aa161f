"""How events that fired in a stream agree with the actions that were in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

Action = tuple[str, float, float]
"""What, from when to when, in seconds."""
Fired = tuple[float, str]
"""When something fired, in seconds, and as what."""

SOONEST = 0.2  # seconds after an action has begun: what fires before is no answer to it
LATEST = 0.8  # seconds after an action has ended
HALF_WINDOW = 0.75  # seconds: what fires is about the middle of its window
AFTER_ACTION = "after an action"


@dataclass(frozen=True)
class Score:
    """What became of the actions of a stream, and of the time between."""

    detected: float
    """Percent of the actions that fired as what they are."""
    wrong: float
    """Events that named another action while one was there, percent of the actions."""
    twice: float
    """Events of an action beyond its first right one, percent of the actions."""
    false_a_minute: float
    """Events while there was no action."""
    late: float | None
    """Median seconds from the end of an action to its event."""
    false: Counter[str]
    """What was going on when they fired that were false."""

    @property
    def events_per_action(self) -> float:
        """Right events for every action that was detected; 1 is as it should be."""
        return 1 + self.twice / self.detected if self.detected else 0.0


def score(
    fired: Iterable[Fired], actions: Sequence[Action], between: Sequence[Action], seconds: float
) -> Score:
    """Judge a stream.

    An event belongs to the action during which it fires, from SOONEST after its beginning to LATEST
    after its end; all others are false.

    Parameters
    ----------
    fired
        The events.
    actions
        What was in the stream, one after another.
    between
        What went on between them.
    seconds
        How long the stream is.
    """
    events = list(fired)
    detected = wrong = twice = 0
    late: list[float] = []
    left = set(range(len(events)))
    for label, start, end in actions:
        here = [
            at for at, (when, _) in enumerate(events) if start + SOONEST <= when <= end + LATEST
        ]
        left -= set(here)
        right = [events[at][0] for at in here if events[at][1] == label]
        wrong += len(here) - len(right)
        if right:
            detected += 1
            twice += len(right) - 1
            late.append(right[0] - end)
    free = seconds - sum(end + LATEST - start - SOONEST for _, start, end in actions)
    share = 100 / len(actions)
    return Score(
        detected * share, wrong * share, twice * share, 60 * len(left) / free,
        median(late) if late else None,
        Counter(_going_on(events[at][0] - HALF_WINDOW, between) for at in left),
    )  # fmt: skip


def average(scores: Sequence[Score]) -> Score:
    """Return the mean of several; what was false is counted together."""
    late = [one.late for one in scores if one.late is not None]
    return Score(
        mean(one.detected for one in scores),
        mean(one.wrong for one in scores),
        mean(one.twice for one in scores),
        mean(one.false_a_minute for one in scores),
        mean(late) if late else None,
        sum((one.false for one in scores), Counter()),
    )


def _going_on(when: float, between: Sequence[Action]) -> str:
    return next((kind for kind, start, end in between if start <= when < end), AFTER_ACTION)
