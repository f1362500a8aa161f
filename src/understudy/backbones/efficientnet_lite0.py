"""The image backbone that ships with understudy: EfficientNet-Lite0 (Apache-2.0).

The networks are made by `convert/` when the package is built; their checksums are in
`networks/manifest.json`.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np

from understudy import shipped
from understudy.backbones.layers import LayerStatistics, expose_layer
from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.errors import UnderstudyError
from understudy.onnx_session import Network
from understudy.types import Image

FOLDER = Path(__file__).parent / "networks"
LICENCE = "EfficientNet-Lite0 weights: Apache-2.0"
SIDE = 224  # pixels; what the network sees
# The raw features, in order: averages over the whole picture of the final layer and of three
# inner blocks, and block 15 on a 2 x 2 grid, which keeps some of where things are.
BLOCKS = {
    "g": slice(0, 1280),
    "b15": slice(1280, 1600),
    "b14": slice(1600, 1792),
    "b10": slice(1792, 1904),
    "b15_22": slice(1904, 3184),
}
INT8 = "efficientnet-lite0-int8"
FLOAT = "efficientnet-lite0"


def load(name: str = FLOAT, layer: str | None = None, pool: int | None = 1) -> OnnxBackbone:
    """Return the backbone, or one of its inner layers.

    Parameters
    ----------
    name
        `efficientnet-lite0` or `efficientnet-lite0-int8`.
    layer
        None for the whitened multi-stage features; `block0` ... `block15` or `head` for the
        output of one layer, standardised per channel.
    pool
        How a layer is averaged: 1 over the whole picture, 2 on a 2 x 2 grid, and so on; None
        keeps every position (`block10`: 14 x 14 x 112). Only with `layer`.
    """
    least_side = SIDE  # as accurate as all of a larger picture: docs/decisions/embedding.md
    if layer is None:
        network = Network(read(f"{name}.onnx"))
        return OnnxBackbone(name, network, BLOCKS, licence=LICENCE, least_side=least_side)
    if name == INT8:
        raise UnderstudyError(f"Layers can be chosen of {FLOAT!r}, not of {INT8!r}.")
    layers = io.BytesIO(read("efficientnet-lite0-layers.npz"))
    with np.load(layers, allow_pickle=False) as file:
        if layer not in file.files:
            raise UnderstudyError(
                f"{name!r} has no layer {layer!r}; choose one of: {', '.join(file.files)}."
            )
        statistics = LayerStatistics(mean=file[layer][0], std=file[layer][1])
    content, dimensions = expose_layer(read(f"{name}.onnx"), layer, pool, statistics)
    label = f"{name}:{layer}" + ("" if pool == 1 else f":{pool or 'all'}")
    return OnnxBackbone(
        label, Network(content), {layer: slice(0, dimensions)},
        licence=LICENCE, least_side=least_side,
    )  # fmt: skip


def classify(image: Image, top: int = 5) -> list[tuple[str, float]]:
    """Return the most probable of the 1,000 ImageNet labels of a picture, with probabilities."""
    pooled = load().features(image, raw=True)[np.newaxis, BLOCKS["g"]]
    (logits,) = classifier().run({"g": pooled}, ["logits"])
    scores = np.exp(logits[0].astype(np.float64) - logits[0].max())
    probabilities = scores / scores.sum()
    best = np.argsort(-probabilities)[:top]
    return [(labels()[index], float(probabilities[index])) for index in best]


@cache
def classifier() -> Network:
    """Return the network from the final features to the 1,000 labels."""
    return Network(read("efficientnet-lite0-classifier.onnx"))


@cache
def labels() -> tuple[str, ...]:
    """Return the 1,000 ImageNet labels in the order of the classifier's outputs."""
    text = (Path(__file__).parent / "imagenet_labels.txt").read_text(encoding="utf-8")
    return tuple(text.splitlines())


@cache
def read(file: str) -> bytes:
    """Return the content of a shipped network after checking it against the manifest.

    Raises
    ------
    UnderstudyError
        The file is missing or damaged.
    """
    return shipped.read(FOLDER, file)
