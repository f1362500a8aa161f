from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.studio.learning.lessons import RIGHT, fitted_to
from tests.studio.learning.teaching import BACKBONE, draw, jpeg
from tests.studio.seeing import BLACK, SeeingBackbone
from understudy import heads
from understudy.errors import DataError, MediaError
from understudy.live.settings import Settings
from understudy.model import Model
from understudy.studio.learning.current import Answering
from understudy.studio.learning.fitting import answering
from understudy.studio.protocol import Answer, Frame, NoAnswer
from understudy.studio.streaming.inference import Inference
from understudy.studio.streaming.watching import MOST_STREAMS, Watching, live_settings

AT_ONCE = {"threshold": 0.6, "smoothing": 0, "hold_off": 0}


def answering_with(*takes: tuple[str, str], number: int = 1, background: str = "") -> Answering:
    return Answering(number, answering(fitted_to(*takes), BACKBONE, {background} - {""}))


class Watched:
    """A page that watches, with a project and a learner of its own."""

    def __init__(self) -> None:
        self.project = SimpleNamespace(settings={"live": AT_ONCE}, kind="picture")
        self.learner = SimpleNamespace(answering=answering_with(*RIGHT), backbone=BACKBONE)
        self.watching = Watching(self.project, lambda: self.learner, Inference(1))
        self.sequence = 0

    def see(self, shown: str, stream: int = 0, **changes: Any) -> Answer | NoAnswer:
        self.sequence += 1
        values = {
            "captured": 100.0 * self.sequence, "jpeg": jpeg(shown, 1), **changes,
        }  # fmt: skip
        frame = Frame(kind="watch", stream=stream, sequence=self.sequence, take="", **values)
        return self.watching.answer(frame, time.perf_counter())

    def fired(self, shown: str, stream: int = 0) -> list[tuple[str, str]]:
        return [(event.class_id, event.kind) for event in self.see(shown, stream).events]


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_without_a_model_there_is_no_answer(watched: Watched) -> None:
    watched.learner.answering = None
    assert watched.see("box") == NoAnswer(stream=0, sequence=1)


def test_an_answer_says_all(watched: Watched) -> None:
    answer = watched.see("disc")
    assert isinstance(answer, Answer)
    assert (answer.sequence, answer.captured, answer.model) == (1, 100.0, 1)
    assert (answer.best, answer.label, answer.known) == ("b", "b", True)
    assert sum(answer.probabilities) == pytest.approx(1, abs=1e-4)
    assert 0 <= answer.novelty <= 0.5
    assert answer.milliseconds > 0
    assert [(e.class_id, e.kind) for e in answer.events] == [("b", "start")]


def test_what_was_never_taught_has_no_label(watched: Watched) -> None:
    answer = watched.see("something else")
    assert (answer.label, answer.known) == (None, False)
    assert answer.best in ("a", "b")


def test_below_the_threshold_there_is_no_label(watched: Watched) -> None:
    watched.learner.answering = answering_with(*RIGHT, ("b", "box"))  # which makes it unsure
    watched.project.settings = {"live": {**AT_ONCE, "threshold": 0.5}}
    assert watched.see("box").label == "a"
    watched.project.settings = {"live": {**AT_ONCE, "threshold": 1.0}}
    answer = watched.see("box")
    assert (answer.label, answer.known) == (None, True)


def test_each_camera_is_a_stream_of_its_own(watched: Watched) -> None:
    assert watched.fired("box", stream=0) == [("a", "start")]
    assert watched.fired("disc", stream=1) == [("b", "start")]
    assert watched.fired("box", stream=0) == []
    for stream in range(2, 2 + MOST_STREAMS):
        watched.see("box", stream)
    assert watched.fired("box", stream=0) == [("a", "start")]


