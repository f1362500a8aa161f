"""How things move between two pictures: dense optical flow, averaged on a grid.

DIS (Kroeger et al., 2016, "Fast Optical Flow using Dense Inverse Search") as OpenCV has it. With
few examples this tells actions apart best of all that was tried; the sizes are of the same trial.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from understudy.errors import require
from understudy.media.clip import Grey, grey
from understudy.types import Image

SIDE = 112  # pixels; the whole picture, squeezed
GRID = 4  # cells a side
WIDTH = 4 * GRID * GRID
"""Numbers: in each cell, row by row, how far things go right, left, down and up."""
EASED = 1e-3
"""Pixels under the square root, so that what trembles does not count."""

Floats = NDArray[np.float32]


class OpticalFlow:
    """Measures movement; for one thread at a time, since OpenCV keeps its buffers in it.

    Raises
    ------
    MissingExtraError
        OpenCV is not installed.
    """

    def __init__(self) -> None:
        cv2 = require("cv2", extra="actions", purpose="see how things move")
        self._flow = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)

    def between(self, before: Grey, after: Grey) -> Floats:
        """Return the mean movement [WIDTH] in pixels of two pictures made by `seen`, 0 or more."""
        moved = self._flow.calc(before, after, None)  # [SIDE, SIDE, 2]: right, down
        ways = np.stack([moved[..., 0], -moved[..., 0], moved[..., 1], -moved[..., 1]], axis=-1)
        cell = SIDE // GRID
        cells: Floats = np.maximum(ways, 0).reshape(GRID, cell, GRID, cell, 4).mean(axis=(1, 3))
        return cells.reshape(-1)


def seen(image: Image) -> Grey:
    """Return what is compared of a picture: grey, uint8 [SIDE, SIDE]."""
    return grey(image, SIDE, SIDE)


def eased(movement: Floats) -> Floats:
    """Return the square root of movement, 0 where nothing moves: slow things count too."""
    # sqrt(x + e) - sqrt(e), but exactly 0 for 0
    least = np.float32(np.sqrt(EASED))
    rooted: Floats = movement / (np.sqrt(movement + np.float32(EASED)) + least)
    return rooted


def uneased(roots: Floats) -> Floats:
    """Return the movement in pixels that `eased` made this of."""
    least = np.float32(np.sqrt(EASED))
    movement: Floats = roots * (roots + 2 * least)
    return movement
