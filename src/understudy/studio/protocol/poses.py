"""Hands and bodies in a picture, as the page draws them."""

from __future__ import annotations

from typing import Literal

from understudy.landmarks import skeleton
from understudy.studio.protocol.values import Message

HAND_LINES = skeleton.HAND_LINES
"""Which of the 21 points of a hand are joined."""
BODY_LINES = skeleton.BODY_LINES
"""Which of the 33 points of a body are joined."""


class Pose(Message):
    """A hand or a body."""

    kind: Literal["hand", "body"]
    points: list[tuple[float, float, float]]
    """x and y as shares of the picture's width and height, and visibility 0..1.

    Where the picture cuts it off, points lie outside of it.
    """
    side: Literal["left", "right"] | None
    """Of a hand: whose it is, of the person, in a picture that is not mirrored."""
