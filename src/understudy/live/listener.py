"""One stream of sound through a model: what `understudy listen` and the studio do with samples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from understudy.live.firing import Firing
from understudy.live.listening import Listening
from understudy.live.timed_event import TimedEvent
from understudy.live.windows import Window, Windows, check_hears
from understudy.types import Event, Prediction, Sound

if TYPE_CHECKING:
    from understudy.model import Model


@dataclass(frozen=True, slots=True, eq=False)
class Hearing:
    """What came of one window."""

    seconds: float
    """The end of the window: seconds of sound so far."""
    prediction: Prediction
    """What the model says about the window."""
    event: TimedEvent | None = None
    """What fires, as far as it has been heard: of a word all, of a whistle that goes on a part."""
    ended: TimedEvent | None = None
    """What is over, whole."""
    spectrogram: NDArray[np.float32] | None = None
    """Of the window, where it was asked for: decibels [frames, 232], as in the articles."""

    @property
    def label(self) -> str | None:
        """The class that fires, if any."""
        return None if self.event is None else self.event.label

    @property
    def scores(self) -> dict[str, float]:
        """The probability of every class, 0..1."""
        prediction = self.prediction
        return dict(zip(prediction.labels, map(float, prediction.probabilities), strict=True))

    @property
    def events(self) -> tuple[Event, ...]:
        """What stops and starts now, as `understudy watch` says it."""
        stops = () if self.ended is None else (_event(self.ended, "stop", self.seconds),)
        starts = () if self.event is None else (_event(self.event, "start", self.seconds),)
        return (*stops, *starts)


class Listener:
    """Recognises one stream of sound; from one thread at a time. Its size does not grow.

    What comes of a stream does not depend on how it is cut into blocks.

    Parameters
    ----------
    model
        A model of sounds.
    listening
        The settings; by default the model's own.
    rate
        Samples a second of what is heard; by default the backbone's.
    spectrogram
        Hand over the spectrogram of every window.

    Raises
    ------
    DataError
        The model is one of pictures.
    """

    def __init__(
        self,
        model: Model,
        listening: Listening | None = None,
        *,
        rate: int | None = None,
        spectrogram: bool = False,
    ) -> None:
        window = check_hears(model).window
        self.listening = listening or Listening.of(model.facts)
        self._windows = Windows(model, self.listening, rate=rate, spectrogram=spectrogram)
        self._firing = Firing(self.listening, model.background, window)
        self._last: Hearing | None = None

    @property
    def model(self) -> Model:
        """What recognises; one of the same backbone and classes may take its place."""
        return self._windows.model

    @model.setter
    def model(self, model: Model) -> None:
        self._windows.model = model

    @property
    def active(self) -> TimedEvent | None:
        """What has fired and is not over."""
        return self._firing.active

    def hear(self, samples: Sound) -> list[Hearing]:
        """Return what comes of the next samples [n] of the stream, mono, -1..1, any number."""
        return self._heard(self._windows.add(samples))

    def finish(self) -> list[Hearing]:
        """Return what comes of the last samples, and end what has fired."""
        heard = self._heard(self._windows.finish())
        over = self._firing.finish()
        if over is not None and self._last is not None:
            heard.append(replace(self._last, event=None, ended=over))
        return heard

    def _heard(self, windows: Iterator[Window]) -> list[Hearing]:
        heard = []
        for window in windows:
            over, fired = self._firing.add(window.seconds, window.prediction, window.sounds)
            self._last = Hearing(window.seconds, window.prediction, fired, over, window.spectrogram)
            heard.append(self._last)
        return heard


def _event(sound: TimedEvent, kind: Literal["start", "stop"], seconds: float) -> Event:
    return Event(sound.label, kind, seconds, sound.confidence)
