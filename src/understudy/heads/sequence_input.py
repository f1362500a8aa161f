"""What networks that go through time are given of a clip: its moments, less what does not change.

Each block says its own mean over the clip at every moment, which is mostly the room; taken away,
what is left is what happens ("centred" in docs/decisions/actions.md). Movement is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from understudy.onnx_graph import Graph

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Values = TypeVar("Values", NDArray[np.float32], NDArray[np.float64])

CLIPS_AT_ONCE = 64  # keeps the largest temporary array small: a clip has some 50,000 numbers


@dataclass(frozen=True)
class SequenceInput:
    """Rows of features [n, d] to sequences [n, count, width]."""

    blocks: tuple[tuple[int, int, int], ...]
    """Of each block its first column, the column after its last, and its moments."""

    @classmethod
    def of(cls, blocks: Mapping[str, slice], moments: Mapping[str, int]) -> SequenceInput:
        """Take every block that goes through moments."""
        return cls(
            tuple((blocks[name].start, blocks[name].stop, moments[name]) for name in moments)
        )

    @property
    def count(self) -> int:
        """Moments of a clip."""
        return max(moments for _, _, moments in self.blocks)

    @property
    def width(self) -> int:
        """Numbers of a moment."""
        return sum((stop - start) // moments for start, stop, moments in self.blocks)

    def sequences(self, X: Values) -> Values:
        """Return sequences [n, count, width].

        A block of what is between moments has one less: its first stands for the one before it.
        """
        parts = []
        for start, stop, moments in self.blocks:
            sequence = X[:, start:stop].reshape(len(X), moments, -1)
            if moments == self.count:
                sequence = sequence - sequence.mean(axis=1, keepdims=True)
            parts.append(sequence[:, self._places(moments)])
        return np.concatenate(parts, axis=2)

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same computation to a graph."""
        axis, parts = graph.constant([1], np.int64), []
        for start, stop, moments in self.blocks:
            ends = [graph.constant([end], np.int64) for end in (start, stop)]
            shape = graph.constant([0, moments, (stop - start) // moments], np.int64)
            sequence = graph.add("Reshape", graph.add("Slice", features, *ends, axis), shape)
            if moments == self.count:
                mean = graph.add("ReduceMean", sequence, axis, keepdims=1)
                sequence = graph.add("Sub", sequence, mean)
            else:
                places = graph.constant(self._places(moments))
                sequence = graph.add("Gather", sequence, places, axis=1)
            parts.append(sequence)
        return graph.add("Concat", *parts, axis=2)

    def _places(self, moments: int) -> NDArray[np.int64]:
        """Return which of so many moments stands at each of `count`."""
        return np.maximum(np.arange(self.count) - (self.count - moments), 0)


def moved(sequences: Floats, by: int) -> Floats:
    """Return sequences [n, count, width] some moments later; beyond their ends they stand still."""
    count = sequences.shape[1]
    return sequences[:, np.clip(np.arange(count) + by, 0, count - 1)]


def at_speed(sequences: Floats, speed: float) -> Floats:
    """Return sequences [n, count, width] so many times as fast, about their middle."""
    count = sequences.shape[1]
    middle = (count - 1) / 2
    places = np.clip(middle + (np.arange(count) - middle) * speed, 0, count - 1)
    before = np.floor(places).astype(int)
    after = np.minimum(before + 1, count - 1)
    share = (places - before).astype(np.float32)[:, np.newaxis]
    between: Floats = sequences[:, before] * (1 - share) + sequences[:, after] * share
    return between


def in_portions(function: Callable[[Doubles], Doubles], X: Doubles) -> Doubles:
    """Return what a function makes of rows [n, d], given to it some at a time."""
    parts = [
        function(X[start : start + CLIPS_AT_ONCE]) for start in range(0, len(X), CLIPS_AT_ONCE)
    ]
    return np.concatenate(parts) if parts else function(X)
