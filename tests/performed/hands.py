"""Clips of hands: eight actions, of real hands over real rooms where there are photos of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.random import RandomState

from tests.performed import cutouts
from tests.performed.camera import NOISE, MovingHand, expose
from tests.performed.clips import Performed, frame_times
from tests.performed.moves import ACTIONS, action, timed
from tests.performed.rooms import Room, far_rooms, room_count

COUNT = 26  # clips of each action
SEED = 7
RATE = 10.0  # frames a second
SECONDS = 1.5
LASTING = (1.0, 1.35)  # seconds that an action takes
TURNED = 14.0  # degrees at most, to either side
SIZE = (224, 224)  # pixels, height and width

Range = tuple[float, float]


def hand_clips(
    count: int = COUNT,
    seed: int = SEED,
    rate: float = RATE,
    *,
    seconds: float = SECONDS,
    size: tuple[int, int] = SIZE,
    labels: Sequence[str] = ACTIONS,
    lasting: Range = LASTING,
    noise: float | Range = NOISE,
) -> list[Performed]:
    """Return `count` clips of each action, one action after another.

    Every clip has a room of its own as long as there are some (240 show somebody from afar, then
    follow 560 from near), and hands come in turn. Within a clip start, speed, size, place, light
    and noise are random.

    Parameters
    ----------
    count
        Clips of each action.
    seed
        Another one gives other clips.
    rate
        Frames a second.
    seconds
        Of each clip.
    size
        Height and width in pixels, even numbers.
    labels
        Some of ACTIONS.
    lasting
        Least and most seconds that an action takes.
    noise
        Standard deviation, of 255; or the least and the most of it.
    """
    return list(
        each_hand_clip(
            count, seed, rate, seconds=seconds, size=size, labels=labels, lasting=lasting,
            noise=noise,
        )
    )  # fmt: skip


def each_hand_clip(
    count: int = COUNT,
    seed: int = SEED,
    rate: float = RATE,
    *,
    seconds: float = SECONDS,
    size: tuple[int, int] = SIZE,
    labels: Sequence[str] = ACTIONS,
    lasting: Range = LASTING,
    noise: float | Range = NOISE,
) -> Iterator[Performed]:
    """Yield what `hand_clips` returns, one at a time."""
    random, grain = RandomState(seed), np.random.default_rng(seed)
    order, rooms = hand_order(random), room_order(random)
    for number, label in enumerate(label for label in labels for _ in range(count)):
        who = number % len(order)
        hand = cutouts.hand(order[who], random)
        room = Room(rooms[number % len(rooms)], random, size)
        length = random.uniform(*lasting)
        start = random.uniform(0, max(0.0, seconds - length))
        move = timed(action(label, random), start, length)
        actor = MovingHand(hand, move, random.uniform(-TURNED, TURNED))
        level = noise if isinstance(noise, float) else random.uniform(*noise)
        times = frame_times(seconds, rate)
        frames = np.stack([expose(room, [actor], time, grain, level) for time in times])
        yield Performed(frames, label, times, start, start + length, who)


def hand_order(random: RandomState) -> list[int]:
    """Return the numbers of all hands, mixed."""
    return [int(number) for number in random.permutation(len(cutouts.hands()))]


def room_order(random: RandomState) -> list[int]:
    """Return the numbers of all rooms: those seen from afar, mixed, then the others, mixed."""
    far = far_rooms()
    near = far + random.permutation(room_count() - far)
    return [int(number) for number in (*random.permutation(far), *near)]
