"""Backbones that look for a hand or a body: its pose beside what the whole picture shows.

The pose tells gestures apart wherever they are made; the picture around it helps where there are
examples enough. A picture without a hand has zeros for its pose. What heads make of the two is in
`understudy.heads.parts`.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import PictureBackbone, Steps
from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.backbones.pose_features import (
    BODY_WIDTHS,
    HAND_WIDTHS,
    between,
    body_features,
    hand_features,
)
from understudy.backbones.streams import Look, Row
from understudy.landmarks import Body, BodyFinder, BodyStream, Hand, HandFinder, HandStream
from understudy.landmarks.loading import LICENCE
from understudy.onnx_session import Network
from understudy.types import Image

VERSION = 1
"""Of the way from landmarks to features; part of every fingerprint."""
WEIGHT = 12.0
"""Of the pose beside the picture's features, whose length is about 41. With 12 to 14, gestures are
told best from five examples on; what fewer need is the head's business."""
LEAST_SIDE = 640
"""Pixels: a hand an eighth as high as the picture still has a third of what its network sees."""

PALM_FILE, HAND_FILE = "palm.onnx", "hand.onnx"
PERSON_FILE, BODY_FILE = "person.onnx", "body.onnx"

Sides = Literal["alike", "apart", "both"]
"""One hand, left or right; one hand, which one counts; both hands together."""
SIDES: tuple[Sides, ...] = ("alike", "apart", "both")


class PoseBackbone(PictureBackbone):
    """An image backbone and a finder of hands or bodies.

    Attributes
    ----------
    picture : OnnxBackbone
        What sees the whole picture.
    networks : mapping of str to Network
        The finder's, by the name of their files in a saved model.
    """

    def __init__(
        self,
        name: str,
        picture: OnnxBackbone,
        finder: HandFinder | BodyFinder,
        networks: Mapping[str, Network],
        widths: Mapping[str, int],
    ) -> None:
        """`widths`: how many numbers each block of the pose has, in order."""
        blocks = dict(picture.blocks)
        end = picture.dimensions
        for block, width in widths.items():
            blocks[block] = slice(end, end + width)
            end += width
        licence = "; ".join(filter(None, (picture.licence, LICENCE)))
        super().__init__(name, blocks, licence=licence, least_side=LEAST_SIDE)
        self.pose = slice(picture.dimensions, end)
        self.picture = picture
        self.networks = dict(networks)
        self._finder = finder

    @property
    @abstractmethod
    def own_steps(self) -> list[dict[str, Any]]:
        """The steps from picture to pose, as a model file has them."""

    @abstractmethod
    def pose_row(self, found: Sequence[Any]) -> Row:
        """Return the features of a pose [p] made of what was found; zeros where nothing counts."""

    @property
    def steps(self) -> Steps:
        """The image network, the finder's, and what is made of what they find."""
        scene = self.picture.steps
        files = {file: network.content for file, network in self.networks.items()}
        return Steps([*scene.steps, *self.own_steps], {**scene.files, **files})

    @property
    def fingerprint(self) -> str:
        """Checksum of all networks and of the steps between them."""
        digest = hashlib.sha256(json.dumps(self.own_steps, sort_keys=True).encode())
        for network in (self.picture.network, *self.networks.values()):
            digest.update(network.sha256.encode())
        return digest.hexdigest()

    def look(self, image: Image, *, threads: int = 1) -> Look:
        """Return the features of one picture and what was found in it."""
        return self.made_of(image, self._finder.find(image, threads=threads), threads)

    def stream(self) -> PoseStream:
        """Return a stream in which what was found is followed from frame to frame."""
        return PoseStream(self, self._finder.stream())

    def unhurried_stream(self) -> PoseStream:
        """Return a stream that takes its time over each frame, of which there are few."""
        return self.stream()

    def raw_features(self, image: Image, *, threads: int = 1) -> NDArray[Any]:
        """Return the features [d] of one picture, its scene as the network makes it."""
        scene = self.picture.raw_features(image, threads=threads)
        found = self._finder.find(image, threads=threads)
        return np.concatenate([scene, self.pose_row(found)])

    def made_of(self, image: Image, found: Sequence[Any], threads: int) -> Look:
        """Return the features of a picture in which this was found."""
        scene = self.picture.look(image, threads=threads).row
        return Look(np.concatenate([scene, self.pose_row(found)]), tuple(found))


class PoseStream:
    """The frames of one camera or video, in which hands or bodies are followed."""

    def __init__(self, backbone: PoseBackbone, tracker: HandStream | BodyStream) -> None:
        self._backbone, self._tracker = backbone, tracker

    def look(self, image: Image, seconds: float, *, threads: int = 1) -> Look:
        """Return the features of a frame and what was found in it."""
        found = self._tracker.find(image, seconds, threads=threads)
        return self._backbone.made_of(image, found, threads)


