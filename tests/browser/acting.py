"""What the camera shows when somebody performs: films of somebody drawn who punches and kicks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.browser.scenes import Film, jpeg
from tests.performed.figures import Scene, scene

ACTIONS: Mapping[str, str] = {"punch": "punch_right", "kick": "kick_right", "squat": "squat"}
"""What a test calls an action, and the posture that it goes through."""
SIZE = (180, 240)  # pixels, height and width
RATE = 15  # pictures a second; the camera makes 30 of them
WHO, WHERE = 4, 7  # one person, in one room
MARGIN = 0.1  # seconds before and after a move
CLIP_SECONDS = 1.5
WALKS = ("walk_left", "walk_right")


def clips(name: str, count: int, seed: int) -> list[Film]:
    """Return films of an action, each a little different."""
    made = []
    for number in range(count):
        labels = [ACTIONS[name]]
        played = performed(labels, 1000 * seed + number, seconds=CLIP_SECONDS)
        made.append(filmed(played, 0, CLIP_SECONDS))
    return made


def one_by_one(names: Sequence[str], seed: int) -> list[Film]:
    """Return films of actions, one each; whoever performs them goes on where they stood."""
    played = performed([ACTIONS[name] for name in names], seed)
    return [
        filmed(played, move.start - MARGIN, move.start + move.lasting + MARGIN)
        for move in played.moves
    ]


def other(walks: int, seed: int) -> Film:
    """Return somebody who walks about, and stands in between."""
    played = performed([WALKS[number % 2] for number in range(walks)], seed)
    return filmed(played, 0, played.seconds)


def performed(labels: Sequence[str], seed: int, seconds: float | None = None) -> Scene:
    """Return the same person in the same room, before a camera on a table."""
    return scene(labels, seed, size=SIZE, person=WHO, number=WHERE, steady=True, seconds=seconds)


def filmed(played: Scene, start: float, end: float) -> Film:
    """Return a part of a scene, as a camera with a short shutter sees it: nothing is blurred."""
    room = played.room.at(0.0)  # it stands still
    times = [start + number / RATE for number in range(round(RATE * (end - start)))]
    return Film(tuple(_exposed(room, played, time) for time in times), RATE)


def _exposed(room: NDArray[np.float32], played: Scene, time: float) -> bytes:
    somebody = played.actor.seen(time, SIZE)
    seen = room * (1 - somebody[..., 3:] / 255) + somebody[..., :3]
    return jpeg(Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8)))
