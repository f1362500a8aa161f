"""What is said of a clip so that few examples do: how each feature goes through its moments.

| part | of each feature, over the moments of a block | numbers |
|---|---|---|
| `look` | its mean, and its means over the first and the second half | 3 |
| `spread` | its standard deviation, and the mean of how much it changes from moment to moment | 2 |
| `course` | its cosine coefficients 1 to 3: how it rises and falls, whatever it is on average | 3 |
| `level` | its cosine coefficients 0 to 3: of what is about the movement alone | 4 |

Each of these is centred and divided by its root mean square length over the examples, so that all
count alike, whatever their units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from understudy.heads.scorers import double
from understudy.onnx_graph import Graph

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Values = TypeVar("Values", NDArray[np.float32], NDArray[np.float64])

LOOK, SPREAD, COURSE, LEVEL = "look", "spread", "course", "level"
NUMBERS = {LOOK: 3, SPREAD: 2, COURSE: 3, LEVEL: 4}
COEFFICIENTS = 4  # cosines: the slowest, among them the mean
SMALLEST = 1e-6  # of a length, against that of what is centred: below it all examples are alike


@dataclass(frozen=True)
class Part:
    """Some numbers of each feature of a block."""

    block: str
    kind: str
    start: int
    """The first column of the block in a row of features."""
    width: int
    """Features of a moment."""
    moments: int

    @property
    def name(self) -> str:
        """What it is called: its block and its kind."""
        return f"{self.block} {self.kind}"

    @property
    def numbers(self) -> int:
        """How many it says of each feature."""
        return NUMBERS[self.kind]

    def values(self, X: Values) -> Values:
        """Return what it says of rows [n, d], [n, numbers * width]."""
        stop = self.start + self.width * self.moments
        sequence = X[:, self.start : stop].reshape(len(X), self.moments, self.width)
        if self.kind == SPREAD:
            deviation = np.sqrt(((sequence - sequence.mean(axis=1, keepdims=True)) ** 2).mean(1))
            change = np.abs(sequence[:, 1:] - sequence[:, :-1]).mean(axis=1)
            return np.concatenate([deviation, change], axis=1)
        weights = weights_in_time(self.kind, self.moments).astype(X.dtype)
        said: Values = np.matmul(weights, sequence).reshape(len(X), -1)
        return said

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same computation to a graph."""
        axis, none = graph.constant([1], np.int64), graph.constant([0], np.int64)
        stop = self.start + self.width * self.moments
        ends = [graph.constant([end], np.int64) for end in (self.start, stop)]
        shape = graph.constant([0, self.moments, self.width], np.int64)
        sequence = graph.add("Reshape", graph.add("Slice", features, *ends, axis), shape)
        if self.kind != SPREAD:
            weights = graph.constant(weights_in_time(self.kind, self.moments))
            return graph.add("Flatten", graph.add("MatMul", weights, sequence), axis=1)
        away = graph.add("Sub", sequence, graph.add("ReduceMean", sequence, axis, keepdims=1))
        square = graph.add("ReduceMean", graph.add("Mul", away, away), axis, keepdims=0)
        second, last = (graph.constant([moment], np.int64) for moment in (1, self.moments))
        later = graph.add("Slice", sequence, second, last, axis)
        before = graph.constant([self.moments - 1], np.int64)
        earlier = graph.add("Slice", sequence, none, before, axis)
        change = graph.add("Abs", graph.add("Sub", later, earlier))
        change = graph.add("ReduceMean", change, axis, keepdims=0)
        return graph.add("Concat", graph.add("Sqrt", square), change, axis=1)


@dataclass(frozen=True)
class Description:
    """Rows of features to what is said of them [n, e], parts one after another."""

    parts: tuple[Part, ...]
    centre: Floats  # [e]
    scale: Floats  # [e]

    def __call__(self, X: Values) -> Values:
        """Return what is said of rows [n, d]."""
        values: Values = np.concatenate([part.values(X) for part in self.parts], axis=1)
        described: Values = (values - self.centre) * self.scale
        return described

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same computation to a graph."""
        values = [part.add_to(graph, features) for part in self.parts]
        away = graph.add("Sub", graph.add("Concat", *values, axis=1), double(graph, self.centre))
        return graph.add("Mul", away, double(graph, self.scale))


def weights_in_time(kind: str, moments: int) -> Doubles:
    """Return what a kind of part makes of moments, [numbers, moments].

    Cosines are those of the discrete cosine transform II, divided by the number of moments.
    """
    if kind == LOOK:
        half = moments // 2
        early = np.arange(moments) < half
        means = np.stack(
            [np.full(moments, 1 / moments), early / max(1, half), ~early / (moments - half)]
        )
        return means.astype(np.float64)
    order = np.arange(COEFFICIENTS)[:, np.newaxis]
    cosines = np.cos(np.pi * order * (np.arange(moments) + 0.5) / moments)
    scaled: Doubles = cosines * np.where(order == 0, 1, np.sqrt(2)) / moments
    return scaled[COEFFICIENTS - NUMBERS[kind] :]


def parts_of(
    kinds: Mapping[str, Iterable[str]], blocks: Mapping[str, slice], moments: Mapping[str, int]
) -> tuple[Part, ...]:
    """Return the parts of these kinds of those blocks that there are."""
    return tuple(
        Part(name, kind, blocks[name].start, width(blocks[name], moments[name]), moments[name])
        for name in moments
        for kind in kinds.get(name, ())
    )


def width(block: slice, moments: int) -> int:
    """Return how many features of a block there are in a moment."""
    return int(block.stop - block.start) // moments
