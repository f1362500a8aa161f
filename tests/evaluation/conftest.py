"""Evaluations drawn from a few numbers."""

from collections.abc import Callable

import numpy as np
import pytest

from understudy.evaluation.results import Evaluation

LABELS = ("left", "up", "down")
Make = Callable[..., Evaluation]


@pytest.fixture
def make() -> Make:
    """Return a maker of evaluations: true and predicted classes, everything else optional."""

    def made(truth, predicted, confidence=0.8, novelty=0.2, labels=LABELS, **more) -> Evaluation:
        n, classes = len(truth), len(labels)
        predicted = np.asarray(predicted, dtype=np.int64)
        confidence = np.broadcast_to(np.float32(confidence), n)
        novelty = np.broadcast_to(np.float32(novelty), n)
        rest = (1 - confidence) / max(classes - 1, 1)
        probabilities = np.repeat(rest[:, None], classes, axis=1).astype(np.float32)
        probabilities[np.arange(n), predicted] = confidence
        more.setdefault("names", tuple(f"photos/{i}.jpg" for i in range(n)))
        return Evaluation(
            labels=tuple(labels),
            truth=np.asarray(truth, dtype=np.int64),
            predicted=predicted,
            known=novelty <= 0.5,
            confidence=confidence,
            novelty=novelty,
            probabilities=probabilities,
            **more,
        )

    return made
