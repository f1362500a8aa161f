"""One step of recognising actions live: what `understudy watch` and the studio do with frames."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import ClipBackbone
from understudy.backbones.streams import Moment, Sight
from understudy.errors import DataError
from understudy.live.acting import Acting
from understudy.live.action_rules import Halving, rule_of
from understudy.live.movements import Movements
from understudy.live.recognizer import Heard
from understudy.live.timed_event import TimedEvent
from understudy.model import Model
from understudy.onnx_session import cpu_count
from understudy.types import Event, Image, Prediction


class Performer:
    """Recognises actions in a stream of frames; one for each stream, from one thread at a time.

    It has no clock: times are in seconds, from wherever the stream counts them. What comes of a
    stream hardly depends on how many frames a second it has.

    Parameters
    ----------
    model
        A model of actions; one of the same backbone and classes may take its place.
    acting
        The settings; by default the model's own.

    Raises
    ------
    DataError
        The model is of another kind.
    """

    def __init__(self, model: Model, acting: Acting | None = None) -> None:
        backbone = check_acts(model)
        self.model = model
        self.settings = acting or Acting.of(model.facts)
        self._stream = backbone.stream()
        self._rule = rule_of(self.settings, model.labels, model.background, backbone.window)
        self._movements = Movements(backbone)
        self._smooth = Halving()
        self._prediction: Prediction | None = None
        self._raw: Prediction | None = None
        self._fired = 0.0  # the time of the frame with which the last event was told
        self._waiting: list[Event] = []

    @property
    def active(self) -> str | None:
        """The action that has started and not stopped."""
        event = self._rule.active
        return None if event is None else event.label

    def add(self, seconds: float, image: Image) -> Heard:
        """Return what comes of a picture, uint8 [height, width, 3], of one camera or video."""
        return self.answer(seconds, self._stream.see(image, seconds, threads=cpu_count()))

    def answer(self, seconds: float, sight: Sight) -> Heard:
        """Return what comes of what was seen; without a new window, the last prediction again.

        Events have the time of the frame with which they are told, however late that came.
        """
        events = self._waited(seconds)
        ended: TimedEvent | None = None
        latency: float | None = None
        for moment in sight.moments:
            self._movements.add(moment)
            over, fired = self._rule.add(moment.seconds, self._judge(moment))
            if over is not None:
                ended = self._movements.whole(over)
                latency = self._fired - ended.end
                events.append(_event(over, "stop", seconds))
            if fired is not None:
                self._fired = seconds
                events.append(_event(fired, "start", seconds))
        now = 1 + next((i for i, one in enumerate(events) if one.kind == "start"), len(events))
        # What starts and stops after a gap: a key that goes down and up at once is seen by no game.
        events, self._waiting = events[:now], events[now:]
        return Heard(self._prediction, self._raw, tuple(events), ended, latency)

    def finish(self, seconds: float) -> tuple[Event, ...]:
        """Stop what has started, as at the end of a stream."""
        events = self._waited(seconds)
        over = self._rule.finish()
        return (*events, *([] if over is None else [_event(over, "stop", seconds)]))

    def _waited(self, seconds: float) -> list[Event]:
        """Return what is told only now."""
        waited, self._waiting = self._waiting, []
        return [replace(event, seconds=seconds) for event in waited]

    def _judge(self, moment: Moment) -> NDArray[np.float32]:
        """Return the probabilities [classes] of a window, and remember what to say of it."""
        raw = self.model.predict_features(moment.row[np.newaxis])[0]
        values = np.append(raw.probabilities, np.float32(raw.novelty))
        smooth = self._smooth.add(moment.seconds, values).astype(np.float32)
        self._raw = raw
        self._prediction = self.model.prediction(smooth[:-1], float(smooth[-1]), raw.found)
        return heeded(self.model, raw)


def heeded(model: Model, raw: Prediction) -> NDArray[np.float32]:
    """Return the probabilities [classes] that count for the rules.

    Without a background class only novelty says that there is none of the actions.
    """
    return raw.probabilities if model.background or raw.known else 0 * raw.probabilities


def check_acts(model: Model) -> ClipBackbone:
    """Return the backbone of a model of actions.

    Raises
    ------
    DataError
        The model is one of pictures or sounds.
    """
    if not isinstance(model.backbone, ClipBackbone):
        does = "hears sounds" if model.medium == "sound" else "recognises single pictures"
        raise DataError(f"This model {does}, not actions. Teach one with: --kind actions")
    return model.backbone


def _event(timed: TimedEvent, kind: Literal["start", "stop"], seconds: float) -> Event:
    return Event(timed.label, kind, seconds, timed.confidence)