class HandBackbone(PoseBackbone):
    """The pose of one hand, or of both together."""

    seeks = "hand"

    def __init__(
        self, name: str, picture: OnnxBackbone, palm: Network, hand: Network, sides: Sides
    ) -> None:
        """`sides`: whether left and right hands are alike, told apart, or looked at together."""
        self.sides = sides
        self._hands = HandFinder(palm, hand)
        networks = {PALM_FILE: palm, HAND_FILE: hand}
        super().__init__(name, picture, self._hands, networks, hand_widths(sides))

    def unhurried_stream(self) -> PoseStream:
        """Return a stream in which a hand that is missing is looked for everywhere in each frame.

        Ten frames a second leave time for that, and hands that move fast are often lost: in clips
        of them it finds 48 % of the moments instead of 39 %.
        """
        return PoseStream(self, self._hands.stream(unhurried=True))

    @property
    def own_steps(self) -> list[dict[str, Any]]:
        """Finding hands, and what is made of them."""
        return [
            {"step": "hand-landmarks", "version": 1, "detector": PALM_FILE, "file": HAND_FILE},
            {"step": "hand-features", "version": VERSION, "sides": self.sides},
        ]

    def pose_row(self, found: Sequence[Hand]) -> Row:
        """Return the pose [p]: of the hand that is held highest, or of a left and a right one."""
        if self.sides == "both":
            return self._both(found)
        width = self.dimensions - self.picture.dimensions
        if not found:
            return np.zeros(width, np.float32)
        hand = highest(found)
        row = hand_features(hand, mirror=self.sides == "alike" and hand.side == "left")
        if self.sides == "apart":
            row = np.append(row, np.float32(-1 if hand.side == "left" else 1))
        return (WEIGHT * row).astype(np.float32)

    def _both(self, found: Sequence[Hand]) -> Row:
        width = sum(HAND_WIDTHS.values())
        row = np.zeros(2 * width + 2, np.float32)
        left, right = as_pair(found)
        if left is not None:
            row[:width] = hand_features(left, mirror=True)
        if right is not None:
            row[width : 2 * width] = hand_features(right, mirror=False)
        if left is not None and right is not None:
            row[2 * width :] = between(left, right)
        scaled: Row = (WEIGHT / np.sqrt(2)) * row
        return scaled


class BodyBackbone(PoseBackbone):
    """The pose of a person."""

    seeks = "body"

    def __init__(self, name: str, picture: OnnxBackbone, person: Network, body: Network) -> None:
        networks = {PERSON_FILE: person, BODY_FILE: body}
        super().__init__(name, picture, BodyFinder(person, body), networks, BODY_WIDTHS)

    @property
    def own_steps(self) -> list[dict[str, Any]]:
        """Finding a person, and what is made of their landmarks."""
        return [
            {"step": "body-landmarks", "version": 1, "detector": PERSON_FILE, "file": BODY_FILE},
            {"step": "body-features", "version": VERSION},
        ]

    def pose_row(self, found: Sequence[Body]) -> Row:
        """Return the pose [p] of the body."""
        if not found:
            return np.zeros(self.dimensions - self.picture.dimensions, np.float32)
        return (WEIGHT * body_features(found[0])).astype(np.float32)


def hand_widths(sides: Sides) -> dict[str, int]:
    """Return the blocks of the pose of one hand or two, and how many numbers each has."""
    match sides:
        case "alike":
            return HAND_WIDTHS
        case "apart":
            return {**HAND_WIDTHS, "side": 1}
        case "both":
            pairs = itertools.product(("left", "right"), HAND_WIDTHS.items())
            widths = {f"{side} {block}": width for side, (block, width) in pairs}
            return {**widths, "between": 2}


POSE_BLOCKS = frozenset().union(BODY_WIDTHS, *map(hand_widths, SIDES))
"""The names of all blocks that describe a pose."""


def highest(hands: Sequence[Hand]) -> Hand:
    """Return the hand that is held highest in the picture: the one that shows something."""
    return min(hands, key=lambda hand: float(hand.points[:, 1].mean()))


def as_pair(hands: Sequence[Hand]) -> tuple[Hand | None, Hand | None]:
    """Return a left and a right hand of those found.

    Two that look like the same side are told apart by where they are: a person who faces the
    camera has the right hand on the left of the picture.
    """
    if len(hands) == 2 and hands[0].side == hands[1].side:
        right, left = sorted(hands, key=lambda hand: float(hand.points[:, 0].mean()))
        return left, right
    sides = {hand.side: hand for hand in hands}
    return sides.get("left"), sides.get("right")
