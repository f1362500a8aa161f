"""Backbones as saved models carry them: steps, and the networks that the steps name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from understudy.backbones import sounds
from understudy.backbones.backbone import Backbone, PictureBackbone
from understudy.backbones.clip_backbone import STEP as CLIP_STEP
from understudy.backbones.clip_backbone import ActionBackbone, own_step
from understudy.backbones.onnx_backbone import FILE, OnnxBackbone
from understudy.backbones.pose_backbone import (
    BODY_FILE,
    HAND_FILE,
    PALM_FILE,
    PERSON_FILE,
    POSE_BLOCKS,
    SIDES,
    VERSION,
    BodyBackbone,
    HandBackbone,
)
from understudy.backbones.sound_backbone import STEP as SOUND_STEP
from understudy.backbones.sound_backbone import VERSION as SOUND_VERSION
from understudy.onnx_session import Network

Step = Mapping[str, Any]


def known(steps: Sequence[Step]) -> bool:
    """Whether these are the steps of a backbone that this version can run."""
    names = [step.get("step") for step in steps]
    if names == [SOUND_STEP]:
        return _knows_sound(steps[0])
    if names[-1:] == [CLIP_STEP]:
        pictures = SOUND_STEP not in names and CLIP_STEP not in names[:-1]
        return pictures and _knows_clip(steps[-1]) and known(steps[:-1])
    if not steps or steps[0].get("file") != FILE:
        return False
    if names == ["onnx"]:
        return True
    if any(step.get("version") != VERSION for step in steps[1:]):
        return False
    if names == ["onnx", "hand-landmarks", "hand-features"]:
        files = steps[1].get("detector"), steps[1].get("file")
        return files == (PALM_FILE, HAND_FILE) and steps[2].get("sides") in SIDES
    if names == ["onnx", "body-landmarks", "body-features"]:
        return (steps[1].get("detector"), steps[1].get("file")) == (PERSON_FILE, BODY_FILE)
    return False


def read(stated: Mapping[str, Any], steps: Sequence[Step], files: Mapping[str, bytes]) -> Backbone:
    """Return the backbone of these steps, which are `known`.

    Parameters
    ----------
    stated
        What the model says of it: its name, blocks, licence and least side.
    steps
        In order.
    files
        The networks.

    Raises
    ------
    ValueError
        What is stated does not fit the steps.
    KeyError
        Something that should be stated, or a network, is missing.
    """
    name, least_side = str(stated["name"]), stated["least_side"]
    blocks = {block: _between(*ends) for block, ends in stated["blocks"].items()}
    licence = str(stated["licence"])
    if steps[0]["step"] == SOUND_STEP:
        networks = {file: Network(files[file]) for file in steps[0]["files"]}
        sound = sounds.make(name, steps[0]["recipe"], networks, licence)
        return _with_blocks(sound, blocks)
    if steps[-1]["step"] == CLIP_STEP:
        picture = read({**stated, "blocks": steps[-1]["blocks"]}, steps[:-1], files)
        assert isinstance(picture, PictureBackbone)  # as `known` says
        return _with_blocks(ActionBackbone(name, picture), blocks)
    if len(steps) == 1:
        network = Network(files[FILE])
        return OnnxBackbone(name, network, blocks, licence=licence, least_side=least_side)
    scene = {block: place for block, place in blocks.items() if block not in POSE_BLOCKS}
    whole = OnnxBackbone(name, Network(files[FILE]), scene)
    backbone: Backbone
    if steps[1]["step"] == "hand-landmarks":
        palm, hand = Network(files[PALM_FILE]), Network(files[HAND_FILE])
        backbone = HandBackbone(name, whole, palm, hand, steps[2]["sides"])
    else:
        person, body = Network(files[PERSON_FILE]), Network(files[BODY_FILE])
        backbone = BodyBackbone(name, whole, person, body)
    backbone.licence, backbone.least_side = licence, least_side
    return _with_blocks(backbone, blocks)


def _knows_sound(step: Step) -> bool:
    recipe = sounds.RECIPES.get(str(step.get("recipe")))
    return (
        recipe is not None
        and step.get("version") == SOUND_VERSION
        and step.get("files") == sorted(recipe.files)
    )


def _knows_clip(step: Step) -> bool:
    blocks = step.get("blocks")
    if any(step.get(name) != value for name, value in own_step().items()):
        return False
    return isinstance(blocks, Mapping) and bool(blocks) and all(map(_is_part, blocks.values()))


def _is_part(ends: Any) -> bool:
    return isinstance(ends, list) and len(ends) == 2 and all(type(end) is int for end in ends)


def _between(*ends: object) -> slice:
    if any(type(end) is not int for end in ends):
        raise ValueError(f"a block of features goes from {' to '.join(map(repr, ends))}")
    return slice(*ends)


def _with_blocks(backbone: Backbone, blocks: Mapping[str, slice]) -> Backbone:
    if backbone.blocks != blocks:
        raise ValueError("its blocks of features are not those of its steps")
    return backbone
