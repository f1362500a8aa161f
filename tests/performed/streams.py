"""Minutes of video with actions in them, among idling, wandering hands and people who pass.

Their hands and rooms are in no clip of hands that are not kept for them (`is_kept`). What is said
to be "other" has hands and rooms of its own, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import RandomState

from tests.performed import cutouts, hands
from tests.performed.camera import Actor, MovingHand, expose
from tests.performed.clips import Performed, frame_times
from tests.performed.moves import ACTIONS, action, timed, wander
from tests.performed.passing import passer
from tests.performed.rooms import Room, far_rooms
from understudy.types import Image

OTHER = "other"
OTHER_SEED = 99
CHOOSING, NEVER_CHOSEN_ON = (5, 0), (6, 1)
"""Seeds of streams with which half of the rooms each has; the second is for the final figures."""
MOVES = tuple(label for label in ACTIONS if label != "hold")
"""The actions; a hand that is held up is nothing here."""
TIMES = 6  # each action of a stream
BETWEEN = ("idle", "passing", "wandering", "held")
THIRDS, HELD_OUT = 3, 2
"""Of three hands, one is kept for streams."""
OTHER_ROOMS = 28
AFTER = 0.8  # seconds in which nothing happens between what goes on before and an action
LAST = 1.5  # seconds of nothing at the end

Event = tuple[str, float, float]
"""What, from when to when, in seconds."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a stream in one room."""

    room: Room
    actors: tuple[Actor, ...]
    """By time from its start."""
    start: float
    """Seconds from the start of the stream."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Stream:
    """What happens when; the pictures are made when they are asked for."""

    seed: int
    sections: tuple[Section, ...]
    events: tuple[Event, ...]
    """The actions."""
    between: tuple[Event, ...]
    """What goes on before each."""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.sections[-1].start + self.sections[-1].seconds

    def frames(self, rate: float = hands.RATE) -> Iterator[tuple[float, Image]]:
        """Yield every frame with its seconds."""
        grain = np.random.default_rng(self.seed)
        at = 0
        for time in frame_times(self.seconds, rate):
            while time >= self.sections[at].start + self.sections[at].seconds:
                at += 1
            now = self.sections[at]
            yield float(time), expose(now.room, now.actors, time - now.start, grain)


def is_kept(who: int) -> bool:
    """Whether a hand of `hand_clips(26, seed=7)`, and its rooms, are kept for streams."""
    return who % THIRDS == HELD_OUT


def stream(
    seed: int,
    half: int,
    *,
    times: int = TIMES,
    labels: tuple[str, ...] = MOVES,
    size: tuple[int, int] = hands.SIZE,
) -> Stream:
    """Return a stream in which each action comes so many times: by default three minutes.

    `half`, 0 or 1, says which half of the rooms and hands it has. Rooms and hands are real where
    there are photos.
    """
    random = RandomState(seed)
    theirs, rooms = kept_hands()[half + 1 :: THIRDS], kept_rooms()[OTHER_ROOMS:][half::2]
    events: list[Event] = []
    between: list[Event] = []
    sections: list[Section] = []
    time = 0.0
    order = [str(label) for label in random.permutation(np.repeat(labels, times))]
    for number, label in enumerate(order):
        room = Room(rooms[number % len(rooms)], random, size)
        hand = cutouts.hand(theirs[random.randint(len(theirs))], random)
        turned = random.uniform(-hands.TURNED, hands.TURNED)
        kind = BETWEEN[number % len(BETWEEN)]
        begin, actors = nothing(kind, hand, turned, random)
        lasting = random.uniform(*hands.LASTING)
        move = MovingHand(hand, timed(action(label, random), begin, lasting), turned)
        sections.append(Section(room, (*actors, move), time, begin + lasting + 1 / hands.RATE))
        between.append((kind, time, time + begin))
        events.append((label, time + begin, time + begin + lasting))
        time += sections[-1].seconds
    sections.append(Section(sections[-1].room, (), time, LAST))
    return Stream(seed, tuple(sections), tuple(events), tuple(between))


def nothing(
    kind: str, hand: cutouts.Cutout, turned: float, random: RandomState
) -> tuple[float, list[Actor]]:
    """Return how long something lasts that is no action, and who does it, from its start."""
    if kind == "wandering":
        lasting = random.uniform(2.2, 3.5)
        path = timed(wander(random), 0.3, lasting)
        return lasting + AFTER, [MovingHand(hand, path, turned)]
    if kind == "held":
        lasting = random.uniform(1.4, 2.6)
        path = timed(action("hold", random), 0.4, lasting)
        return lasting + 1.0, [MovingHand(hand, path, turned)]
    if kind == "passing":
        lasting = random.uniform(1.6, 2.6)
        return lasting + AFTER, [passer(random, 0.0, lasting)]
    return random.uniform(1.5, 3.5), []


def other_clips(rate: float = hands.RATE, *, size: tuple[int, int] = hands.SIZE) -> list[Performed]:
    """Return 28 clips of 1.5 s of what is no action: nobody, hands that wander or are held up
    still (14), and people who pass (14)."""
    random, grain = RandomState(OTHER_SEED), np.random.default_rng(OTHER_SEED)
    theirs, rooms = kept_hands()[::THIRDS], kept_rooms()
    times = frame_times(hands.SECONDS, rate)
    clips = []
    for number in range(OTHER_ROOMS):
        room = Room(rooms[number], random, size)
        hand = cutouts.hand(theirs[random.randint(len(theirs))], random)
        actors = _some_other(number, hand, random)
        frames = np.stack([expose(room, actors, time, grain) for time in times])
        clips.append(Performed(frames, OTHER, times, 0.0, hands.SECONDS, -1 - number))
    return clips


def _some_other(number: int, hand: cutouts.Cutout, random: RandomState) -> list[Actor]:
    turned = random.uniform(-hands.TURNED, hands.TURNED)
    if number >= OTHER_ROOMS // 2:
        lasting = random.uniform(1.6, 2.6)
        return [passer(random, random.uniform(-0.6, 0.3), lasting)]
    if number < 5:
        return []
    if number < 10:
        lasting = random.uniform(2.2, 3.5)
        start = -random.uniform(0.2, lasting - 1.7)
        return [MovingHand(hand, timed(wander(random), start, lasting), turned)]
    lasting, start = random.uniform(1.2, 2.0), random.uniform(-0.5, 0.3)
    return [MovingHand(hand, timed(action("hold", random), start, lasting), turned)]


def kept_hands() -> list[int]:
    """Return the numbers of the hands that no taught clip shows."""
    return hands.hand_order(RandomState(hands.SEED))[HELD_OUT::THIRDS]


def kept_rooms() -> list[int]:
    """Return the numbers of the rooms, seen from afar, that no taught clip shows, mixed."""
    random = RandomState(hands.SEED)
    count = len(hands.hand_order(random))
    rooms = hands.room_order(random)[: far_rooms()]
    taught = [
        number for number in range(hands.COUNT * len(MOVES))
        if number % count % THIRDS != HELD_OUT
    ]  # fmt: skip
    left = np.delete(rooms, taught)
    return [int(number) for number in RandomState(OTHER_SEED).permutation(left)]
