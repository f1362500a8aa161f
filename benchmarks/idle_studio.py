"""The studio with a backbone that looks at one pixel: what remains is the page and its socket."""

from __future__ import annotations

import numpy as np

from understudy import backbones
from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.cli import main
from understudy.onnx_graph import Graph
from understudy.onnx_session import Network

INT64 = np.int64
CHANNELS = 3


def idle() -> OnnxBackbone:
    """Return the backbone."""
    graph = Graph("idle")
    images = graph.input("images", np.uint8, ("n", "height", "width", CHANNELS))
    start, end, axes = ([0, 0], [1, 1], [1, 2])
    limits = [graph.constant(values, INT64) for values in (start, end, axes)]
    pixel = graph.add("Slice", images, *limits)
    values = graph.add("Cast", pixel, to=1)
    graph.add("ReduceMean", values, limits[2], keepdims=0, name="features")
    graph.output("features", np.float32, ("n", CHANNELS))
    network = Network(graph.model().SerializeToString())
    return OnnxBackbone(backbones.DEFAULT, network, {"pixel": slice(0, CHANNELS)}, least_side=224)


if __name__ == "__main__":
    backbones.REGISTRY.register(backbones.DEFAULT, "does nothing", idle)
    main()
