"""Predictions and streams of them, made by hand."""

from __future__ import annotations

import numpy as np

from understudy.types import Prediction

LABELS = ("left", "right", "nothing")


def predict(
    *probabilities: float, novelty: float = 0.0, labels: tuple[str, ...] = LABELS
) -> Prediction:
    """Make a prediction; the probabilities are scaled to sum to 1."""
    values = np.array(probabilities, np.float32)
    values = values / values.sum()
    best = int(values.argmax())
    label = labels[best] if novelty <= Prediction.KNOWN_UP_TO else None
    return Prediction(label, float(values[best]), values, labels, novelty)
