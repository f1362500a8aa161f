"""Where the detectors look: a fixed grid of anchor points.

MediaPipe's SsdAnchorsCalculator, with the options of its palm and pose detection graphs: two
anchors of size 1 for every entry of the strides, in the middle of every cell.
"""

from __future__ import annotations

from itertools import groupby

import numpy as np
from numpy.typing import NDArray

ANCHORS_PER_STRIDE = 2  # one of aspect ratio 1 and one interpolated; with fixed size they are equal


def anchors(side: int, strides: tuple[int, ...]) -> NDArray[np.float32]:
    """Return the anchor points as shares of the input's side, float32 [anchors, 2], x first.

    Parameters
    ----------
    side
        Height and width of the detector's input in pixels.
    strides
        Pixels from cell to cell, of each layer of the detector; equal ones share a grid.
    """
    layers = []
    for stride, equal in groupby(strides):
        cells = side // stride
        middles = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        grid = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)
        layers.append(np.repeat(grid, ANCHORS_PER_STRIDE * len(list(equal)), axis=0))
    return np.concatenate(layers)
