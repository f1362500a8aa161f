"""A whole model as one ONNX graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from understudy.backbones.backbone import Backbone
from understudy.errors import UnderstudyError, require
from understudy.onnx_session import Network
from understudy.self_test import Answer
from understudy.types import Image, Medium

DOES: Mapping[Medium, str] = {"sound": "hears sounds", "clip": "recognises actions"}
"""By medium, what a model does that takes more than a network."""


def whole(
    backbone: Backbone,
    head: bytes,
    about: Mapping[str, str],
    pictures: Iterable[Image],
    answer: Callable[[list[Image]], Answer],
) -> bytes:
    """Return a backbone and a head as one ONNX graph, proven to give the same answers.

    Parameters
    ----------
    backbone, head
        Of a model.
    about
        Metadata.
    pictures, answer
        What it is proven with, and what the model says of them.

    Raises
    ------
    UnderstudyError
        There are steps that are no ONNX graphs, or the joined graph answers differently.
    """
    sight = backbone.steps
    others = [step["step"] for step in sight.steps if step["step"] != "onnx"]
    if others:
        does = DOES.get(backbone.medium) or f"looks for a {backbone.seeks}"
        raise UnderstudyError(
            f"A model that {does} can't be one ONNX graph: that takes steps besides the networks "
            f"({', '.join(others)}). Use the .understudy file, which holds them all."
        )
    content = join(sight.files[sight.steps[0]["file"]], head, about)
    joined = Network(content)
    for picture in pictures:
        expected = answer([picture])
        found = joined.run({"images": picture[np.newaxis]}, ["probabilities", "novelty"])
        if not all(np.allclose(a, b, atol=1e-5) for a, b in zip(expected, found, strict=True)):
            raise UnderstudyError("The joined graph answers differently; it was not exported.")
    return content


def join(backbone: bytes, head: bytes, about: Mapping[str, str]) -> bytes:
    """Return two networks as one, the backbone's `features` feeding the head, with metadata."""
    onnx = require("onnx", extra="studio", purpose="export a model")
    first = onnx.load_from_string(backbone)
    second = onnx.compose.add_prefix(onnx.load_from_string(head), "head_")
    nodes = [
        onnx.helper.make_node("Identity", [f"head_{name}"], [name])
        for name in ("probabilities", "novelty")
    ]
    features = next(output for output in first.graph.output if output.name == "features")
    del first.graph.output[:]
    first.graph.output.append(features)
    merged = onnx.compose.merge_models(first, second, io_map=[("features", "head_features")])
    merged.graph.node.extend(nodes)
    for output, name in zip(merged.graph.output, ("probabilities", "novelty"), strict=True):
        output.name = name
    onnx.helper.set_model_props(merged, dict(about))
    onnx.checker.check_model(merged)
    content: bytes = merged.SerializeToString()
    return content
