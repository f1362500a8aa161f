"""Where a hand is while it does something: raised from below, the action, lowered again."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.random import RandomState

from tests.performed.camera import Place

ACTIONS = (
    "swipe_left", "swipe_right", "swipe_up", "swipe_down", "wave", "circle", "punch", "hold",
)  # fmt: skip
RAISED, DONE = 0.25, 0.8  # parts of the whole: until when the hand comes, and when it goes
BELOW = 1.15  # parts of the frame's height: out of sight
STAGES = 5  # places that a wandering hand goes through

Along = Callable[[float], Place]
"""Where a hand is at a part 0..1 of its way."""


def eased(u: float) -> float:
    """Return 0..1 that begins and ends slowly."""
    return u * u * (3 - 2 * u)


def between(a: Place, b: Place, u: float) -> Place:
    """Return a place on the way from one to another."""
    part = eased(u)
    return (
        a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part
    )  # fmt: skip


def action(label: str, random: RandomState) -> Along:
    """Return how a hand does one of ACTIONS, each time a little differently."""
    x, y = 0.5 + random.uniform(-0.08, 0.08), 0.42 + random.uniform(-0.08, 0.06)
    reach, size = random.uniform(0.24, 0.34), random.uniform(0.32, 0.5)
    rest = (x + random.uniform(-0.1, 0.1), BELOW, size)
    times, phase, turn = random.uniform(1.5, 2.5), random.choice([-1, 1]), random.choice([-1, 1])
    tilt = random.uniform(-0.06, 0.06)

    def act(u: float) -> Place:
        circled = 2 * math.pi * u
        if label in ("swipe_left", "swipe_right"):
            side = 1 if label == "swipe_left" else -1
            return x + side * reach * (1 - 2 * eased(u)), y + tilt * (u - 0.5), size
        if label in ("swipe_up", "swipe_down"):
            part = eased(u if label == "swipe_up" else 1 - u)
            return x, y + reach * (1 - 1.8 * part), size
        if label == "wave":
            aside = phase * reach * 0.6 * math.sin(times * circled)
            return x + aside, y + 0.03 * math.cos(2 * circled), size
        if label == "circle":
            around = reach * 0.75
            return (
                x + around * math.sin(turn * circled),
                y + reach * 0.4 - around * math.cos(circled),
                size,
            )
        if label == "punch":
            near = max(0.0, math.sin(math.pi * u)) ** 1.5
            return x, y + 0.05 * near, size * (1 + 1.1 * near)
        return x + 0.01 * math.sin(5 * u), y + 0.01 * math.cos(7 * u), size

    if label not in ACTIONS:
        raise ValueError(f"the action is {label!r}; expected one of {', '.join(ACTIONS)}")
    begin, end = act(0), act(1)

    def along(u: float) -> Place:
        if u <= 0 or u >= 1:
            return rest
        if u < RAISED:
            return between(rest, begin, u / RAISED)
        if u < DONE:
            return act((u - RAISED) / (DONE - RAISED))
        return between(end, rest, (u - DONE) / (1 - DONE))

    return along


def wander(random: RandomState) -> Along:
    """Return how a hand goes somewhere, and elsewhere, without doing anything."""
    places = [
        (random.uniform(0.1, 0.9), random.uniform(0.25, 1.0), random.uniform(0.3, 0.5))
        for _ in range(STAGES)
    ]
    for last in (0, -1):
        places[last] = (places[last][0], BELOW + 0.05, places[last][2])

    def along(u: float) -> Place:
        stage = float(np.clip(u, 0, 1)) * (STAGES - 1)
        at = min(STAGES - 2, int(stage))
        return between(places[at], places[at + 1], stage - at)

    return along


def timed(along: Along, start: float, lasting: float) -> Callable[[float], Place]:
    """Return where the hand is by time in seconds, when it begins at `start`."""
    return lambda seconds: along((seconds - start) / lasting)
