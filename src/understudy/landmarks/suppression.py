"""One detection of each thing, made of the many that a detector gives."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

SAME = 0.3  # intersection over union; min_suppression_threshold of MediaPipe's detection graphs


def overlaps(box: Floats, boxes: Floats) -> Floats:
    """Return intersection over union of a box [4] with boxes [n, 4]: left, top, right, bottom."""
    sides = np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])
    common = np.maximum(sides, 0).prod(axis=1)
    union = (box[2:] - box[:2]).prod() + (boxes[:, 2:] - boxes[:, :2]).prod(axis=1) - common
    shares: Floats = np.divide(common, union, out=np.zeros_like(common), where=union > 0)
    return shares


def weighted(values: Floats, scores: Floats) -> list[tuple[float, Floats]]:
    """Return the means of detections that overlap, weighted with their scores, best first.

    MediaPipe's NonMaxSuppressionCalculator with the algorithm WEIGHTED.

    Parameters
    ----------
    values
        [n, 4 or more]: left, top, right, bottom, and anything else that is to be averaged.
    scores
        [n], above 0.

    Returns
    -------
    list of (score, values)
        The score is the best of those that were averaged.
    """
    order = np.argsort(-scores, kind="stable")
    values, scores = values[order], scores[order]
    found = []
    while len(values):
        same = overlaps(values[0, :4], values[:, :4]) > SAME
        same[0] = True  # a box without area overlaps nothing, not even itself
        weights = scores[same]
        found.append((float(scores[0]), weights @ values[same] / weights.sum()))
        values, scores = values[~same], scores[~same]
    return found
