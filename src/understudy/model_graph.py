"""A whole model as one ONNX graph."""

from __future__ import annotations

from collections.abc import Mapping

from understudy.errors import require


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
