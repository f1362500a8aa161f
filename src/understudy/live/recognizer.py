"""One step of recognising live: what `understudy watch` and the studio do with every frame."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import PictureBackbone
from understudy.live.settings import Settings
from understudy.live.smoothing import Smoother
from understudy.live.timed_event import TimedEvent
from understudy.live.trigger import Trigger
from understudy.model import Model
from understudy.onnx_session import cpu_count
from understudy.types import Event, Image, Prediction


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one frame."""

    prediction: Prediction | None
    """Smoothed; of actions None until a first window of time was seen."""
    raw: Prediction | None
    """Of this frame, or of the newest window of time, alone."""
    events: tuple[Event, ...] = ()
    ended: TimedEvent | None = None
    """The action that is over, whole."""
    latency: float | None = None
    """Seconds from the end of that action to its event; below 0 where it was told earlier."""


class Recognizer:
    """Recognises a stream of frames; use one for each stream, from one thread at a time.

    It has no clock: times are in seconds, from wherever the stream counts them.
    """

    def __init__(self, model: Model, settings: Settings) -> None:
        self.model = model
        self.settings = settings
        backbone = model.backbone
        self._stream = backbone.stream() if isinstance(backbone, PictureBackbone) else None
        self._smoother = Smoother(settings.smoothing)
        self._trigger = Trigger(
            model.labels, model.background, settings.threshold, settings.hold_off
        )

    @property
    def active(self) -> str | None:
        """The class that has started and not stopped."""
        return self._trigger.active

    def add(self, time: float, image: Image) -> Heard:
        """Return what comes of a picture, uint8 [height, width, 3], of one camera or video."""
        assert self._stream is not None, "a model of sounds takes no pictures"
        return self.answer(time, self._stream.look(image, time, threads=cpu_count()).row)

    def answer(self, time: float, features: NDArray[np.float32]) -> Heard:
        """Return what comes of the features [d] of a picture."""
        return self.hear(time, self.model.predict_features(features[np.newaxis])[0])

    def hear(self, time: float, raw: Prediction) -> Heard:
        """Return what comes of a prediction; this is all there is besides the network.

        Raises
        ------
        ValueError
            The time is not a finite number.
        """
        if not math.isfinite(time):
            raise ValueError(f"time is {time}; expected seconds")
        probabilities, novelty = self._smoother.add(time, raw.probabilities, raw.novelty)
        prediction = self.model.prediction(probabilities, novelty, raw.found)
        return Heard(prediction, raw, tuple(self._trigger.add(time, prediction)))

    def finish(self, time: float) -> tuple[Event, ...]:
        """Stop what has started, as at the end of a stream."""
        return tuple(self._trigger.finish(time))
