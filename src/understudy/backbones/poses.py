"""The backbones that ship for hands and bodies."""

from __future__ import annotations

from understudy.backbones import efficientnet_lite0
from understudy.backbones.pose_backbone import BodyBackbone, HandBackbone, Sides
from understudy.landmarks.loading import read

HANDS, HANDS_LEFT_RIGHT, HANDS_BOTH, BODY = "hands", "hands-left-right", "hands-both", "body"
SIDES: dict[str, Sides] = {HANDS: "alike", HANDS_LEFT_RIGHT: "apart", HANDS_BOTH: "both"}


def load_hands(name: str) -> HandBackbone:
    """Return one of the backbones that look for hands."""
    palm, hand = read("palm-detection-lite.onnx"), read("hand-landmarks-lite.onnx")
    return HandBackbone(name, efficientnet_lite0.load(), palm, hand, SIDES[name])


def load_body() -> BodyBackbone:
    """Return the backbone that looks for a person."""
    person, body = read("body-detection.onnx"), read("body-landmarks-lite.onnx")
    return BodyBackbone(BODY, efficientnet_lite0.load(), person, body)
