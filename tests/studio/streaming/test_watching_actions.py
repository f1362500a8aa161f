"""What a page is told while it watches for actions."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.studio.acting import SECONDS, Timed, acting_backbone, clip, frames, picture
from understudy import heads
from understudy.backbones.clip_backbone import ActionBackbone
from understudy.live.acting import Acting
from understudy.media.image import read_image
from understudy.model import Model
from understudy.studio.learning.current import Answering
from understudy.studio.protocol import Answer, NoAnswer
from understudy.studio.streaming.inference import Inference
from understudy.studio.streaming.watching import Watching, live_settings
from understudy.training.fitting import fit
from understudy.training.shifting import over_again

LABELS = ("left", "other", "right")
REST = 1.8  # seconds


@cache
def taught(name: str = "actions") -> tuple[ActionBackbone, Model]:
    """Return a backbone, and a model of things that go left or right."""
    backbone = acting_backbone(name)
    shown = [(label, number) for label in LABELS for number in range(6)]
    tracks = [
        backbone.track((ms / 1000, read_image(jpeg)) for ms, jpeg in clip(label, number))
        for label, number in shown
    ]
    X = backbone.wrap(np.concatenate([backbone.rows_at(track, [0.8]) for track in tracks]))
    labels = [label for label, _ in shown]
    again = over_again(X, labels, {"other"}, backbone.hop)
    head = heads.create("descriptor")
    fit(head, X, np.array(labels), list(range(len(labels))), mixed=again)
    return backbone, Model(LABELS, backbone, head.to_onnx(), {"background": ["other"]})


def performance(*labels: str, rate: float = 15, start: float = 7e6) -> list[Timed]:
    """Return the frames of one action after another, with rest before, between and after.

    Where one way ends the other begins, so that nothing jumps in between.
    """
    first = labels[0] if labels else "other"
    shown = [(first, 0.0)] * round(REST * rate)
    for label in labels:
        whole = round(SECONDS * rate)
        shown += [(label, (frame / whole - 0.25) / 0.5) for frame in range(whole)]
        shown += [(label, 1.0)] * round(REST * rate)
    return [
        (start + 1000 * number / rate, picture(label, share, 30))
        for number, (label, share) in enumerate(shown)
    ]


class Watched:
    """A page that watches for actions, with a project and a learner of its own."""

    def __init__(self, name: str = "actions") -> None:
        self.backbone, self.model = taught(name)
        self.project = SimpleNamespace(settings={}, kind="clip")
        self.learner = SimpleNamespace(answering=Answering(1, self.model), backbone=self.backbone)
        self.watching = Watching(self.project, lambda: self.learner, Inference(1))

    def see(self, timed: Iterable[Timed]) -> list[Answer | NoAnswer]:
        sent = frames(list(timed))
        return [self.watching.answer(frame, time.perf_counter()) for frame in sent]


def fired(answers: Iterable[Any]) -> list[tuple[str, str]]:
    return [
        (event.class_id, event.kind)
        for answer in answers
        if isinstance(answer, Answer)
        for event in answer.events
    ]


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_before_a_window_has_passed_nothing_is_said(watched: Watched) -> None:
    answers = watched.see(clip("left", seconds=2))
    assert [isinstance(one, Answer) for one in answers] == [False] * 21 + [True] * 9
    assert [one.sequence for one in answers] == list(range(30))


def test_every_action_is_told_once(watched: Watched) -> None:
    answers = watched.see(performance("left", "right"))
    assert fired(answers) == [
        ("left", "start"), ("left", "stop"), ("right", "start"), ("right", "stop"),
    ]  # fmt: skip
    late = [e.latency for one in answers if isinstance(one, Answer) for e in one.events]
    assert [one is None for one in late] == [True, False, True, False]
    assert all(abs(one) < 1.5 for one in late[1::2])


def test_between_two_moments_the_last_answer_is_given_again(watched: Watched) -> None:
    answers = [one for one in watched.see(performance("left", rate=30)) if isinstance(one, Answer)]
    changes = sum(a.probabilities != b.probabilities for a, b in pairwise(answers))
    assert changes <= len(answers) / 2.5
    assert fired(answers) == [("left", "start"), ("left", "stop")]


def test_an_answer_says_all(watched: Watched) -> None:
    *_, answer = watched.see(performance())
    assert isinstance(answer, Answer)
    assert (answer.model, answer.best) == (1, "other")
    assert sum(answer.probabilities) == pytest.approx(1, abs=1e-4)
    assert answer.milliseconds > 0


def test_a_model_that_is_taught_more_goes_on_where_it_was(watched: Watched) -> None:
    shown = performance("left")
    middle = len(shown) * 3 // 5  # while it is going on, or just after
    first = watched.see(shown[:middle])
    again = Model(LABELS, watched.backbone, watched.model._head.content, watched.model.facts)
    watched.learner.answering = Answering(2, again)
    rest = watched.see(shown[middle:])
    assert isinstance(rest[0], Answer)
    assert rest[0].model == 2
    assert fired([*first, *rest]) == [("left", "start"), ("left", "stop")]


def test_other_settings_count_at_once(watched: Watched) -> None:
    watched.project.settings = {"acting": {"threshold": 1.0, "release": 0.3}}
    answers = watched.see(performance("left"))
    assert fired(answers) == []
    assert all(one.label is None for one in answers if isinstance(one, Answer))


def test_what_has_started_stops_when_the_settings_change(watched: Watched) -> None:
    shown = performance("left")
    told: list[tuple[str, str]] = []
    for frame in frames(shown):
        told += fired([watched.watching.answer(frame, time.perf_counter())])
        if told:
            watched.project.settings = {"acting": {"threshold": 1.0}}
    assert told == [("left", "start"), ("left", "stop")]


def test_without_a_model_only_hands_are_looked_for() -> None:
    whole, hands = Watched(), Watched("actions-hands")
    for one in (whole, hands):
        one.learner.answering = None
    assert whole.see([(0.0, b"no picture")]) == [NoAnswer(stream=0, sequence=0)]
    (answer,) = hands.see([(0.0, picture("left", 0.5))])
    assert isinstance(answer, NoAnswer)
    assert [pose.kind for pose in answer.poses] == ["hand"]
    assert answer.poses[0].points[-1] == (0.5, 0.5, 1)


def test_another_backbone_begins_anew(watched: Watched) -> None:
    shown = performance("left")
    watched.see(shown[:40])
    other, model = taught("actions-hands")
    watched.learner = SimpleNamespace(answering=Answering(2, model), backbone=other)
    answers = watched.see(shown[40:70])
    assert [isinstance(one, Answer) for one in answers] == [False] * 21 + [True] * 9


def test_settings_that_are_damaged_are_the_usual_ones() -> None:
    for damaged in ({"threshold": "high"}, {"release": 0.9, "threshold": 0.1}, [], "x", None):
        project = SimpleNamespace(settings={"acting": damaged}, kind="clip")
        assert live_settings(project) == Acting()
