"""How somebody stands: angles of the limbs, and where that puts the joints."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

# Parts of the height of a body: David Winter, Biomechanics and Motor Control of Human Movement.
UPPER_ARM, FOREARM, HAND = 0.186, 0.146, 0.06  # a hand that is half closed
THIGH, SHANK, ANKLE = 0.245, 0.246, 0.039
TRUNK, NECK, HEAD = 0.288, 0.052, 0.13
SHOULDERS, HIPS = 0.118, 0.075  # from the middle to either side
FOOT = 0.09
FLAT = 0.65
"""How much narrower the trunk is of somebody seen from the side."""

Point = tuple[float, float]
"""x to the right and y down, in parts of the height of the body."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Angles in degrees from straight down, to the right of the picture; left is its left."""

    upper_arm_left: float = -14
    forearm_left: float = -6
    upper_arm_right: float = 14
    forearm_right: float = 6
    thigh_left: float = -5
    shank_left: float = -2
    thigh_right: float = 5
    shank_right: float = 2
    lean: float = 0
    """Of the trunk, to the right."""
    turn: float = 0
    """-1 looks to the left of the picture, 0 at us, 1 to the right."""

    def towards(self, other: Pose, part: float) -> Pose:
        """Return the pose on the way to another."""
        here, there = self.values, other.values
        return Pose(*(here + part * (there - here)))

    def trembling(self, random: RandomState, degrees: float) -> Pose:
        """Return it a little differently."""
        angles = self.values
        angles[:-1] += degrees * random.normal(size=len(angles) - 1)
        return Pose(*angles)

    def mirrored(self) -> Pose:
        """Return it with left and right exchanged."""
        upper_left, fore_left, upper_right, fore_right, *legs, lean, turn = -self.values
        thigh_left, shank_left, thigh_right, shank_right = legs
        return Pose(
            upper_right, fore_right, upper_left, fore_left,
            thigh_right, shank_right, thigh_left, shank_left, lean, turn,
        )  # fmt: skip

    @property
    def values(self) -> NDArray[np.float64]:
        """All angles, and the turn."""
        return np.array([getattr(self, field.name) for field in fields(self)], np.float64)


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg: three joints, and the end of the hand or foot."""

    joints: tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Joints:
    """Where everything is; the middle of the hips is at x = 0, and the floor at y = 0."""

    arms: tuple[Limb, Limb]
    legs: tuple[Limb, Limb]
    shoulders: tuple[Point, Point]
    hips: tuple[Point, Point]
    neck: Point
    head: Point
    turn: float
    """As in Pose: where the face looks."""


def joints(pose: Pose, build: float = 1.0) -> Joints:
    """Return where the joints are; `build` makes somebody broader."""
    narrow = build * (1 - FLAT * abs(pose.turn))
    hips = [(side * HIPS * narrow, 0.0) for side in (-1, 1)]
    up = 180 - pose.lean
    neck = _from((0.0, 0.0), up, TRUNK)
    across = math.radians(pose.lean)
    shoulders = [
        (neck[0] + side * SHOULDERS * narrow * math.cos(across),
         neck[1] + side * SHOULDERS * narrow * math.sin(across) + 0.01)
        for side in (-1, 1)
    ]  # fmt: skip
    legs = [
        _leg(hips[0], pose.thigh_left, pose.shank_left, pose.turn or -0.5),
        _leg(hips[1], pose.thigh_right, pose.shank_right, pose.turn or 0.5),
    ]
    arms = [
        _limb(shoulders[0], pose.upper_arm_left, pose.forearm_left, UPPER_ARM, FOREARM, HAND),
        _limb(shoulders[1], pose.upper_arm_right, pose.forearm_right, UPPER_ARM, FOREARM, HAND),
    ]
    head = _from(neck, up, NECK + HEAD / 2)
    floor = max(leg.joints[2][1] for leg in legs) + ANKLE

    def risen(point: Point) -> Point:
        return point[0], point[1] - floor

    def moved(limb: Limb) -> Limb:
        a, b, c, d = (risen(point) for point in limb.joints)
        return Limb((a, b, c, d))

    return Joints(
        (moved(arms[0]), moved(arms[1])), (moved(legs[0]), moved(legs[1])),
        (risen(shoulders[0]), risen(shoulders[1])), (risen(hips[0]), risen(hips[1])),
        risen(neck), risen(head), pose.turn,
    )  # fmt: skip


def _from(point: Point, degrees: float, length: float) -> Point:
    angle = math.radians(degrees)
    return point[0] + length * math.sin(angle), point[1] + length * math.cos(angle)


def _limb(
    root: Point, upper: float, lower: float, length: float, lower_length: float, end: float
) -> Limb:
    bend = _from(root, upper, length)
    joint = _from(bend, lower, lower_length)
    return Limb((root, bend, joint, _from(joint, lower, end)))


def _leg(root: Point, thigh: float, shank: float, forward: float) -> Limb:
    knee = _from(root, thigh, THIGH)
    ankle = _from(knee, shank, SHANK)
    # A foot stands at a right angle to the shank, seen from the front mostly shortened.
    toes = _from(ankle, shank + math.copysign(75, forward), FOOT * max(0.4, abs(forward)))
    return Limb((root, knee, ankle, toes))
