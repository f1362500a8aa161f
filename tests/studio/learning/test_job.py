from __future__ import annotations

import threading

import pytest

from tests.studio.learning.lessons import RIGHT, lesson_of
from tests.studio.learning.teaching import PATIENCE_SECONDS
from understudy.studio.learning import job as module
from understudy.studio.learning.choice import Choice
from understudy.studio.learning.fitting import Fitted
from understudy.studio.learning.job import Job
from understudy.studio.protocol import Message, Steps

LESSON, DRAWN = lesson_of(*RIGHT)


class Watched:
    """A job, what it tells and what comes of it."""

    def __init__(self, head: str = "dense", **settings: object) -> None:
        self.told: list[Message] = []
        self.outcomes: list[Fitted | str | None] = []
        self.stepped = threading.Event()
        self.job = Job(Choice(head, settings), self.tell, self.finished)

    def tell(self, message: Message) -> None:
        self.told.append(message)
        self.stepped.set()

    def finished(self, job: Job, outcome: Fitted | str | None) -> None:
        assert job is self.job
        self.outcomes.append(outcome)

    def run(self) -> Fitted | str | None:
        self.job.start(LESSON, DRAWN)
        self.job.join()
        (outcome,) = self.outcomes
        return outcome


@pytest.mark.parametrize(("rate", "messages"), [(1e9, 6), (1e-9, 2)])
def test_tells_every_step(monkeypatch: pytest.MonkeyPatch, rate: float, messages: int) -> None:
    monkeypatch.setattr(module, "MESSAGES_PER_SECOND", rate)
    watched = Watched(units=[4], epochs=2, batch=4)
    fitted = watched.run()
    assert isinstance(fitted, Fitted)
    assert fitted.labels == ["a", "b"]
    told = [one for one in watched.told if isinstance(one, Steps)]
    assert len(told) <= messages
    steps = [step for one in told for step in one.steps]
    order = [(step.epoch, step.batch) for step in steps]
    assert order == [(epoch, batch) for epoch in (1, 2) for batch in (1, 2, 3)]
    assert all(0 <= step.accuracy <= 1 and step.loss > 0 for step in steps)


def test_stops_when_cancelled() -> None:
    watched = Watched(epochs=100_000)
    watched.job.start(LESSON, DRAWN)
    assert watched.stepped.wait(PATIENCE_SECONDS)
    watched.job.cancel()
    watched.job.join()
    assert watched.outcomes == [None]


def test_a_head_without_steps_is_dropped_when_cancelled() -> None:
    watched = Watched("logistic")
    watched.job.cancel()
    assert watched.run() is None


def test_says_why_it_failed() -> None:
    lesson, drawn = lesson_of(("a", "box"), ("b", "disc"), ("c", "cross"))
    watched = Watched(output="sigmoid")
    watched.job.start(lesson, drawn)
    watched.job.join()
    (outcome,) = watched.outcomes
    assert isinstance(outcome, str)
    assert "two classes" in outcome


def test_comes_after_another() -> None:
    first, second = Watched(epochs=100_000), Watched("logistic")
    first.job.start(LESSON, DRAWN)
    second.job.start(LESSON, DRAWN, after=first.job)
    assert second.outcomes == []
    first.job.cancel()
    second.job.join()
    assert first.outcomes == [None]
    assert isinstance(second.outcomes[0], Fitted)


def test_what_nobody_foresaw_is_said_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> Fitted:
        raise MemoryError

    monkeypatch.setattr(module, "fit", fail)
    assert Watched(epochs=1).run() == module.BROKEN
