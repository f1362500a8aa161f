"""What training leaves behind: functions from features to one logit per class.

Each can run in numpy and can write itself into an ONNX graph. Parameters are float32 (examples
float16), arithmetic is float64 in both, so that the two agree to about 1e-12.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from understudy.onnx_graph import DOUBLE, Graph

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

SMALLEST_LENGTH = 1e-12
NO_VOTE = 0.1  # what a class without a vote gets, where the nearest example has 1
ROWS_AT_ONCE = 1024  # keeps the largest temporary array small
GRAIN = 2.0**30  # similarities closer than 1 / GRAIN are equal; then the earlier example is nearer


class Scorer(Protocol):
    """Features [n, d] to logits [n, classes]."""

    def logits(self, X: Doubles) -> Doubles:
        """Return one number per row and class; the largest wins."""
        ...

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same computation to a graph, from and to float64 values."""
        ...


@dataclass(frozen=True)
class Linear:
    """X @ weights + bias."""

    weights: Floats  # [d, classes]
    bias: Floats  # [classes]

    def logits(self, X: Doubles) -> Doubles:
        """Return X @ weights + bias."""
        return X @ self.weights.astype(np.float64) + self.bias

    def add_to(self, graph: Graph, features: str) -> str:
        """Add a matrix product and a sum."""
        product = graph.add("MatMul", features, double(graph, self.weights))
        return graph.add("Add", product, double(graph, self.bias))


@dataclass(frozen=True)
class Layered:
    """A multi-layer perceptron: ReLU after every layer but the last."""

    layers: tuple[Linear, ...]
    single_output: bool = False
    """One sigmoid unit for two classes: its logit is that of the second class, the first's is 0."""

    def logits(self, X: Doubles) -> Doubles:
        """Return the output of the last layer."""
        values = self.layers[0].logits(X)
        for layer in self.layers[1:]:
            values = layer.logits(np.maximum(values, 0))
        return np.concatenate([0 * values, values], axis=1) if self.single_output else values

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the layers."""
        value = self.layers[0].add_to(graph, features)
        for layer in self.layers[1:]:
            value = layer.add_to(graph, graph.add("Relu", value))
        if not self.single_output:
            return value
        zero = graph.add("Mul", value, graph.constant(0.0, np.float64))
        return graph.add("Concat", zero, value, axis=1)


@dataclass(frozen=True)
class Nearest:
    """A vote of the k most similar examples, weighted by their similarity.

    The vote of an example is exp(sharpness * (its cosine - the nearest's)), and the logit of a
    class is the logarithm of the votes for it plus `NO_VOTE`. Cosines are rounded to `GRAIN`,
    so that which of several equal examples vote does not hang on how a product is added up.
    """

    examples: NDArray[np.float16]  # [n, d], each of length 1
    labels: NDArray[np.int64]  # [n]
    classes: int
    k: int
    sharpness: float

    def logits(self, X: Doubles) -> Doubles:
        """Return the logarithms of the votes."""
        examples = self.examples.astype(np.float64).T
        parts = [np.zeros((0, self.classes))]
        for start in range(0, len(X), ROWS_AT_ONCE):
            rows = X[start : start + ROWS_AT_ONCE]
            lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True)) + SMALLEST_LENGTH
            parts.append(self.votes((rows @ examples) / lengths))
        return np.concatenate(parts)

    def votes(self, similarity: Doubles) -> Doubles:
        """Return logits [m, classes] of cosine similarities [m, n]."""
        similarity = np.rint(similarity * GRAIN)
        n = similarity.shape[1]
        order = np.arange(n) - similarity * n  # whole numbers without ties, below 2^53
        nearest = np.argpartition(order, self.k - 1, axis=1)[:, : self.k]
        close = np.take_along_axis(similarity, nearest, axis=1) / GRAIN
        member = self.labels[nearest][:, :, np.newaxis] == np.arange(self.classes)
        weights = np.exp(self.sharpness * (close - close.max(axis=1, keepdims=True)))
        summed: Doubles = (weights[:, :, np.newaxis] * member).sum(axis=1)
        return np.log(summed + NO_VOTE)

    def add_to(self, graph: Graph, features: str) -> str:
        """Add similarity, the k nearest and their votes."""
        axis = graph.constant([1], np.int64)
        length = graph.add("ReduceL2", features, axis, keepdims=1)
        length = graph.add("Add", length, graph.constant(SMALLEST_LENGTH, np.float64))
        products = graph.add("MatMul", features, double(graph, self.examples.T))
        grain = graph.constant(GRAIN, np.float64)
        similarity = graph.add("Mul", graph.add("Div", products, length), grain)
        similarity = graph.add("Div", graph.add("Round", similarity), grain)
        close, nearest = graph.add_many(
            "TopK", similarity, graph.constant([self.k], np.int64), names=(None, None), axis=1
        )
        member = np.eye(self.classes, dtype=np.float64)[self.labels]
        chosen = graph.add("Gather", graph.constant(member), nearest, axis=0)  # [m, k, classes]
        nearer = graph.add("ReduceMax", close, axis, keepdims=1)
        sharpness = graph.constant(self.sharpness, np.float64)
        weights = graph.add("Exp", graph.add("Mul", graph.add("Sub", close, nearer), sharpness))
        weights = graph.add("Unsqueeze", weights, axis)  # [m, 1, k]
        summed = graph.add("Squeeze", graph.add("MatMul", weights, chosen), axis)
        return graph.add("Log", graph.add("Add", summed, graph.constant(NO_VOTE, np.float64)))


def double(graph: Graph, value: Floats | NDArray[np.float16]) -> str:
    """Add a parameter as it is stored, widened to float64 when the graph is loaded."""
    return graph.add("Cast", graph.constant(value), to=DOUBLE)
