"""What one page watches: from its newest frame to an answer."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from understudy.backbones.backbone import Backbone
from understudy.backbones.streams import Sight
from understudy.errors import DataError
from understudy.live.acting import FACTS as ACTING
from understudy.live.acting import Acting
from understudy.live.loop import recognizer_for
from understudy.live.performing import Performer
from understudy.live.recognizer import Heard, Recognizer
from understudy.live.settings import FACTS as LIVE
from understudy.live.settings import Settings
from understudy.model import Model
from understudy.project.store import Project
from understudy.studio.learning.learner import Learner
from understudy.studio.protocol import Answer, Fired, Frame, NoAnswer, Pose
from understudy.studio.streaming.eyes import ClipEyes, Eyes, Seen, open_eyes
from understudy.studio.streaming.inference import Inference
from understudy.types import Event

MOST_STREAMS = 4
"""Cameras of one page that are recognised at once."""


class Stream:
    """One camera, looked at and recognised by a model that may be replaced meanwhile."""

    def __init__(self, backbone: Backbone) -> None:
        self._eyes = open_eyes(backbone)
        self._recognizer: Recognizer | Performer | None = None
        self._untold: tuple[Event, ...] = ()

    def eyes(self, backbone: Backbone) -> Eyes | ClipEyes:
        """Return how a backbone has looked until now, or does from now on."""
        if self._eyes.backbone is not backbone:
            self._eyes = open_eyes(backbone)
        return self._eyes

    def answer(
        self, model: Model, settings: Settings | Acting, seconds: float, seen: Seen
    ) -> Heard:
        """Return what a model says with these settings, and what stops because they are others.

        What stops before there is anything to say is told with the next that is said.
        """
        recognizer, stopped = self._follow(model, settings, seconds)
        self._untold += stopped
        match recognizer, seen.found:
            case Performer(), Sight() as sight:
                heard = recognizer.answer(seconds, sight)
            case Recognizer(), np.ndarray() as row:
                heard = recognizer.answer(seconds, row)
        if heard.prediction is None:
            return heard
        untold, self._untold = self._untold, ()
        return replace(heard, events=(*untold, *heard.events))

    def _follow(
        self, model: Model, settings: Settings | Acting, seconds: float
    ) -> tuple[Recognizer | Performer, tuple[Event, ...]]:
        """Go on with this model and these settings; return also what stops because of that."""
        before = self._recognizer
        if before is not None and before.settings == settings:
            if before.model is model:
                return before, ()
            if is_like(before.model, model):
                before.model = model  # what was smoothed and has started goes on
                return before, ()
        self._recognizer = recognizer_for(model, settings)
        return self._recognizer, () if before is None else before.finish(seconds)


def is_like(before: Model, model: Model) -> bool:
    """Whether a model can take the place of another while something is recognised."""
    if (before.labels, before.background) != (model.labels, model.background):
        return False
    # Windows of another backbone are others; of pictures each frame is looked at anew.
    return model.medium == "picture" or before.backbone is model.backbone


class Watching:
    """The streams of one page; used by one thread at a time."""

    def __init__(
        self, project: Project, learner: Callable[[], Learner], inference: Inference
    ) -> None:
        """`learner` returns the one of now: there is another when the subject is another."""
        self._project, self._learner, self._inference = project, learner, inference
        self._streams: dict[int, Stream] = {}

    def answer(self, frame: Frame, arrived: float) -> Answer | NoAnswer:
        """Return what the model says about a frame that arrived at a time of `perf_counter`.

        Raises
        ------
        MediaError
            It is no picture.
        DataError
            It does not say when it was captured, or the project listens.
        """
        learner = self._learner()
        answering = learner.answering
        backbone = answering.model.backbone if answering else learner.backbone
        stream = self._stream(frame.stream, backbone)
        if answering is None and backbone.seeks is None:
            return NoAnswer(stream=frame.stream, sequence=frame.sequence)
        seconds = frame.captured / 1000
        if not math.isfinite(seconds):
            raise DataError("A frame came without the time of its capture. Reload the page.")
        seen = self._inference.look(stream.eyes(backbone), frame.jpeg, seconds)
        if answering is None:
            return NoAnswer(stream=frame.stream, sequence=frame.sequence, poses=seen.poses)
        settings = live_settings(self._project)
        heard = stream.answer(answering.model, settings, seconds, seen)
        return answer_of(frame, answering.number, settings, heard, seen.poses, arrived)

    def _stream(self, number: int, backbone: Backbone) -> Stream:
        if number not in self._streams:
            if len(self._streams) == MOST_STREAMS:
                del self._streams[next(iter(self._streams))]
            self._streams[number] = Stream(backbone)
        return self._streams[number]


def live_settings(project: Project) -> Settings | Acting:
    """Return when the project's predictions are events; the usual settings if damaged."""
    usual = Acting if project.kind == "clip" else Settings
    key = ACTING if project.kind == "clip" else LIVE
    try:
        return usual.of({key: project.settings.get(key)})
    except DataError:
        return usual()


def answer_of(
    frame: Frame,
    number: int,
    settings: Settings | Acting,
    heard: Heard,
    poses: list[Pose],
    arrived: float,
) -> Answer | NoAnswer:
    """Return the message that tells what was seen; before the first window is whole, nothing."""
    said = heard.prediction
    if said is None:
        return NoAnswer(stream=frame.stream, sequence=frame.sequence, poses=poses)
    sure = said.known and said.confidence >= settings.threshold
    return Answer(
        stream=frame.stream,
        sequence=frame.sequence,
        captured=frame.captured,
        model=number,
        probabilities=[round(float(p), 6) for p in said.probabilities],
        best=said.best,
        label=said.best if sure else None,
        known=said.known,
        novelty=round(said.novelty, 6),
        found=said.found,
        poses=poses,
        events=[fired(event, heard.latency) for event in heard.events],
        milliseconds=1000 * (time.perf_counter() - arrived),
    )


def fired(event: Event, latency: float | None) -> Fired:
    """Return an event as the page is told; how late an action was reported, when it is over."""
    over = latency if event.kind == "stop" else None
    return Fired(class_id=event.label, kind=event.kind, confidence=event.confidence, latency=over)
