from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.studio.learning.lessons import RIGHT, fitted_to
from tests.studio.learning.teaching import BACKBONE as SEEING
from tests.studio.sounding import RATE, HearingBackbone, sound
from tests.studio.streaming.heard import blocks, model_of
from understudy.live.listening import Listening
from understudy.studio.learning.current import Answering
from understudy.studio.learning.fitting import answering
from understudy.studio.protocol import Answer, Block, Listen, NoAnswer, Refused
from understudy.studio.protocol import Listening as Settings
from understudy.studio.streaming.backlog import Arrived
from understudy.studio.streaming.hearing import (
    MOST_MICROPHONES,
    TOO_SLOW,
    Hearing,
    listening_of,
)

MODEL = model_of(HearingBackbone(), "low", "high", "noise")


class Page:
    """A page that listens, with a project and a learner of its own."""

    def __init__(self) -> None:
        self.project = SimpleNamespace(settings={"listening": {"hits": 1}})
        self.learner = SimpleNamespace(answering=Answering(7, MODEL))
        self.hearing = Hearing(lambda: self.learner.answering, lambda: listening_of(self.project))

    def hear(self, *messages: Listen | Block, skipped: bool = False) -> list[Any]:
        now = time.perf_counter()
        return self.hearing.hear([Arrived(message, now) for message in messages], skipped)

    def listen(self, stream: int = 0, rate: int = RATE) -> None:
        assert self.hear(Listen(stream=stream, rate=rate)) == []

    def fired(self, label: str, stream: int = 0) -> list[tuple[str, str]]:
        answers = self.hear(*blocks(sound(label, 1), stream=stream))
        return [
            (event.class_id, event.kind)
            for one in answers if isinstance(one, Answer) for event in one.events
        ]  # fmt: skip


@pytest.fixture
def page() -> Page:
    return Page()


def test_an_answer_says_all(page: Page) -> None:
    page.listen()
    sent = list(blocks(sound("low", 1), first=1_000))
    answers = page.hear(*sent)
    assert len(answers) == len(sent)
    heard = [one for one in answers if isinstance(one, Answer) and one.events]
    answer = heard[0]
    assert [(e.class_id, e.kind) for e in answer.events] == [("low", "start")]
    assert (answer.stream, answer.model, answer.best, answer.label) == (0, 7, "low", "low")
    assert answer.known
    assert (answer.found, answer.poses) == (True, [])
    assert sum(answer.probabilities) == pytest.approx(1, abs=1e-4)
    assert answer.milliseconds > 0
    # By the page's clock, the last sample heard was captured when it says.
    assert answer.captured == pytest.approx(1000 * (answer.sequence - 1_000) / RATE)
    assert (answer.sequence - 1_000 + 1) % round(0.05 * RATE) == 0


def test_what_has_no_window_has_no_answer(page: Page) -> None:
    page.listen()
    short = [block.model_copy(update={"pcm": block.pcm[:2]}) for block in blocks(sound("low")[:9])]
    assert page.hear(*short) == [NoAnswer(stream=0, sequence=0)]


def test_without_a_model_there_is_no_answer(page: Page) -> None:
    page.learner.answering = None
    page.listen()
    (block, *_) = blocks(sound("low"))
    assert page.hear(block) == [NoAnswer(stream=0, sequence=0)]


def test_what_says_no_rate_or_no_time_is_refused(page: Page) -> None:
    (block, *_) = blocks(sound("low"))
    (refused,) = page.hear(block)
    assert isinstance(refused, Refused)
    assert "samples a second" in refused.sentence
    page.listen()
    (refused,) = page.hear(block.model_copy(update={"captured": float("nan")}))
    assert "capture" in refused.sentence


def test_a_project_of_pictures_hears_nothing(page: Page) -> None:
    seeing = answering(fitted_to(*RIGHT), SEEING, ())
    page.learner.answering = Answering(1, seeing)
    page.listen()
    (block, *_) = blocks(sound("low"))
    (refused,) = page.hear(block)
    assert "pictures" in refused.sentence


def test_each_microphone_is_a_stream_of_its_own(page: Page) -> None:
    for stream in (0, 1):
        page.listen(stream)
        assert page.fired("low", stream)[0] == ("low", "start")
    for stream in range(2, 1 + MOST_MICROPHONES):
        page.listen(stream)
    (block, *_) = blocks(sound("low"))
    assert isinstance(page.hear(block)[0], Refused)  # the one that was listened to first


def test_listening_again_begins_anew(page: Page) -> None:
    page.listen()
    assert page.fired("low")
    page.listen(rate=RATE)
    assert page.fired("high")[0] == ("high", "start")


def test_what_has_started_stops_when_it_is_not_there_any_more_after_a_gap(page: Page) -> None:
    page.listen()
    answers: list[Any] = []
    sent = iter(blocks(sound("low", 1)))
    while not any(getattr(one, "events", ()) for one in answers):
        answers += page.hear(next(sent))
    page.listen()
    assert page.fired("noise") == [("low", "stop")]


def test_who_is_too_slow_is_told_once(page: Page) -> None:
    page.listen()
    sent = list(blocks(sound("low")))
    first = page.hear(sent[0], skipped=True)
    assert first[0] == Refused(sentence=TOO_SLOW)
    assert not any(isinstance(one, Refused) for one in page.hear(sent[30], skipped=True))


def test_a_gap_is_no_reason_to_refuse(page: Page) -> None:
    page.listen()
    sent = list(blocks(np.concatenate([sound("low"), sound("low")])))
    answers = page.hear(sent[0], *sent[40:])
    assert not any(isinstance(one, Refused) for one in answers)


def test_settings_count_at_once(page: Page) -> None:
    page.listen()
    sent = list(blocks(sound("low")))
    often = sum(isinstance(one, Answer) for one in page.hear(*sent))
    page.listen()
    page.project.settings = {"listening": {"overlap": 0.0}}
    seldom = sum(isinstance(one, Answer) for one in page.hear(*sent))
    assert 0 < seldom < often / 5


@pytest.mark.parametrize("kept", [None, "loud", {"threshold": 7}, {"hits": "many"}])
def test_damaged_settings_are_the_usual(kept: Any) -> None:
    assert listening_of(SimpleNamespace(settings={"listening": kept})) == Listening()


def test_the_page_and_the_command_line_have_the_same_settings() -> None:
    told = Settings().model_dump()
    assert Listening(**told) == Listening()
    for name, field in Settings.model_fields.items():
        limits = {type(one).__name__: one for one in field.metadata}
        for value in (limits["Ge"].ge, limits["Le"].le):
            assert Listening(**{name: value})
