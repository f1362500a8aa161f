"""The backbones that ship for actions."""

from __future__ import annotations

from understudy.backbones import efficientnet_lite0, poses
from understudy.backbones.clip_backbone import ActionBackbone

ACTIONS, ACTIONS_HANDS, ACTIONS_BODY = "actions", "actions-hands", "actions-body"


def load(name: str) -> ActionBackbone:
    """Return one of them, on the picture backbone that sees its frames."""
    match name:
        case "actions-hands":
            return ActionBackbone(name, poses.load_hands(poses.HANDS))
        case "actions-body":
            return ActionBackbone(name, poses.load_body())
    return ActionBackbone(name, efficientnet_lite0.load())
