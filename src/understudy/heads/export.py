"""A head as an ONNX graph of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from understudy.onnx_graph import DOUBLE, FLOAT, Graph

if TYPE_CHECKING:
    from understudy.heads.base import Head


def content(head: Head, dimensions: int) -> bytes:
    """Return a fitted head as an ONNX graph.

    Input `features`, float32 [n, d]; outputs `probabilities`, float32 [n, classes], and
    `novelty`, float32 [n]; both equal to what Python computes within 1e-5.
    """
    graph = Graph(f"understudy-{head.name}")
    given = graph.input("features", np.float32, ("n", dimensions))
    probabilities, novelty = head.add_to(graph, graph.add("Cast", given, to=DOUBLE))
    graph.add("Cast", probabilities, to=FLOAT, name="probabilities")
    graph.add("Cast", novelty, to=FLOAT, name="novelty")
    graph.output("probabilities", np.float32, ("n", len(head.classes_)))
    graph.output("novelty", np.float32, ("n",))
    made: bytes = graph.model().SerializeToString()
    return made
