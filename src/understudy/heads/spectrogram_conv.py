"""The head of articles B and C: a small convolution over spectrogram frames.

| what | shape |
|---|---|
| frames of 232 frequencies, 3 or 6 | [n, frames, 232] |
| depthwise convolution, multiplier 8, kernel frames x 3, ReLU | [n, 8, 230] |
| the larger of each two | [n, 8, 115] |
| dense, softmax | [n, classes] |

Trained with Adam, 0.01, batches of 16, 10 epochs (TensorFlow.js audio codelab, section 8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from understudy.backbones.spectrogram import BINS
from understudy.errors import Cancelled, DataError, UnderstudyError, require
from understudy.heads.base import Doubles, Floats, Head
from understudy.heads.dense import (
    ADAM_EPSILON,
    Step,
    at_least_one,
    shuffled_batches,
    truncated_normal,
)
from understudy.heads.scorers import Linear, double
from understudy.heads.statistics import Statistics
from understudy.onnx_graph import Graph

FRAMES = (3, 6)
"""Of the backbones `spectrogram` and `spectrogram-long`."""
FILTERS, KERNEL = 8, 3
PLACES = BINS - KERNEL + 1
POOLED = PLACES // 2
LEARNING_RATE, BATCH, EPOCHS = 0.01, 16, 10


class SpectrogramConv(Head):
    """The articles' network, on the backbones `spectrogram` and `spectrogram-long` alone."""

    name = "spectrogram-conv"
    calibration_folds = 1
    closed_form = False

    def __init__(
        self,
        learning_rate: float = LEARNING_RATE,
        epochs: int = EPOCHS,
        batch: int = BATCH,
        seed: int = 0,
        on_batch: Callable[[Step], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Choose how it is trained; PyTorch is imported when it is.

        Parameters
        ----------
        learning_rate
            Adam's, above 0.
        epochs
            How often all examples are gone through.
        batch
            Examples per step.
        seed
            Of the initial weights and the order of examples.
        on_batch
            Called after every batch of the training proper (not of that for calibration).
        cancelled
            Asked after every batch; if it says yes, `fit` raises `understudy.errors.Cancelled` and
            leaves the head as it was.
        """
        self.learning_rate, self.epochs, self.batch, self.seed = learning_rate, epochs, batch, seed
        self.on_batch, self.cancelled = on_batch, cancelled
        if not (learning_rate > 0 and np.isfinite(learning_rate)):
            raise UnderstudyError(f"learning_rate is {learning_rate}; it must be above 0.")
        for setting, value in (("epochs", epochs), ("batch", batch)):
            if not at_least_one(value):
                raise UnderstudyError(f"{setting} is {value}; it must be a whole number from 1 up.")

    def train(self, statistics: Statistics, *, fold: int | None = None) -> Convolved:
        """Train from new weights.

        Raises
        ------
        DataError
            The features are not frames of a spectrogram.
        MissingExtraError
            PyTorch is not installed.
        """
        frames = frames_of(statistics.dimensions)
        torch = require("torch", extra="neural", purpose="train the articles' network")
        kept = np.ones(len(statistics.y), np.bool_) if fold is None else statistics.folds != fold
        X, y = statistics.X[kept], statistics.y[kept]
        random = np.random.default_rng(self.seed)
        network = _network(torch, frames, statistics.classes, random)
        images = torch.from_numpy(X.reshape(len(X), 1, frames, BINS))
        labels = torch.from_numpy(y)
        adam = torch.optim.Adam(network.parameters(), lr=self.learning_rate, eps=ADAM_EPSILON)
        batches = -(-len(y) // self.batch)
        for epoch in range(self.epochs):
            for number, rows in enumerate(shuffled_batches(len(y), self.batch, random)):
                loss, right = _step(torch, network, adam, images[rows], labels[rows])
                if self.on_batch is not None and fold is None:
                    self.on_batch(Step(epoch + 1, self.epochs, number + 1, batches, loss, right))
                if self.cancelled is not None and self.cancelled():
                    raise Cancelled("Training was cancelled; the head is as it was before.")
        found = [p.detach().numpy().copy() for p in network.parameters()]
        if not all(np.isfinite(parameter).all() for parameter in found):
            raise DataError(
                f"Training ran away to infinity with a learning_rate of {self.learning_rate:g}; "
                "choose a smaller one."
            )
        kernel, bias, weights, offset = found
        return Convolved(kernel[:, 0], bias, Linear(np.ascontiguousarray(weights.T), offset))


@dataclass(frozen=True)
class Convolved:
    """Convolution over all frames, ReLU, the larger of each two places, and a dense layer."""

    kernel: Floats  # [8, frames, 3]
    bias: Floats  # [8]
    dense: Linear  # [8 * 115, classes]

    @property
    def flat_kernel(self) -> Floats:
        """The kernel as a matrix [8, 3 * frames], its three places one after another."""
        return np.ascontiguousarray(self.kernel.transpose(0, 2, 1).reshape(FILTERS, -1))

    def logits(self, X: Doubles) -> Doubles:
        """Return one number per row and class."""
        frames = X.reshape(len(X), -1, BINS)
        shifted = [frames[:, :, place : place + PLACES] for place in range(KERNEL)]
        maps = self.flat_kernel.astype(np.float64) @ np.concatenate(shifted, axis=1)
        maps = np.maximum(maps + self.bias.astype(np.float64)[:, np.newaxis], 0)
        pooled = maps.reshape(len(X), FILTERS, POOLED, 2).max(axis=3)
        return self.dense.logits(pooled.reshape(len(X), -1))

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same as matrix products: ONNX Runtime has no convolution of float64."""
        frames = self.kernel.shape[1]
        shape = graph.constant([0, frames, BINS], np.int64)
        images = graph.add("Reshape", features, shape)
        axis = graph.constant([2], np.int64)
        shifted = [
            graph.add(
                "Slice", images, graph.constant([place], np.int64),
                graph.constant([place + PLACES], np.int64), axis,
            )
            for place in range(KERNEL)
        ]  # fmt: skip
        joined = graph.add("Concat", *shifted, axis=1)
        maps = graph.add("MatMul", double(graph, self.flat_kernel), joined)
        maps = graph.add("Add", maps, double(graph, self.bias[:, np.newaxis]))
        pairs = graph.constant([0, FILTERS, POOLED, 2], np.int64)
        paired = graph.add("Reshape", graph.add("Relu", maps), pairs)
        pooled = graph.add("ReduceMax", paired, graph.constant([3], np.int64), keepdims=0)
        return self.dense.add_to(graph, graph.add("Flatten", pooled, axis=1))


def frames_of(columns: int) -> int:
    """Return how many frames a row of features has.

    Raises
    ------
    DataError
        It is no spectrogram.
    """
    if columns not in {frames * BINS for frames in FRAMES}:
        raise DataError(
            f"The head 'spectrogram-conv' learns from spectrograms, and these features have "
            f"{columns} columns. Use it with the backbone 'spectrogram' or 'spectrogram-long'."
        )
    return columns // BINS


def _network(torch: Any, frames: int, classes: int, random: np.random.Generator) -> Any:
    """Return the network, with the initial weights of TensorFlow.js: normal ones by Glorot."""
    nn = torch.nn
    convolution = nn.Conv2d(1, FILTERS, (frames, KERNEL))
    dense = nn.Linear(FILTERS * POOLED, classes)
    taps = frames * KERNEL
    for layer, ends in ((convolution, taps + FILTERS * taps), (dense, FILTERS * POOLED + classes)):
        shape = tuple(layer.weight.shape)
        values = truncated_normal((shape[0], int(np.prod(shape[1:]))), random) * np.sqrt(2 / ends)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(values.reshape(shape)))
            layer.bias.zero_()
    return nn.Sequential(convolution, nn.ReLU(), nn.MaxPool2d((1, 2), (2, 2)), nn.Flatten(), dense)


def _step(torch: Any, network: Any, adam: Any, X: Any, y: Any) -> tuple[float, float]:
    """Take one step of Adam; return loss and accuracy before it."""
    logits = network(X)
    loss = torch.nn.functional.cross_entropy(logits, y)
    adam.zero_grad()
    loss.backward()
    adam.step()
    return float(loss.detach()), float((logits.argmax(dim=1) == y).float().mean())
