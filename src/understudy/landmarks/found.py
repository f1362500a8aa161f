"""A hand and a body that were found in a picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from understudy.landmarks.skeleton import BODY_NAMES, HAND_NAMES
from understudy.landmarks.suppression import overlaps

Points = NDArray[np.float32]

SAME_HAND = 0.5  # overlap of the boxes of two hands above which they are one


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """A hand: 21 points from the wrist to the fingertips, named by `skeleton.HAND_NAMES`."""

    points: Points
    """float32 [21, 3]: x and y in pixels from the picture's top left corner, which a hand at the
    border may leave; z in the same unit, away from the camera, 0 at the wrist."""
    world: Points
    """float32 [21, 3]: the same in metres, from the hand's own middle."""
    score: float
    """How sure it is that there is a hand, 0..1."""
    side: Literal["left", "right"]
    """Whose hand it is, of the person, in a picture that is not mirrored."""
    side_score: float
    """How sure that is, 0.5..1."""

    @property
    def box(self) -> Points:
        """float32 [4]: left, top, right and bottom of its points, in pixels."""
        places = self.points[:, :2]
        return np.concatenate([places.min(axis=0), places.max(axis=0)])

    def to_dict(self, width: int, height: int) -> dict[str, Any]:
        """Return plain values for JSON, of a picture of that many pixels."""
        return {
            "kind": "hand",
            "score": round(self.score, 4),
            "side": self.side,
            "side_score": round(self.side_score, 4),
            "points": named_points(HAND_NAMES, self.points, self.world, width, height),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A body: 33 points from the nose to the toes, named by `skeleton.BODY_NAMES`."""

    points: Points
    """float32 [33, 3]: x and y in pixels from the picture's top left corner, which a body that
    the picture cuts off leaves; z in the same unit, away from the camera, 0 at the hips."""
    visibility: Points
    """float32 [33]: how sure it is that each point is in the picture and not hidden, 0..1."""
    world: Points
    """float32 [33, 3]: the same as `points` in metres, from the middle of the hips."""
    score: float
    """How sure it is that there is a body, 0..1."""

    def to_dict(self, width: int, height: int) -> dict[str, Any]:
        """Return plain values for JSON, of a picture of that many pixels."""
        points = named_points(BODY_NAMES, self.points, self.world, width, height)
        for point, visibility in zip(points, self.visibility.tolist(), strict=True):
            point["visibility"] = round(visibility, 4)
        return {"kind": "body", "score": round(self.score, 4), "points": points}


def named_points(
    names: tuple[str, ...], points: Points, world: Points, width: int, height: int
) -> list[dict[str, Any]]:
    """Return each point's name, pixels, shares of the picture's size, and metres.

    z as a share is of the width, as x is.
    """
    rows = zip(names, points.tolist(), world.tolist(), strict=True)
    return [
        {
            "name": name,
            "pixels": [round(x, 2), round(y, 2), round(z, 2)],
            "normalized": [round(x / width, 5), round(y / height, 5), round(z / width, 5)],
            "metres": [round(metres, 4) for metres in place],
        }
        for name, (x, y, z), place in rows
    ]


def side_of(left: float) -> tuple[Literal["left", "right"], float]:
    """Return which hand it is and how sure that is, of the probability of a left one."""
    return ("left", left) if left > 0.5 else ("right", 1 - left)


def is_among(hand: Hand, hands: Iterable[Hand | None]) -> bool:
    """Whether a hand was found already, from another region."""
    boxes = [one.box for one in hands if one]
    return bool(boxes) and bool((overlaps(hand.box, np.array(boxes)) > SAME_HAND).any())
