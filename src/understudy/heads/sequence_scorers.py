"""Networks that go through the moments of a clip, as numpy and as ONNX.

Both say the mean over all moments and something of one of them: the last (`Recurrent`), or the
largest (`Convolution`). Written as matrix products in float64, since ONNX Runtime has its LSTM, GRU
and Conv in float32 only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from understudy.heads.base import Doubles
from understudy.heads.scorers import Linear, double
from understudy.heads.sequence_input import SequenceInput, in_portions
from understudy.onnx_graph import Graph

LSTM_GATES, GRU_GATES = 4, 3


@dataclass(frozen=True)
class Recurrent:
    """An LSTM or a GRU as PyTorch defines them, which of the two the number of its gates tells."""

    input: SequenceInput
    from_input: Linear  # [width, gates * units]
    from_state: Linear  # [units, gates * units]
    dense: Linear  # [2 * units, classes]

    @property
    def units(self) -> int:
        """Width of the state."""
        return len(self.from_state.weights)

    @property
    def is_lstm(self) -> bool:
        """Whether it has the four gates of an LSTM."""
        return len(self.from_state.bias) == LSTM_GATES * self.units

    def logits(self, X: Doubles) -> Doubles:
        """Return one number per row and class."""
        return in_portions(self._logits, X)

    def _logits(self, X: Doubles) -> Doubles:
        given = self.from_input.logits(self.input.sequences(X))
        state, cell = np.zeros((2, len(X), self.units))
        states = []
        for moment in range(self.input.count):
            before = self.from_state.logits(state)
            if self.is_lstm:
                enter, forget, new, show = np.split(given[:, moment] + before, LSTM_GATES, axis=1)
                cell = sigmoid(forget) * cell + sigmoid(enter) * np.tanh(new)
                state = sigmoid(show) * np.tanh(cell)
            else:
                reset, keep, new = np.split(given[:, moment], GRU_GATES, axis=1)
                of_reset, of_keep, of_new = np.split(before, GRU_GATES, axis=1)
                fresh = np.tanh(new + sigmoid(reset + of_reset) * of_new)
                state = fresh + sigmoid(keep + of_keep) * (state - fresh)
            states.append(state)
        return self.dense.logits(np.concatenate([np.mean(states, axis=0), state], axis=1))

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same, moment after moment."""
        given = self.from_input.add_to(graph, self.input.add_to(graph, features))
        moments = graph.add_many(
            "Split", given, names=(None,) * self.input.count, axis=1, num_outputs=self.input.count
        )
        state = cell = graph.constant(np.zeros((1, self.units)))
        states, axis = [], graph.constant([1], np.int64)
        weights, bias = (double(graph, w) for w in (self.from_state.weights, self.from_state.bias))
        for moment in moments:
            entered = graph.add("Squeeze", moment, axis)
            before = graph.add("Add", graph.add("MatMul", state, weights), bias)
            if self.is_lstm:
                state, cell = self._add_lstm(graph, graph.add("Add", entered, before), cell)
            else:
                state = self._add_gru(graph, entered, before, state)
            states.append(graph.add("Unsqueeze", state, axis))
        mean = graph.add("ReduceMean", graph.add("Concat", *states, axis=1), axis, keepdims=0)
        return self.dense.add_to(graph, graph.add("Concat", mean, state, axis=1))

    def _add_lstm(self, graph: Graph, gates: str, cell: str) -> tuple[str, str]:
        enter, forget, new, show = _parts(graph, gates, LSTM_GATES)
        kept = graph.add("Mul", graph.add("Sigmoid", forget), cell)
        added = graph.add("Mul", graph.add("Sigmoid", enter), graph.add("Tanh", new))
        cell = graph.add("Add", kept, added)
        return graph.add("Mul", graph.add("Sigmoid", show), graph.add("Tanh", cell)), cell

    def _add_gru(self, graph: Graph, entered: str, before: str, state: str) -> str:
        reset, keep, new = _parts(graph, entered, GRU_GATES)
        of_reset, of_keep, of_new = _parts(graph, before, GRU_GATES)
        gate = graph.add("Sigmoid", graph.add("Add", reset, of_reset))
        fresh = graph.add("Tanh", graph.add("Add", new, graph.add("Mul", gate, of_new)))
        gate = graph.add("Sigmoid", graph.add("Add", keep, of_keep))
        return graph.add("Add", fresh, graph.add("Mul", gate, graph.add("Sub", state, fresh)))


@dataclass(frozen=True)
class Convolution:
    """Two convolutions over time with ReLU, then mean and maximum over all moments."""

    input: SequenceInput
    layers: tuple[tuple[Linear, int], ...]
    """Each as a matrix [3 * width, units] on a moment and those `dilation` before and after it."""
    dense: Linear  # [2 * units, classes]

    def logits(self, X: Doubles) -> Doubles:
        """Return one number per row and class."""
        return in_portions(self._logits, X)

    def _logits(self, X: Doubles) -> Doubles:
        values = self.input.sequences(X)
        for linear, dilation in self.layers:
            padded = np.pad(values, ((0, 0), (dilation, dilation), (0, 0)))
            places = (slice(at, at + self.input.count) for at in (0, dilation, 2 * dilation))
            together = np.concatenate([padded[:, place] for place in places], axis=2)
            values = np.maximum(linear.logits(together), 0)
        return self.dense.logits(np.concatenate([values.mean(axis=1), values.max(axis=1)], axis=1))

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same."""
        values, axis = self.input.add_to(graph, features), graph.constant([1], np.int64)
        for linear, dilation in self.layers:
            sides = graph.constant([0, dilation, 0, 0, dilation, 0], np.int64)
            padded = graph.add("Pad", values, sides)
            places = [
                graph.add(
                    "Slice", padded, graph.constant([at], np.int64),
                    graph.constant([at + self.input.count], np.int64), axis,
                )
                for at in (0, dilation, 2 * dilation)
            ]  # fmt: skip
            together = graph.add("Concat", *places, axis=2)
            values = graph.add("Relu", linear.add_to(graph, together))
        mean, most = (
            graph.add(f"Reduce{how}", values, axis, keepdims=0) for how in ("Mean", "Max")
        )
        return self.dense.add_to(graph, graph.add("Concat", mean, most, axis=1))


def sigmoid(values: Doubles) -> Doubles:
    """Return 1 / (1 + exp(-x)) without overflow."""
    result: Doubles = (1 + np.tanh(values / 2)) / 2
    return result


def _parts(graph: Graph, value: str, count: int) -> list[str]:
    return graph.add_many("Split", value, names=(None,) * count, axis=1, num_outputs=count)