@pytest.mark.parametrize(
    ("replace", "events"),
    [
        (lambda w: setattr(w.learner, "answering", answering_with(*RIGHT, number=2)), []),
        (
            lambda w: setattr(w.learner, "answering", answering_with(*RIGHT, background="a")),
            [("a", "stop")],
        ),
        (
            lambda w: setattr(w.learner, "answering", answering_with(*RIGHT, ("c", "cross"))),
            [("a", "stop"), ("a", "start")],
        ),
        (
            lambda w: w.project.settings.update(live={**AT_ONCE, "threshold": 0.5}),
            [("a", "stop"), ("a", "start")],
        ),
    ],
    ids=["learned again", "now background", "a class more", "another threshold"],
)
def test_what_has_started_when_the_model_or_the_settings_are_replaced(
    watched: Watched, replace: Callable[[Watched], None], events: list[tuple[str, str]]
) -> None:
    assert watched.fired("box") == [("a", "start")]
    replace(watched)
    assert watched.fired("box") == events


def test_bad_frames_are_refused(watched: Watched) -> None:
    with pytest.raises(MediaError):
        watched.see("box", jpeg=b"no picture")
    with pytest.raises(DataError, match="capture"):
        watched.see("box", captured=float("inf"))


@pytest.mark.parametrize("kept", [None, "loud", {"threshold": 7}, {"smoothing": "long"}])
def test_damaged_settings_are_the_usual(kept: Any) -> None:
    assert live_settings(SimpleNamespace(settings={"live": kept}, kind="picture")) == Settings()


def test_what_is_looked_for_is_drawn_before_anything_is_taught(watched: Watched) -> None:
    hands = SeeingBackbone("hand")
    watched.learner = SimpleNamespace(answering=None, backbone=hands)
    answer = watched.see("box")
    assert isinstance(answer, NoAnswer)
    assert [pose.kind for pose in answer.poses] == ["hand"]
    assert watched.see("box", jpeg=BLACK).poses == []
    assert len(hands.streams) == 1


def test_each_camera_follows_hands_of_its_own(watched: Watched) -> None:
    hands = SeeingBackbone("hand")
    watched.learner = SimpleNamespace(answering=None, backbone=hands)
    for stream in (0, 1, 0, 0):
        watched.see("box", stream)
    assert [len(stream.seconds) for stream in hands.streams] == [3, 1]


def test_whole_pictures_cost_nothing_before_anything_is_taught(watched: Watched) -> None:
    watched.learner.answering = None
    assert watched.see("box", jpeg=b"no picture") == NoAnswer(stream=0, sequence=1)


def test_an_answer_says_what_was_found(watched: Watched) -> None:
    hands = SeeingBackbone("hand")
    watched.learner = SimpleNamespace(answering=seeing(hands), backbone=hands)
    answer = watched.see("box")
    assert (answer.found, answer.best, len(answer.poses)) == (True, "a", 1)
    answer = watched.see("box", jpeg=BLACK)
    assert (answer.found, answer.label, answer.known, answer.poses) == (False, None, False, [])


def test_the_model_before_answers_until_the_one_that_looks_at_something_else(
    watched: Watched,
) -> None:
    assert watched.fired("box") == [("a", "start")]
    before, hands = watched.learner.answering, SeeingBackbone("hand")
    watched.learner = SimpleNamespace(answering=before, backbone=hands)
    assert (watched.see("box").model, hands.streams) == (1, [])
    watched.learner.answering = seeing(hands)
    answer = watched.see("box")
    assert (answer.model, answer.best, len(answer.poses)) == (2, "a", 1)
    assert answer.events == []  # what had started goes on
    assert len(hands.streams) == 1


def seeing(backbone: SeeingBackbone) -> Answering:
    """Return a model of boxes and discs that are held by a hand."""
    shown = [draw(name, number) for name in ("box", "disc") for number in range(8)]
    head = heads.create("discriminant").fit(backbone.embed(shown), np.repeat(["a", "b"], 8))
    return Answering(2, Model(["a", "b"], backbone, head.to_onnx(), {}))
