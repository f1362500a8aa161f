"""Moves the points of a body to where its heat map is warmest.

MediaPipe's RefineLandmarksFromHeatmapCalculator, with the options of its pose landmark graph.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.landmarks.detector import sigmoid

Floats = NDArray[np.floating[Any]]

REACH = 3  # cells to each side of the point: kernel_size 7
LEAST_CONFIDENCE = 0.5  # min_confidence_to_refine


def refine(points: Floats, heatmap: Floats) -> Floats:
    """Return points at the mean of the heat around each, where there is enough of it.

    Parameters
    ----------
    points
        [n, 2]: x and y as shares of the heat map's side.
    heatmap
        [side, side, n or more] logits, one map for each point; the first axis is y.

    Returns
    -------
    [n, 2]
        Points outside of the map, or without heat of at least 0.5 around, stay as they are.
    """
    side = len(heatmap)
    centre = np.floor(points * side).astype(np.intp)
    inside = ((centre >= 0) & (centre < side)).all(axis=1)
    offsets = np.arange(-REACH, REACH + 1)
    columns, rows = (centre[:, axis, np.newaxis] + offsets for axis in (0, 1))  # [n, 7]
    maps = np.arange(len(points))[:, np.newaxis, np.newaxis]
    around = (
        np.clip(rows, 0, side - 1)[:, :, np.newaxis],
        np.clip(columns, 0, side - 1)[:, np.newaxis],
        maps,
    )
    on_map = [(one >= 0) & (one < side) for one in (rows, columns)]
    heat = sigmoid(heatmap[around]) * (on_map[0][:, :, np.newaxis] & on_map[1][:, np.newaxis])
    total = heat.sum(axis=(1, 2))
    refined = inside & (heat.max(axis=(1, 2)) >= LEAST_CONFIDENCE)
    total = np.where(refined, total, 1)
    x = (heat.sum(axis=1) * columns).sum(axis=1) / (total * side)
    y = (heat.sum(axis=2) * rows).sum(axis=1) / (total * side)
    warmest = np.stack([x, y], axis=1).astype(points.dtype)
    return np.where(refined[:, np.newaxis], warmest, points)
