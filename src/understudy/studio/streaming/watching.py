"""What one page watches: from its newest frame to an answer."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from understudy.errors import DataError
from understudy.live.recognizer import Heard, Recognizer
from understudy.live.settings import FACTS, Settings
from understudy.project.store import Project
from understudy.studio.learning.current import Answering
from understudy.studio.learning.learner import Learner
from understudy.studio.protocol import Answer, Fired, Frame, NoAnswer
from understudy.studio.streaming.inference import Inference
from understudy.types import Event

MOST_STREAMS = 4
"""Cameras of one page that are recognised at once."""


@dataclass
class Stream:
    """One camera, recognised by a model that may be replaced meanwhile."""

    recognizer: Recognizer

    def follow(self, answering: Answering, settings: Settings, seconds: float) -> tuple[Event, ...]:
        """Go on with this model and these settings; return what stops because of that."""
        before, model = self.recognizer, answering.model
        if before.settings == settings and before.model is model:
            return ()
        alike = before.model.labels == model.labels and before.model.background == model.background
        if before.settings == settings and alike:
            before.model = model  # what was smoothed and has started goes on
            return ()
        self.recognizer = Recognizer(model, settings)
        return before.finish(seconds)


class Watching:
    """The streams of one page; used by one thread at a time."""

    def __init__(self, project: Project, learner: Learner, inference: Inference) -> None:
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
        answering = self._learner.answering
        if answering is None:
            return NoAnswer(stream=frame.stream, sequence=frame.sequence)
        seconds = frame.captured / 1000
        if not math.isfinite(seconds):
            raise DataError("A frame came without the time of its capture. Reload the page.")
        features = self._inference.features(answering.model.backbone, frame.jpeg)
        settings = live_settings(self._project)
        stream = self._stream(frame.stream, answering, settings)
        stopped = stream.follow(answering, settings, seconds)
        heard = stream.recognizer.answer(seconds, features)
        return answer_of(frame, answering.number, settings, heard, stopped, arrived)

    def _stream(self, number: int, answering: Answering, settings: Settings) -> Stream:
        if number not in self._streams:
            if len(self._streams) == MOST_STREAMS:
                del self._streams[next(iter(self._streams))]
            self._streams[number] = Stream(Recognizer(answering.model, settings))
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
        events=[
            Fired(class_id=event.label, kind=event.kind, confidence=event.confidence)
            for event in (*stopped, *heard.events)
        ],
        milliseconds=1000 * (time.perf_counter() - arrived),
    )
