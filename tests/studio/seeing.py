"""Backbones that see a hand or a body in every picture that is not black."""

from __future__ import annotations

from typing import Any

import numpy as np

from understudy.backbones.backbone import PictureBackbone, Seeks, Steps
from understudy.backbones.streams import Look, Row
from understudy.errors import UnderstudyError
from understudy.landmarks import BODY_NAMES, HAND_NAMES, Body, Hand
from understudy.media.image import encode_jpeg
from understudy.types import Image

BLACK = encode_jpeg(np.zeros((48, 64, 3), np.uint8))
BLACK_BELOW = 8  # of the mean of all pixels


def hand(image: Image, side: str = "left") -> Hand:
    """Return a hand whose points lie on the diagonal, the last in the middle of the picture."""
    height, width = image.shape[:2]
    shares = np.linspace(0, 0.5, len(HAND_NAMES), dtype=np.float32)
    points = np.stack([shares * width, shares * height, shares], axis=1)
    return Hand(points, np.zeros_like(points), 0.9, side, 0.8)


def body(image: Image, visibility: float = 1.0) -> Body:
    """Return a body of which everything is as visible."""
    points = np.resize(hand(image).points, (len(BODY_NAMES), 3))
    visible = np.full(len(points), visibility, np.float32)
    return Body(points, visible, np.zeros_like(points), 0.9)


class SeeingBackbone(PictureBackbone):
    """Gives the mean colour, and that once more as the pose of what it sees."""

    def __init__(self, seeks: Seeks, name: str = "", visibility: float = 1.0) -> None:
        blocks = {"colour": slice(0, 3), "pose": slice(3, 6)}
        name = name or {"hand": "hands", "body": "body"}[seeks]
        super().__init__(name, blocks, licence="none", least_side=None)
        self.seeks, self.pose, self.visibility = seeks, slice(3, 6), visibility
        self.looks = 0
        self.streams: list[SeenStream] = []
        """Those that were used."""

    @property
    def fingerprint(self) -> str:
        return f"fingerprint of {self.name}"

    @property
    def steps(self) -> Steps:
        raise NotImplementedError

    def look(self, image: Image, *, threads: int = 1) -> Look:
        self.looks += 1
        colour = image.mean(axis=(0, 1)).astype(np.float32)
        seen = colour.mean() >= BLACK_BELOW
        centred = (colour - 127.5) / 127.5
        row: Row = np.concatenate([centred, 4 * centred if seen else np.zeros(3, np.float32)])
        found = hand(image) if self.seeks == "hand" else body(image, self.visibility)
        return Look(row.astype(np.float32), (found,) if seen else ())

    def stream(self) -> SeenStream:
        return SeenStream(self)

    def raw_features(self, image: Image, *, threads: int = 1) -> Row:
        return self.look(image).row


class SeenStream:
    """Looks at every frame by itself, and remembers when they were."""

    def __init__(self, backbone: SeeingBackbone) -> None:
        self.backbone = backbone
        self.seconds: list[float] = []

    def look(self, image: Image, seconds: float, *, threads: int = 1) -> Look:
        if not self.seconds:
            self.backbone.streams.append(self)
        self.seconds.append(seconds)
        return self.backbone.look(image, threads=threads)


def loading(*backbones: Any) -> Any:
    """Return what loads these backbones by name, and says of others that they are missing."""
    known = {backbone.name: backbone for backbone in backbones}

    def load(name: str) -> Any:
        if name not in known:
            raise UnderstudyError(f"The networks of {name} are not there. Run: make setup")
        return known[name]

    return load
