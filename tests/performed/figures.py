"""Clips of somebody in the postures of a fighting game, drawn over rooms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

from tests.performed import postures
from tests.performed.anatomy import Pose
from tests.performed.camera import expose
from tests.performed.clips import Performed, frame_times
from tests.performed.persons import MovingPerson, Person
from tests.performed.postures import POSTURES, STAND
from tests.performed.rooms import Room, far_rooms
from understudy.types import Image

SIZE = (240, 320)  # pixels, height and width
RATE = 30.0  # frames a second
SECONDS = 2.0
LASTING = (0.8, 1.3)  # seconds that a move takes
PAUSE = (0.4, 0.9)  # seconds between moves
NOISE = (1.0, 5.0)  # of 255, standard deviation
LIGHT = (0.75, 1.15)
TINT = (0.94, 1.06)  # of each colour
TALL, FLOOR = (0.6, 0.82), (0.9, 0.96)  # parts of the frame's height
ASIDE = 0.12  # parts of the frame's height, to either side of the middle
HELD = 0.6
"""Part of the way to a posture from which a frame shows it; on the way there it shows neither."""
LEFT = 0.15  # and up to which it shows somebody who stands

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a film."""

    label: str
    start: float
    """Seconds."""
    lasting: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody in a room, who does some moves one after another."""

    moves: tuple[Move, ...]
    seconds: float
    actor: MovingPerson
    room: Room
    light: NDArray[np.float32]
    """Of each colour [3]."""
    noise: float
    grain: np.random.Generator

    def frame(self, seconds: float) -> Image:
        """Return what the camera sees; frames are to be asked for in order."""
        seen = expose(self.room, [self.actor], seconds, self.grain, self.noise)
        lit: Image = np.clip(seen * self.light, 0, 255).astype(np.uint8)
        return lit

    def empty(self) -> Image:
        """Return the room without anybody."""
        seen = expose(self.room, [], 0.0, self.grain, self.noise)
        lit: Image = np.clip(seen * self.light, 0, 255).astype(np.uint8)
        return lit

    def label(self, seconds: float) -> str | None:
        """Return the posture that a frame shows, or None on the way to or from one."""
        for move in self.moves:
            part = (seconds - move.start) / move.lasting
            if 0 < part < 1:
                out = min(part / postures.OUT, (1 - part) / (1 - postures.BACK))
                return move.label if out >= HELD else STAND if out <= LEFT else None
        return STAND


def scene(
    labels: Sequence[str],
    seed: int,
    *,
    size: tuple[int, int] = SIZE,
    person: int | None = None,
    number: int | None = None,
    steady: bool = False,
    seconds: float | None = None,
) -> Scene:
    """Return somebody who does these of POSTURES one after another.

    Parameters
    ----------
    labels
        What is done, in order; `stand` is a longer pause.
    seed
        Of everything that is random; another one gives somebody else, elsewhere.
    size
        Height and width in pixels.
    person
        Who it is: the same number gives the same person whatever the seed.
    number
        Of the room; by default any.
    steady
        Whether the camera stands on a table: the same room then always looks the same.
    seconds
        How long the scene is; one move then begins at any time within it.
    """
    random = RandomState(seed)
    who = Person.drawn_from(random if person is None else RandomState(person))
    where = random.randint(far_rooms()) if number is None else number
    held = RandomState(where) if steady else random
    room = Room(where, held, size, empty=True, steady=steady)
    moves, poses, walks = [], [], []
    time = random.uniform(*PAUSE)
    for label in labels:
        lasting = random.uniform(*LASTING)
        if seconds is not None:
            time = random.uniform(0, max(0.0, seconds - lasting))
        pose, walked = postures.move(label, time, lasting, random)
        moves.append(Move(label, time, lasting))
        poses.append(pose)
        walks.append(walked)
        time += lasting + random.uniform(*PAUSE)
    whole = time if seconds is None else seconds
    x, tall = 0.5 + random.uniform(-ASIDE, ASIDE), random.uniform(*TALL)
    floor = random.uniform(*FLOOR)
    swayed = random.uniform(0, 6)

    def now(seconds: float) -> Pose:
        current = [at for at, move in enumerate(moves) if move.start <= seconds]
        return poses[current[-1] if current else 0](seconds)

    def place(seconds: float) -> tuple[float, float, float]:
        walked = sum(far(seconds) for far in walks)
        return x + 0.005 * np.sin(2 * seconds + swayed) + walked * tall, floor, tall

    light = (random.uniform(*LIGHT) * random.uniform(*TINT, 3)).astype(np.float32)
    return Scene(
        tuple(moves), whole, MovingPerson(who, now, place), room, light,
        random.uniform(*NOISE), np.random.default_rng(seed),
    )  # fmt: skip


def figure_clips(
    count: int,
    seed: int = 7,
    rate: float = RATE,
    *,
    seconds: float = SECONDS,
    size: tuple[int, int] = SIZE,
    labels: Sequence[str] = POSTURES,
) -> list[Performed]:
    """Return `count` clips of each move, one move after another, by somebody else each time.

    Start, speed, size, place, clothes, light and noise are random; see `scene`.
    """
    return list(each_figure_clip(count, seed, rate, seconds=seconds, size=size, labels=labels))


def each_figure_clip(
    count: int,
    seed: int = 7,
    rate: float = RATE,
    *,
    seconds: float = SECONDS,
    size: tuple[int, int] = SIZE,
    labels: Sequence[str] = POSTURES,
) -> Iterator[Performed]:
    """Yield what `figure_clips` returns, one at a time."""
    seeds = RandomState(seed).randint(2**31, size=(len(labels), count))
    for label, row in zip(labels, seeds, strict=True):
        for one in row:
            played = scene([label], int(one), size=size, seconds=seconds)
            times = frame_times(seconds, rate)
            (move,) = played.moves
            frames = np.stack([played.frame(time) for time in times])
            yield Performed(frames, label, times, move.start, move.start + move.lasting)


def film(played: Scene, rate: float = RATE) -> Iterator[tuple[float, Image, str | None]]:
    """Yield the seconds, the frame and what it shows, of a scene from its beginning."""
    for time in frame_times(played.seconds, rate):
        yield float(time), played.frame(time), played.label(time)
