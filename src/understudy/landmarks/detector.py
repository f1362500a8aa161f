"""Finds where in a picture palms or bodies are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.landmarks.anchors import anchors
from understudy.landmarks.crops import crop
from understudy.landmarks.regions import Region
from understudy.landmarks.suppression import weighted
from understudy.onnx_session import Network
from understudy.types import Image

Floats = NDArray[np.floating[Any]]

LEAST_LOGIT = 0.0  # a score of 0.5: min_score_thresh of MediaPipe's palm and pose detection graphs
MOST_LOGIT = 80.0  # the sigmoid of more is 1, and exp overflows in float32 above 88


@dataclass(frozen=True, slots=True)
class Detection:
    """A palm or a body, in pixels of the picture."""

    score: float
    """Probability 0..1."""
    box: Floats
    """[4]: left, top, right, bottom."""
    points: Floats
    """[points, 2]: x and y of what the detector points at."""


class Detector:
    """A network with anchors: MediaPipe's palm and pose detection graphs.

    Parameters
    ----------
    network
        Input `pixels`, uint8 [1, side, side, 3]; outputs `boxes` [1, anchors, 4 + 2 points],
        relative to the anchors in pixels of the input, and `scores` [1, anchors, 1], logits.
    side
        Height and width of its input.
    strides
        Of its layers, in pixels.
    """

    def __init__(self, network: Network, side: int, strides: tuple[int, ...]) -> None:
        self._network = network
        self._side = side
        self._anchors = anchors(side, strides)

    def find(self, image: Image, square: Region, threads: int = 1) -> list[Detection]:
        """Return what is in a square of a picture, uint8 [height, width, 3], best first.

        Where the square goes beyond the picture, it is black.
        """
        pixels = crop(image, square, self._side, outside="black")
        boxes, logits = self._network.run(
            {"pixels": pixels[np.newaxis]}, ["boxes", "scores"], threads=threads
        )
        good = np.flatnonzero(logits[0, :, 0] >= LEAST_LOGIT)
        good = good[np.isfinite(boxes[0, good]).all(axis=1)]
        if not good.size:
            return []
        scores = sigmoid(logits[0, good, 0])
        values = boxes[0, good].reshape(len(good), -1, 2) / self._side
        middles = values[:, :1] + self._anchors[good, np.newaxis]
        points = values[:, 2:] + self._anchors[good, np.newaxis]
        halves = values[:, 1:2] / 2
        corners = np.concatenate([middles - halves, middles + halves, points], axis=1)
        found = []
        for score, mean in weighted(corners.reshape(len(good), -1), scores):
            places = square.to_picture(mean.reshape(-1, 2))
            found.append(Detection(score, places[:2].ravel(), places[2:]))
        return found


def sigmoid(logits: Floats) -> Floats:
    """Return probabilities of logits."""
    return 1 / (1 + np.exp(-np.clip(logits, -MOST_LOGIT, MOST_LOGIT)))
