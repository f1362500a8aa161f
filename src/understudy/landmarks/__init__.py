"""Hands and bodies in pictures and streams, as points.

>>> (hand,) = understudy.landmarks.hands("rock.jpg", most=1)  # doctest: +SKIP
>>> hand.side, hand.points.shape  # doctest: +SKIP
('right', (21, 3))

    image --detector--> where --turned square--> landmark network --> points in pixels and metres
    the next frame of a stream: the square comes from the points, without the detector
"""

from __future__ import annotations

from typing import Any

from understudy.landmarks.body_finder import BodyFinder
from understudy.landmarks.drawing import draw
from understudy.landmarks.found import Body, Hand
from understudy.landmarks.hand_finder import HandFinder
from understudy.landmarks.loading import load_body_finder, load_hand_finder
from understudy.landmarks.skeleton import BODY_LINES, BODY_NAMES, HAND_LINES, HAND_NAMES
from understudy.landmarks.tracking import BodyStream, HandStream

__all__ = [
    "BODY_LINES",
    "BODY_NAMES",
    "HAND_LINES",
    "HAND_NAMES",
    "Body",
    "BodyFinder",
    "BodyStream",
    "Hand",
    "HandFinder",
    "HandStream",
    "body",
    "draw",
    "hands",
    "load_body_finder",
    "load_hand_finder",
]


def hands(image: Any, *, most: int = 2, size: str = "lite") -> list[Hand]:
    """Return the hands in a picture, the surest first.

    Parameters
    ----------
    image
        A path, a uint8 array [height, width, 3] in RGB order, or a Pillow picture.
    most
        How many to find at most, 1 or 2.
    size
        `lite`, or `full` where its networks are installed.

    Raises
    ------
    UnderstudyError
        `most` or `size` is another, the picture can't be read, or the networks are missing.
    """
    return load_hand_finder(size).find(image, most=most)


def body(image: Any, *, size: str = "lite") -> list[Body]:
    """Return the body in a picture, in a list that is empty when there is none.

    Parameters
    ----------
    image
        A path, a uint8 array [height, width, 3] in RGB order, or a Pillow picture.
    size
        `lite`, or `full` where its networks are installed.

    Raises
    ------
    UnderstudyError
        `size` is another, the picture can't be read, or the networks are missing.
    """
    return load_body_finder(size).find(image)
