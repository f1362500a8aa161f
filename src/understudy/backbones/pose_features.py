"""From the landmarks of a hand or body to features: its shape, wherever it is and however large.

Landmarks come in metres, in three dimensions, with the axes of the picture (x to the right, y
down, z away from the camera). Three blocks describe a pose: the **directions** of the bones,
which say where the hand points; the **distances** between points, the same from every side; and
the **angles** at the joints. Each is divided by the usual spread of its numbers and the root of how
many there are, so that all weigh the same: docs/decisions/landmarks.md says what else was tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from understudy.landmarks import HAND_NAMES, Body, Hand

Floats = NDArray[np.float32]
Bones = Sequence[tuple[int, int]]
Joints = Sequence[tuple[int, int, int]]

SMALLEST = 1e-9

# Bones of a hand: from the wrist or a joint to the next joint, finger by finger.
HAND_BONES: Bones = [(0 if point % 4 == 1 else point - 1, point) for point in range(1, 21)]
# Joints of the fingers; how far neighbouring fingers are spread; thumb tip, middle, little finger.
HAND_JOINTS: Joints = [
    *((0 if first == 1 else first - 1, first, first + 1) for first in (1, 2, 3)),
    *(
        (0 if step == 0 else base + step - 1, base + step, base + step + 1)
        for base in (5, 9, 13, 17)
        for step in range(3)
    ),
    (5, 0, 17), (1, 0, 5), (2, 5, 9), (4, 8, 12),
]  # fmt: skip
MIDDLE_KNUCKLE = 9  # its distance from the wrist is the size of a hand

# Arms and hands, the trunk, legs, the face.
BODY_BONES: Bones = [
    (11, 13), (13, 15), (12, 14), (14, 16), (15, 19), (16, 20),
    (11, 12), (23, 24), (11, 23), (12, 24),
    (23, 25), (25, 27), (24, 26), (26, 28),
    (7, 8), (0, 7), (0, 8),
]  # fmt: skip
# Elbows, shoulders, hips, knees, and how the shoulders lie to each other and to the nose.
BODY_JOINTS: Joints = [
    (11, 13, 15), (12, 14, 16), (13, 11, 23), (14, 12, 24), (11, 23, 25), (12, 24, 26),
    (23, 25, 27), (24, 26, 28), (12, 11, 13), (11, 12, 14), (0, 11, 13), (0, 12, 14),
]  # fmt: skip
# Between which the distances count: the face, arms and hands, and the hips.
BODY_POINTS = [0, 7, 8, 11, 12, 13, 14, 15, 16, 19, 20, 23, 24]
SHOULDERS, HIPS = [11, 12], [23, 24]

# The usual spread (root mean variance) of the numbers of each block, over the development photos.
HAND_SPREAD: Mapping[str, float] = {"directions": 0.48, "distances": 0.2, "angles": 0.4}
BODY_SPREAD: Mapping[str, float] = {"directions": 0.26, "distances": 0.26, "angles": 0.34}
BETWEEN_SPREAD = 2.0  # hand sizes, between the wrists of two hands


def hand_features(hand: Hand, *, mirror: bool) -> Floats:
    """Return the shape of a hand [308]; `mirror` shows it as the other hand would be."""
    world = hand.world.astype(np.float64)
    if mirror:
        world = world * [-1.0, 1.0, 1.0]
    size = float(np.linalg.norm(world[MIDDLE_KNUCKLE] - world[0]))
    return _shape(world, size, HAND_BONES, range(len(world)), HAND_JOINTS, HAND_SPREAD)


def between(left: Hand, right: Hand) -> Floats:
    """Return where the right hand is from the left one [2], in sizes of their palms."""
    sizes = [np.linalg.norm((hand.points[MIDDLE_KNUCKLE] - hand.points[0])[:2])
             for hand in (left, right)]  # fmt: skip
    apart = (right.points[0] - left.points[0])[:2] / (np.mean(sizes) + SMALLEST)
    return _scaled(apart, BETWEEN_SPREAD)


def body_features(body: Body) -> Floats:
    """Return the shape of a body [153]."""
    world = body.world.astype(np.float64)
    size = float(np.linalg.norm(world[SHOULDERS].mean(axis=0) - world[HIPS].mean(axis=0)))
    return _shape(world, size, BODY_BONES, BODY_POINTS, BODY_JOINTS, BODY_SPREAD)


def block_widths(bones: Bones, points: int, joints: Joints) -> dict[str, int]:
    """Return how many numbers each block has."""
    return {
        "directions": 3 * len(bones),
        "distances": points * (points - 1) // 2,
        "angles": 2 * len(joints),
    }


HAND_WIDTHS = block_widths(HAND_BONES, len(HAND_NAMES), HAND_JOINTS)
BODY_WIDTHS = block_widths(BODY_BONES, len(BODY_POINTS), BODY_JOINTS)


def _shape(
    world: NDArray[np.float64],
    size: float,
    bones: Bones,
    points: Sequence[int],
    joints: Joints,
    spread: Mapping[str, float],
) -> Floats:
    starts, ends = np.transpose(bones)
    directions = _unit(world[ends] - world[starts])
    first, second = np.triu_indices(len(points), 1)
    chosen = world[np.asarray(points)]
    distances = np.linalg.norm(chosen[first] - chosen[second], axis=1) / (size + SMALLEST)
    return np.concatenate([
        _scaled(directions.ravel(), spread["directions"]),
        _scaled(distances, spread["distances"]),
        _scaled(_angles(world, joints), spread["angles"]),
    ])  # fmt: skip


def _angles(world: NDArray[np.float64], joints: Joints) -> NDArray[np.float64]:
    """Return the cosine of each angle, and its sine as the camera sees it, which has a sign."""
    before, at, after = (world[list(ends)] for ends in zip(*joints, strict=True))
    one, other = before - at, after - at
    cosine = (_unit(one) * _unit(other)).sum(axis=1)
    flat, flat_other = _unit(one[:, :2]), _unit(other[:, :2])
    sine = flat[:, 0] * flat_other[:, 1] - flat[:, 1] * flat_other[:, 0]
    return np.concatenate([cosine, sine])


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    unit: NDArray[np.float64] = vectors / (
        np.linalg.norm(vectors, axis=1, keepdims=True) + SMALLEST
    )
    return unit


def _scaled(values: NDArray[np.float64], spread: float) -> Floats:
    scaled: Floats = (values / (spread * np.sqrt(len(values)))).astype(np.float32)
    return scaled
