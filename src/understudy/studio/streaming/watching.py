"""What one page watches: from its newest frame to an answer."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from understudy.backbones.backbone import Backbone, PictureBackbone
from understudy.errors import DataError
from understudy.live.recognizer import Heard, Recognizer
from understudy.live.settings import FACTS, Settings
from understudy.model import Model
from understudy.project.store import Project
from understudy.studio.learning.learner import Learner
from understudy.studio.protocol import Answer, Fired, Frame, NoAnswer, Pose
from understudy.studio.streaming.eyes import Eyes
from understudy.studio.streaming.inference import Inference
from understudy.types import Event

MOST_STREAMS = 4
"""Cameras of one page that are recognised at once."""


class Stream:
    """One camera, looked at and recognised by a model that may be replaced meanwhile."""

    def __init__(self, backbone: Backbone) -> None:
        self._eyes = Eyes(backbone)
        self._recognizer: Recognizer | None = None

    def eyes(self, backbone: Backbone) -> Eyes:
        """Return how a backbone has looked until now, or does from now on."""
        if self._eyes.backbone is not backbone:
            self._eyes = Eyes(backbone)
        return self._eyes

    def follow(
        self, model: Model, settings: Settings, seconds: float
    ) -> tuple[Recognizer, tuple[Event, ...]]:
        """Go on with this model and these settings; return also what stops because of that."""
        before = self._recognizer
        if before is not None and before.settings == settings:
            if before.model is model:
                return before, ()
            if (before.model.labels, before.model.background) == (model.labels, model.background):
                before.model = model  # what was smoothed and has started goes on
                return before, ()
        self._recognizer = Recognizer(model, settings)
        return self._recognizer, () if before is None else before.finish(seconds)


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
            It does not say when it was captured.
        """
        learner = self._learner()
        answering = learner.answering
        backbone = answering.model.backbone if answering else learner.backbone
        if not isinstance(backbone, PictureBackbone):
            raise DataError("This project listens: it is taught with sounds, not with pictures.")
        if answering is None and backbone.seeks is None:
            return NoAnswer(stream=frame.stream, sequence=frame.sequence)
        seconds = frame.captured / 1000
        if not math.isfinite(seconds):
            raise DataError("A frame came without the time of its capture. Reload the page.")
        stream = self._stream(frame.stream, backbone)
        seen = self._inference.look(stream.eyes(backbone), frame.jpeg, seconds)
        if answering is None:
            return NoAnswer(stream=frame.stream, sequence=frame.sequence, poses=seen.poses)
        settings = live_settings(self._project)
        recognizer, stopped = stream.follow(answering.model, settings, seconds)
        heard = recognizer.answer(seconds, seen.row)
        return answer_of(frame, answering.number, settings, heard, stopped, seen.poses, arrived)

    def _stream(self, number: int, backbone: Backbone) -> Stream:
        if number not in self._streams:
            if len(self._streams) == MOST_STREAMS:
                del self._streams[next(iter(self._streams))]
            self._streams[number] = Stream(backbone)
        return self._streams[number]


def live_settings(project: Project) -> Settings:
    """Return when the project's predictions are events; the usual settings if damaged."""
    try:
        return Settings.of({FACTS: project.settings.get(FACTS)})
    except DataError:
        return Settings()


def answer_of(
    frame: Frame,
    number: int,
    settings: Settings,
    heard: Heard,
    stopped: tuple[Event, ...],
    poses: list[Pose],
    arrived: float,
) -> Answer:
    """Return the message that tells what was heard."""
    said = heard.prediction
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
        events=[
            Fired(class_id=event.label, kind=event.kind, confidence=event.confidence)
            for event in (*stopped, *heard.events)
        ],
        milliseconds=1000 * (time.perf_counter() - arrived),
    )
