"""The postures of a fighting game, and how one becomes another."""

from __future__ import annotations

import math
from collections.abc import Callable

from numpy.random import RandomState

from tests.performed.anatomy import Pose

STAND = "stand"
POSTURES = (
    STAND, "punch_left", "punch_right", "kick_left", "kick_right", "walk_left", "walk_right",
    "squat",
)  # fmt: skip
"""Left and right are those of the picture."""
TREMBLE = 4.0  # degrees, standard deviation: nobody stands twice alike
STEPS = 1.8  # a second
PACE = 0.35  # heights of the body a second
OUT, BACK = 0.3, 0.7
"""Parts of a move: until when a limb goes out, and from when it comes back."""

GUARD = Pose(-30, 130, 30, -130)
REACHED = {
    "punch_left": Pose(-98, -104, 32, -135, -14, -4, 14, 6, lean=-9, turn=-0.45),
    "kick_left": Pose(-35, 110, 55, 20, -84, -76, 6, 2, lean=17, turn=-0.2),
    "squat": Pose(-40, 125, 40, -125, -74, 26, 74, -26),
}


def reached(label: str, random: RandomState) -> Pose:
    """Return one of POSTURES at its height, each time a little differently."""
    if label == STAND:
        pose = Pose() if random.rand() < 0.6 else GUARD
    elif label.startswith("walk"):
        pose = walking(random.uniform(0, 2 * math.pi))
    else:
        pose = REACHED[label.replace("right", "left")]
    pose = pose.trembling(random, TREMBLE)
    return pose.mirrored() if label.endswith("right") else pose


def move(
    label: str, start: float, lasting: float, random: RandomState
) -> tuple[Callable[[float], Pose], Callable[[float], float]]:
    """Return the pose, and how far it has been walked, by time in seconds.

    Before and after, the person stands.
    """
    before, high, after = reached(STAND, random), reached(label, random), Pose()
    after = before.trembling(random, TREMBLE / 2)
    phase, side = random.uniform(0, 2 * math.pi), 1 if label.endswith("right") else -1
    walks = label.startswith("walk")

    def pose(seconds: float) -> Pose:
        part = (seconds - start) / lasting
        if part <= 0 or part >= 1:
            return before if part <= 0 else after
        there = high
        if walks:
            step = walking(phase + 2 * math.pi * STEPS * (seconds - start) / 2)
            there = step if side < 0 else step.mirrored()
        if part < OUT:
            return before.towards(there, _eased(part / OUT))
        if part > BACK:
            return there.towards(after, _eased((part - BACK) / (1 - BACK)))
        return there

    def walked(seconds: float) -> float:
        if not walks:
            return 0.0
        return side * PACE * min(max(seconds - start, 0.0), lasting)

    return pose, walked


def walking(phase: float) -> Pose:
    """Return a moment of walking to the left; two steps are 2 pi of phase."""
    swing, half = math.sin(phase), math.cos(phase)
    thighs = (-26 * swing, 26 * swing)
    lifted = (max(0.0, -half), max(0.0, half))  # the knee that bends is that of the foot in the air
    shanks = [thigh + 10 + 45 * up for thigh, up in zip(thighs, lifted, strict=True)]
    return Pose(
        28 * swing, 28 * swing - 22, -28 * swing, -28 * swing - 22,
        thighs[0], shanks[0], thighs[1], shanks[1], lean=-6, turn=-1,
    )  # fmt: skip


def _eased(u: float) -> float:
    return u * u * (3 - 2 * u)
