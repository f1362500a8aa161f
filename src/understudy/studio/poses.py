"""Hands and bodies that were found, as numbers to keep and as messages to draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from understudy.landmarks.found import Body, Hand
from understudy.landmarks.skeleton import BODY_NAMES, HAND_NAMES
from understudy.studio.protocol import Pose

Poses = NDArray[np.float32]
"""[n, points, 4]: x and y as shares of the picture's width and height, visibility 0..1, and the
side: -1 for a left hand, 1 for a right one, 0 for a body. All of a kind."""

NOTHING: Poses = np.zeros((0, 0, 4), np.float32)
SIDES: dict[float, Literal["left", "right"] | None] = {-1.0: "left", 0.0: None, 1.0: "right"}
DIGITS = 4
"""Of what the page is told: a tenth of a pixel."""


def poses_of(found: Sequence[Hand | Body], height: int, width: int) -> Poses:
    """Return what was found in a picture of that size in pixels."""
    if not found:
        return NOTHING
    poses = np.ones((len(found), len(found[0].points), 4), np.float32)
    for pose, one in zip(poses, found, strict=True):
        pose[:, :2] = one.points[:, :2] / (width, height)
        if isinstance(one, Hand):
            pose[:, 3] = -1 if one.side == "left" else 1
        else:
            pose[:, 2], pose[:, 3] = one.visibility, 0
    return poses


def are_poses(values: NDArray[np.float32]) -> bool:
    """Whether these are poses, as a file that somebody gave may hold anything."""
    points = (0, len(HAND_NAMES), len(BODY_NAMES))
    fits = values.ndim == 3 and values.shape[1] in points and values.shape[2] == 4
    return fits and bool(np.isfinite(values).all())


def found_of(poses: Poses, height: int, width: int) -> list[Hand | Body]:
    """Return what to draw on a picture of that size; what was not kept is zero."""
    return [_found(pose, height, width) for pose in poses]


def _found(pose: NDArray[np.float32], height: int, width: int) -> Hand | Body:
    points = np.zeros((len(pose), 3), np.float32)
    points[:, :2] = pose[:, :2] * (width, height)
    world = np.zeros_like(points)
    if len(pose) == len(HAND_NAMES):
        return Hand(points, world, 1.0, "left" if pose[0, 3] < 0 else "right", 1.0)
    return Body(points, pose[:, 2], world, 1.0)


def as_messages(poses: Poses) -> list[Pose]:
    """Return poses as the page draws them."""
    return [_message(pose) for pose in poses]


def _message(pose: NDArray[np.float32]) -> Pose:
    points = pose[:, :3].astype(np.float64).round(DIGITS).tolist()
    side = SIDES[float(pose[0, 3])]
    return Pose(kind="body" if side is None else "hand", points=points, side=side)
