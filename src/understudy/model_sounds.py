"""What a model of sounds says about recordings: of their loudest sound, or of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import SoundBackbone
from understudy.backbones.embedding import map_threads
from understudy.backbones.recordings import loudest, refuse_other, rows_of_events
from understudy.errors import DataError
from understudy.media import recordings
from understudy.media.recordings import Source
from understudy.types import Prediction

if TYPE_CHECKING:
    from understudy.model import Model


def predict(model: Model, inputs: Source | Iterable[Source]) -> Prediction | list[Prediction]:
    """Return what is said of the loudest sound of one recording, or of several."""

    def hear(source: Source) -> Prediction:
        ear = _ear(model, source)
        return _overall(model, loudest(ear, recordings.load_recording(source)))

    if recordings.is_one(inputs):
        return hear(inputs)
    return list(map_threads(hear, recordings.as_recordings(inputs)))


def predict_each(model: Model, source: Source) -> list[tuple[float, float, Prediction]]:
    """Return (start, end, prediction) of each sound in a recording, in seconds."""
    ear, recording = _ear(model, source), recordings.load_recording(source)
    return [(*event, _overall(model, rows)) for event, rows in rows_of_events(ear, recording)]


def _ear(model: Model, source: Source) -> SoundBackbone:
    refuse_other(model.medium, source)
    if not isinstance(model.backbone, SoundBackbone):
        raise DataError("This model looks at pictures or videos, and hears no sounds.")
    return model.backbone


def _overall(model: Model, rows: NDArray[np.float32]) -> Prediction:
    """Return what is said on average of the windows of one sound."""
    probabilities, novelty = model.run_head(rows)
    return model.prediction(probabilities.mean(axis=0), float(novelty.mean()), True)
