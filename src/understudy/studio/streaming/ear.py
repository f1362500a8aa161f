"""One microphone, heard by a model that may be replaced meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from understudy.live.listener import Hearing, Listener
from understudy.live.listening import Listening
from understudy.model import Model
from understudy.studio.protocol import Block
from understudy.types import Event, Sound

NUMBERS = 2**32
"""Samples are numbered up to here, and then from 0 again: after a day at 48,000 a second."""
FULL_SCALE = 2**15  # of signed 16 bit
KEPT_SECONDS = 2
"""Of the latest sound, for the next listener: more than the window of any backbone."""
FORGOTTEN_SECONDS = 30
"""What is as old as this is no block sent again, but a microphone that counts anew."""
NOTHING: Sound = np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What is told of a block."""

    hearing: Hearing
    """Of its newest window."""
    events: tuple[Event, ...]
    """Of all its windows."""
    last: int
    """How many samples after the beginning of the block the last one heard is; may be before."""


class Ear:
    """Hears blocks of sound in their order; for one thread at a time."""

    def __init__(self, rate: int, before: Ear | None = None) -> None:
        """`rate` is in samples a second; what has started for the one `before` may be over."""
        self.rate = rate
        self._listener: Listener | None = None
        self._begun = self._end = 0  # of what the listener has heard, in samples
        self._next: int | None = None  # the number of the sample that goes on
        self._recent = NOTHING
        self._started: str | None = None if before is None else before._started
        self._untold: list[Event] = [] if before is None else before._untold

    def hear(self, block: Block, model: Model, listening: Listening) -> Told | None:
        """Return what comes of a block; None where no window ends in it.

        What is known already is passed over, and a gap is a new beginning.
        """
        samples = self._new(block)
        self._untold += self._follow(model, listening)
        assert self._listener is not None
        start = self._end - (len(block.pcm) // 2 - len(samples))
        heard = self._listener.hear(samples)
        self._end += len(samples)
        self._recent = np.concatenate([self._recent, samples])[-KEPT_SECONDS * self.rate :]
        self._untold += [event for one in heard for event in one.events if self._is_news(event)]
        if not heard:
            return None
        events, self._untold = self._untold, []
        last = self._begun + round(heard[-1].seconds * self.rate) - 1
        return Told(heard[-1], tuple(events), min(last, self._end - 1) - start)

    def _new(self, block: Block) -> Sound:
        """Return the samples of a block that were not heard yet."""
        samples: Sound = np.frombuffer(block.pcm, "<i2").astype(np.float32) / np.float32(FULL_SCALE)
        known = 0 if self._next is None else (self._next - block.sequence) % NUMBERS
        if known > FORGOTTEN_SECONDS * self.rate:  # or it is ahead of what is known
            self._listener, self._recent, known = None, NOTHING, 0
        if known < len(samples):
            self._next = (block.sequence + len(samples)) % NUMBERS
        return samples[known:]

    def _follow(self, model: Model, listening: Listening) -> list[Event]:
        """Go on with this model and these settings; return what stops because of that."""
        before = self._listener
        if before is not None and before.listening == listening and is_like(before.model, model):
            before.model = model  # what has started goes on
            return []
        self._listener = Listener(model, listening, rate=self.rate)
        self._begun = self._end - len(self._recent)
        missed = self._listener.hear(self._recent)  # it was told by the one before
        active = self._listener.active
        stopped = self._started
        if stopped is None or (active is not None and active.label == stopped):
            return []
        self._started = None
        seconds = missed[-1].seconds if missed else 0.0
        return [Event(stopped, "stop", seconds, 0.0)]

    def _is_news(self, event: Event) -> bool:
        """Whether an event follows from what was told before; only what started stops."""
        if event.kind == "start":
            self._started = event.label
            return True
        news, self._started = self._started == event.label, None
        return news


def is_like(before: Model, model: Model) -> bool:
    """Whether a model can take the place of another while something is heard."""
    return (
        before.backbone is model.backbone
        and before.labels == model.labels
        and before.background == model.background
    )
