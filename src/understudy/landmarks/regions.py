"""The turned square around a hand or a body, which its landmark network looks at.

The scales and shifts are those of MediaPipe's graphs palm_detection_detection_to_roi,
hand_landmark_landmarks_to_roi, pose_detection_to_roi and pose_landmarks_to_roi.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

PALM_SCALE, PALM_SHIFT = 2.6, -0.5  # of the long side of the palm's box; of its height, upwards
HAND_SCALE, HAND_SHIFT = 2.0, -0.1  # the same of the box around wrist, palm and middle joints
BODY_SCALE = 1.25  # of the circle around the hips that the far point is on
PALM_WRIST, PALM_MIDDLE = 0, 2  # of the detector's 7 points: what is upright in the region
STEADY = [0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18]  # points of the hand that fingertips can't move
WRIST, INDEX, MIDDLE, RING = 0, 5, 9, 13  # the wrist and three knuckles
HAND_CANVASES = 1.0, 2.0, 3.0  # times the picture: a hand that fills it is too large to be detected
LEAST_SIDE = 1.0  # pixels; points that all fall together still make a square
MOST_SIDES = 20.0  # times the longer side of a picture that a region may be large: no network of
# ours asks for 10, and one that was tampered with might ask for all memory there is


@dataclass(frozen=True, slots=True)
class Region:
    """A turned square; x and y are those of its middle, in pixels from the picture's corner."""

    x: float
    y: float
    side: float
    """Pixels."""
    angle: float
    """Radians, clockwise in the picture, from -pi up to pi; at 0 the square stands upright."""

    def turned(self, points: Floats) -> Floats:
        """Return vectors [..., 2 or 3] in the directions of the region as those of the picture."""
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        turn = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]], dtype=points.dtype)
        axes = points.shape[-1]
        return points @ turn[:axes, :axes]

    def to_picture(self, points: Floats) -> Floats:
        """Return points [n, 2], shares 0..1 of the region, in pixels of the picture."""
        return self.turned((points - 0.5) * self.side) + np.array(
            [self.x, self.y], dtype=points.dtype
        )

    def touches(self, width: int, height: int) -> bool:
        """Whether it shows any of a picture of that many pixels, and is not absurdly large."""
        if not self.side <= MOST_SIDES * max(width, height):  # or not a number
            return False
        reach = self.side / 2 * (abs(math.cos(self.angle)) + abs(math.sin(self.angle)))
        return -reach < self.x < width + reach and -reach < self.y < height + reach

    def overlap(self, other: Region) -> float:
        """Return intersection over union with another region, both as if they stood upright."""
        reach = (self.side + other.side) / 2
        width = min(reach - abs(self.x - other.x), self.side, other.side)
        height = min(reach - abs(self.y - other.y), self.side, other.side)
        common = max(0.0, width) * max(0.0, height)
        return common / (self.side**2 + other.side**2 - common)


def of_picture(width: int, height: int, canvas: float = 1.0) -> Region:
    """Return the square around a whole picture, `canvas` times as large as it has to be."""
    return Region(width / 2, height / 2, max(width, height) * canvas, 0.0)


def of_palm(box: Floats, points: Floats) -> Region:
    """Return where the hand is whose palm was detected: box [4] and points [7, 2] in pixels."""
    left, top, right, bottom = box.tolist()
    angle = _upright(points[PALM_WRIST], points[PALM_MIDDLE])
    middle = (left + right) / 2, (top + bottom) / 2
    return _around(middle, right - left, bottom - top, angle, PALM_SCALE, PALM_SHIFT)


def of_hand(points: Floats) -> Region:
    """Return where a hand will be in the next frame, of its points [21, 2 or 3] in this one."""
    points = points[:, :2]
    knuckles = (points[INDEX] + points[RING]) / 4 + points[MIDDLE] / 2
    angle = _upright(points[WRIST], knuckles)
    upright = Region(0.0, 0.0, 1.0, -angle).turned(points[STEADY])
    least, most = upright.min(axis=0), upright.max(axis=0)
    middle = Region(0.0, 0.0, 1.0, angle).turned((least + most) / 2)
    width, height = (most - least).tolist()
    return _around(tuple(middle.tolist()), width, height, angle, HAND_SCALE, HAND_SHIFT)


def of_body(hips: Floats, far: Floats) -> Region:
    """Return where a body is, of the middle of its hips [2] and a point [2] on a circle around."""
    reach = math.dist(hips.tolist(), far.tolist())
    side = max(2 * reach * BODY_SCALE, LEAST_SIDE)
    return Region(float(hips[0]), float(hips[1]), side, _upright(hips, far))


def _around(
    middle: tuple[float, ...], width: float, height: float, angle: float, scale: float, shift: float
) -> Region:
    """Return a square on the long side, shifted along the hand."""
    x = middle[0] - math.sin(angle) * height * shift
    y = middle[1] + math.cos(angle) * height * shift
    return Region(x, y, max(max(width, height) * scale, LEAST_SIDE), angle)


def _upright(start: Floats, end: Floats) -> float:
    """Return the angle of a region in which the way from start to end points up."""
    (x, y), (to_x, to_y) = start.tolist(), end.tolist()
    return wrap(math.atan2(to_y - y, to_x - x) + math.pi / 2)


def wrap(angle: float) -> float:
    """Return the same angle in radians, from -pi up to pi."""
    return angle - 2 * math.pi * ((angle + math.pi) // (2 * math.pi))  # of NaN: NaN
