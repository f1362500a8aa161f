"""Hands and bodies without a picture, backbones that find them on a tiny one, drawn scenes."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import numpy as np
import pytest
from PIL import Image as Pillow

from tests.taught import tiny_backbone
from understudy import drawings
from understudy.backbones.pose_backbone import PALM_FILE, BodyBackbone, HandBackbone, Sides
from understudy.landmarks import Body, Hand
from understudy.landmarks.loading import read
from understudy.types import Image

WALL = drawings.WALL
WALLS = (WALL, (60, 90, 60), (160, 120, 90), (40, 40, 80), (180, 180, 170))
POINTING = (1, 2, 3)  # the fingers that are folded

OPEN_HAND = drawings.hand()
POINTING_HAND = drawings.hand(folded=POINTING)
PERSON = drawings.person()
SHAPES = drawings.shapes()


@cache
def hands(sides: Sides = "alike") -> HandBackbone:
    """Return a backbone that finds hands and, of the whole picture, sees the mean colour."""
    palm, hand = read("palm-detection-lite.onnx"), read("hand-landmarks-lite.onnx")
    return HandBackbone("hands", tiny_backbone(), palm, hand, sides)


@cache
def body() -> BodyBackbone:
    """Return a backbone that finds a person and, of the whole picture, sees the mean colour."""
    person, landmarks = read("body-detection.onnx"), read("body-landmarks-lite.onnx")
    return BodyBackbone("body", tiny_backbone(), person, landmarks)


def count_detections(monkeypatch: pytest.MonkeyPatch, backbone: HandBackbone) -> list[int]:
    """Return a list that gets one item whenever palms are detected in something."""
    times: list[int] = []
    palm = backbone.networks[PALM_FILE]
    run = palm.run

    def counted(*arguments: Any, **named: Any) -> Any:
        times.append(len(times))
        return run(*arguments, **named)

    monkeypatch.setattr(palm, "run", counted)
    return times


def flipped(picture: Image) -> Image:
    """Return the mirror image."""
    return np.ascontiguousarray(picture[:, ::-1])


def placed(
    picture: Image, left: int, top: int, side: int = 256, canvas: tuple[int, int] = (480, 640)
) -> Image:
    """Return a picture made smaller or larger, somewhere on a larger wall of its own colour."""
    whole = np.empty((*canvas, 3), np.uint8)
    whole[:] = picture[0, 0]
    small = np.asarray(Pillow.fromarray(picture).resize((side, side)))
    whole[top : top + side, left : left + side] = small
    return whole


def random_world(points: int, seed: int = 0) -> np.ndarray:
    """Return points in metres, float32 [points, 3], of nothing that lives."""
    return np.random.default_rng(seed).normal(0, 0.05, (points, 3)).astype(np.float32)


def hand_of(
    world: np.ndarray,
    side: Literal["left", "right"] = "right",
    at: tuple[float, float] = (100, 100),
) -> Hand:
    """Return a hand of these points in metres, at a place of the picture in pixels."""
    points = (1000 * world + [*at, 0]).astype(np.float32)
    return Hand(points, world.astype(np.float32), 0.9, side, 0.8)


def body_of(world: np.ndarray) -> Body:
    """Return a body of these points in metres."""
    points = (100 * world).astype(np.float32)
    return Body(points, np.ones(33, np.float32), world.astype(np.float32), 0.9)
