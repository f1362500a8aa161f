"""From a stream of sound to what a model says of each of its windows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import SoundBackbone
from understudy.errors import DataError
from understudy.live.listening import Listening
from understudy.live.loudness import Loudness, Span
from understudy.live.spectrograms import Spectrograms
from understudy.media.resampling import Resampler
from understudy.types import Prediction, Sound

if TYPE_CHECKING:
    from understudy.model import Model

BLOCK_SECONDS = 0.08
"""Longer blocks are taken in such parts, so that memory does not depend on them."""
TAIL = 0.25
"""The share of a window of silence that is heard after the end, or after the first window where
the end comes before: a word that ends with the recording is then in as many windows as others."""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What is known of one window."""

    seconds: float
    """Its end: seconds of sound so far."""
    prediction: Prediction
    sounds: Sequence[Span]
    """What sounded lately, by level; none where levels don't tell."""
    spectrogram: NDArray[np.float32] | None


class Windows:
    """The windows of one stream; from one thread at a time. Its size does not grow.

    Parameters
    ----------
    model
        A model of sounds.
    listening
        Of which the overlap counts.
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
        listening: Listening,
        *,
        rate: int | None = None,
        spectrogram: bool = False,
    ) -> None:
        backbone = check_hears(model)
        self.model = model
        self.rate = rate or backbone.rate
        self._resampler = Resampler(self.rate, backbone.rate)
        self._stream = backbone.stream()
        self._loudness = Loudness(self.rate)
        self._spectrograms = Spectrograms(self.rate, backbone.window) if spectrogram else None
        self._window = round(backbone.window * backbone.rate)
        self._heard = 0  # samples at the backbone's rate
        self._every = listening.every(backbone.window, backbone.hop)
        self._moments = 0

    def add(self, samples: Sound) -> Iterator[Window]:
        """Yield the windows that are complete with the next samples [n], any number."""
        part = max(1, round(BLOCK_SECONDS * self.rate))
        for begin in range(0, len(samples), part):
            block = samples[begin : begin + part]
            self._loudness.add(block)
            if self._spectrograms is not None:
                self._spectrograms.add(block)
            yield from self._judged(self._resampler.add(block))

    def finish(self) -> Iterator[Window]:
        """Yield the last windows."""
        yield from self._judged(self._resampler.finish())
        tail = round(TAIL * self._window) + max(0, self._window - self._heard)
        yield from self._judged(np.zeros(tail, np.float32))

    def _judged(self, samples: Sound) -> Iterator[Window]:
        self._heard += len(samples)
        for moment in self._stream.hear(samples):
            self._moments += 1
            if self._moments % self._every:
                continue
            prediction = self.model.predict_features(moment.row[np.newaxis])[0]
            drawn = self._spectrograms
            yield Window(
                moment.seconds,
                prediction,
                self._loudness.sounds(moment.seconds),
                None if drawn is None else drawn.at(moment.seconds),
            )


def check_hears(model: Model) -> SoundBackbone:
    """Return the backbone of a model of sounds.

    Raises
    ------
    DataError
        The model is one of pictures or actions.
    """
    if not isinstance(model.backbone, SoundBackbone):
        sees = "actions" if model.medium == "clip" else "pictures"
        raise DataError(f"This model recognises {sees}. Use it with: understudy watch")
    return model.backbone
