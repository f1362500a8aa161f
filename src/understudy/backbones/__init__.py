"""Frozen networks that turn pictures, sounds and clips into features.

>>> X = understudy.backbones.load("efficientnet-lite0").embed(["a.jpg", "b.jpg"])  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from understudy.backbones import (
    clips,
    custom,
    efficientnet_lite0,
    poses,
    silhouette,
    sounds,
    whitening,
)
from understudy.backbones.backbone import Backbone
from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.registry import Registry

__all__ = [
    "DEFAULT",
    "DEFAULT_CLIP",
    "DEFAULT_SOUND",
    "REGISTRY",
    "Backbone",
    "OnnxBackbone",
    "load",
    "measure",
    "register",
]

DEFAULT = efficientnet_lite0.FLOAT
DEFAULT_SOUND = sounds.SOUND
DEFAULT_CLIP = clips.ACTIONS
REGISTRY: Registry[Backbone] = Registry("backbone")
_loaded: dict[tuple[str, str], Backbone] = {}


def load(name: str = DEFAULT, **options: Any) -> Backbone:
    """Return the backbone of that name; loading the same one again costs nothing.

    Parameters
    ----------
    name
        One of `REGISTRY`.
    **options
        For `efficientnet-lite0`: `layer` ("block0" ... "block15", "head") and `pool` (1 averages
        over the whole picture, 2 on a 2 x 2 grid, None keeps every position). For `silhouette`:
        `room`, the path of a picture of the empty room.

    Raises
    ------
    UnderstudyError
        There is no such backbone or layer.
    """
    key = (name, repr(sorted(options.items())))
    if key not in _loaded:
        _loaded[key] = REGISTRY.create(name, **options)
    return _loaded[key]


def register(
    name: str,
    file: str | Path,
    *,
    side: int = 224,
    mean: custom.PerChannel = 0.0,
    scale: custom.PerChannel = 255.0,
    channels_last: bool = False,
    output: str | None = None,
    statistics: str | Path | None = None,
    description: str = "",
    licence: str = "",
) -> None:
    """Add a backbone made from any ONNX file that turns pictures into vectors.

    Parameters
    ----------
    name
        What `load` and `teach` will call it.
    file
        An ONNX network with one float32 picture input [n, 3, side, side].
    side
        Height and width in pixels that it expects; pictures are cropped to their centre square.
    mean, scale
        The input is (pixel - mean) / scale, with pixels 0..255; one number or one per channel.
    channels_last
        Whether the network expects [n, side, side, 3].
    output
        Name of the output with the features, [n, d] or [n, d, 1, 1]; by default the first.
    statistics
        A file written by `measure`; without one the features are used as they come, which
        costs accuracy and novelty.
    description, licence
        One line each for people.
    """
    onnx_file = custom.OnnxFile(
        Path(file), side, mean, scale, channels_last, output,
        None if statistics is None else Path(statistics), licence,
    )  # fmt: skip
    for key in [key for key in _loaded if key[0] == name]:
        del _loaded[key]
    REGISTRY.register(
        name, description or f"{Path(file).name}, a network of your own",
        lambda: custom.load(name, onnx_file),
    )  # fmt: skip


def measure(backbone: str, pictures: Iterable[Any], destination: str | Path) -> None:
    """Write the background statistics of a backbone over a broad set of ordinary pictures.

    Parameters
    ----------
    backbone
        A registered name.
    pictures
        Some hundreds of pictures of anything but what will be taught; 1,000 is plenty.
    destination
        An .npz file to give to `register(statistics=...)`.

    Raises
    ------
    DataError
        There are fewer than two different pictures.
    """
    chosen = load(backbone)
    raw = chosen.embed(pictures, raw=True)
    whitening.measure(raw, chosen.blocks).save(Path(destination))


REGISTRY.register(
    efficientnet_lite0.FLOAT,
    "pictures of anything: EfficientNet-Lite0, multi-stage, background-whitened (the default)",
    partial(efficientnet_lite0.load, efficientnet_lite0.FLOAT),
)
REGISTRY.register(
    efficientnet_lite0.INT8,
    "the same in 8-bit numbers: about twice as fast, a little less accurate",
    partial(efficientnet_lite0.load, efficientnet_lite0.INT8),
)
for _name, _description in (
    (poses.HANDS, "gestures and signs: the pose of a hand, left or right"),
    (poses.HANDS_LEFT_RIGHT, "the same, where left and right hands mean different things"),
    (poses.HANDS_BOTH, "gestures of both hands together"),
):
    REGISTRY.register(_name, _description, partial(poses.load_hands, _name))
REGISTRY.register(
    silhouette.NAME,
    "the old way, to compare with: what differs from the empty room",
    silhouette.load,
)
REGISTRY.register(poses.BODY, "postures and exercises: the pose of a person", poses.load_body)
for _name, _description in (
    (sounds.SOUND, "words and other sounds of up to about a second (the default for sounds)"),
    (sounds.SHORT, "short sounds: clicks, claps, whistles; answers within a tenth of a second"),
    (sounds.SPEECH, "words alone: what a network that knows speech hears in 1.5 seconds"),
    (sounds.LOG_MEL, "sounds alone: how loud each pitch is within a second, and how it changes"),
    (sounds.SPECTROGRAM, "articles B and C's spectrogram: 3 frames, 93 ms, as it comes"),
    (sounds.SPECTROGRAM_LONG, "the same with 6 frames, 163 ms"),
    (sounds.SEQUENCE, "speech as it goes by, 9 moments of 1.5 seconds: for the ready-made words"),
):
    REGISTRY.register(_name, _description, partial(sounds.load, _name))
for _name, _description in (
    (
        clips.ACTIONS,
        "actions: what is seen in 1.5 seconds, and how it moves (the default for actions)",
    ),
    (clips.ACTIONS_HANDS, "the same with one hand followed: its pose, where it is, how large"),
    (clips.ACTIONS_BODY, "the same with a person followed"),
):
    REGISTRY.register(_name, _description, partial(clips.load, _name))
