"""People who pass in front of the camera."""

from __future__ import annotations

import math

from numpy.random import RandomState

from tests.performed.anatomy import Pose
from tests.performed.persons import MovingPerson, Person
from tests.performed.postures import STEPS, TREMBLE, walking

TALL = (0.7, 1.4)  # parts of the frame's height: from across the room, or near
EYES = (0.25, 0.4)  # parts of the frame's height: where their heads are
BESIDE = 0.9  # parts of the frame's height from its middle: out of sight


def passer(random: RandomState, start: float, lasting: float) -> MovingPerson:
    """Return somebody who walks from one side to the other, from `start` on, in seconds."""
    who, tall = Person.drawn_from(random), random.uniform(*TALL)
    floor, side = random.uniform(*EYES) + 0.93 * tall, random.choice([-1, 1])
    phase = random.uniform(0, 2 * math.pi)
    stance = Pose().trembling(random, TREMBLE).values - Pose().values

    def pose(seconds: float) -> Pose:
        step = walking(phase + math.pi * STEPS * (seconds - start))
        own = Pose(*(step.values + stance))
        return own.mirrored() if side > 0 else own

    def place(seconds: float) -> tuple[float, float, float]:
        along = min(max((seconds - start) / lasting, 0.0), 1.0)
        return 0.5 + side * BESIDE * (2 * along - 1) * (1 + tall / 3), floor, tall

    return MovingPerson(who, pose, place)
