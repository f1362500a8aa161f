"""A small neural network on top of frozen features, trained step by step, without PyTorch.

The head of articles D, E and F: dense layers with ReLU, then softmax or one sigmoid unit,
cross-entropy, Adam (Kingma and Ba 2015, with TensorFlow's epsilon).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from numbers import Integral
from typing import Any

import numpy as np

from understudy.errors import Cancelled, DataError, UnderstudyError
from understudy.heads.base import Doubles, Floats, Head, Ints
from understudy.heads.calibration import softmax
from understudy.heads.scorers import Layered, Linear
from understudy.heads.statistics import Statistics

DEFAULT_BATCH = 16  # examples, as in Teachable Machine
ADAM_MEAN, ADAM_SQUARE, ADAM_EPSILON = 0.9, 0.999, 1e-7


@dataclass(frozen=True)
class Step:
    """Where training is, after a batch."""

    epoch: int
    """From 1."""
    epochs: int
    batch: int
    """From 1, within the epoch."""
    batches: int
    loss: float
    """Mean cross-entropy of the batch, in nats, before the step."""
    accuracy: float
    """Share of the batch that was right, before the step."""


class Dense(Head):
    """Any number of hidden layers, trained with Adam.

    Where there are takes to hold out, it is trained a second time without a fifth of them, to
    calibrate its probabilities and to tell its accuracy.
    """

    name = "dense"
    calibration_folds = 1
    closed_form = False

    def __init__(
        self,
        units: int | Sequence[int] = 100,
        learning_rate: float = 1e-3,
        epochs: int = 50,
        batch: int | None = None,
        batch_fraction: float | None = None,
        output_bias: bool = True,
        output: str = "softmax",
        seed: int = 0,
        on_batch: Callable[[Step], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Choose the network and how it is trained.

        Parameters
        ----------
        units
            Width of the hidden layer, or of each of several; an empty list for none.
        learning_rate
            Adam's, above 0.
        epochs
            How often all examples are gone through.
        batch, batch_fraction
            Examples per step, as a number or as a fraction (0..1] of all; by default 16.
        output_bias
            Whether the last layer has a bias (article D's has none).
        output
            "softmax", or "sigmoid" for two classes as one unit (article F).
        seed
            Of the initial weights and the order of examples.
        on_batch
            Called after every batch of the training proper (not of that for calibration).
        cancelled
            Asked after every batch; if it says yes, `fit` raises `understudy.errors.Cancelled` and
            leaves the head as it was. `threading.Event().is_set` is one.
        """
        self.units: list[Any] = list(units) if isinstance(units, Sequence) else [units]
        self.learning_rate, self.epochs = learning_rate, epochs
        self.batch, self.batch_fraction = batch, batch_fraction
        self.output_bias, self.output, self.seed = output_bias, output, seed
        self.on_batch, self.cancelled = on_batch, cancelled
        self._check_settings()

    @property
    def fewest_classes(self) -> int:  # type: ignore[override]
        """One unit tells two classes apart."""
        return 2 if self.output == "sigmoid" else 1

    def train(self, statistics: Statistics, *, fold: int | None = None) -> Layered:
        """Train from new weights."""
        if self.output == "sigmoid" and statistics.classes != 2:
            raise DataError(
                f"output='sigmoid' is for two classes; there are {statistics.classes}. "
                "Use output='softmax'."
            )
        kept = np.ones(len(statistics.y), np.bool_) if fold is None else statistics.folds != fold
        X, y = statistics.X[kept], statistics.y[kept]
        random = np.random.default_rng(self.seed)
        outputs = 1 if self.output == "sigmoid" else statistics.classes
        network = Network.new([X.shape[1], *self.units, outputs], random, self.output_bias)
        size = self._batch_size(len(y))
        batches = -(-len(y) // size)
        for epoch in range(self.epochs):
            for number, rows in enumerate(shuffled_batches(len(y), size, random)):
                loss, right = network.step(X[rows], y[rows], self.learning_rate)
                if self.on_batch is not None and fold is None:
                    self.on_batch(Step(epoch + 1, self.epochs, number + 1, batches, loss, right))
                if self.cancelled is not None and self.cancelled():
                    raise Cancelled("Training was cancelled; the head is as it was before.")
        if not all(np.isfinite(parameter).all() for parameter in network.parameters):
            raise DataError(
                f"Training ran away to infinity with a learning_rate of {self.learning_rate:g}; "
                "choose a smaller one, or scale the features to about 1."
            )
        layers = tuple(Linear(w, b) for w, b in zip(network.weights, network.biases, strict=True))
        return Layered(layers, single_output=self.output == "sigmoid")

    def _batch_size(self, examples: int) -> int:
        if self.batch_fraction is not None:
            return max(1, round(self.batch_fraction * examples))
        return min(self.batch or DEFAULT_BATCH, examples)

    def _check_settings(self) -> None:
        problems = {
            f"units is {self.units}; each must be a whole number of 1 or more": not all(
                at_least_one(units) for units in self.units
            ),
            f"learning_rate is {self.learning_rate}; it must be above 0": (
                not self.learning_rate > 0 or not np.isfinite(self.learning_rate)
            ),
            f"epochs is {self.epochs}; it must be a whole number of 1 or more": (
                not at_least_one(self.epochs)
            ),
            f"batch is {self.batch}; it must be a whole number of 1 or more": (
                self.batch is not None and not at_least_one(self.batch)
            ),
            f"batch_fraction is {self.batch_fraction}; it must be above 0 and at most 1": (
                self.batch_fraction is not None and not 0 < self.batch_fraction <= 1
            ),
            f"seed is {self.seed!r}; it must be a whole number of 0 or more": not (
                isinstance(self.seed, Integral) and int(self.seed) >= 0
            ),
            f"on_batch is {self.on_batch!r}; it must be a function": (
                self.on_batch is not None and not callable(self.on_batch)
            ),
            f"cancelled is {self.cancelled!r}; it must be a function": (
                self.cancelled is not None and not callable(self.cancelled)
            ),
            "batch and batch_fraction are both given; give one": None
            not in (self.batch, self.batch_fraction),
            f"output is {self.output!r}; it must be 'softmax' or 'sigmoid'": self.output
            not in ("softmax", "sigmoid"),
        }
        for sentence, wrong in problems.items():
            if wrong:
                raise UnderstudyError(f"{sentence}.")


@dataclass
class Network:
    """Weights in training, with Adam's running moments."""

    weights: list[Floats]
    biases: list[Floats]
    output_bias: bool
    steps: int = 0

    @classmethod
    def new(cls, widths: list[int], random: np.random.Generator, output_bias: bool) -> Network:
        """Draw weights from a normal distribution of variance 1 / inputs, cut at two deviations."""
        weights = [
            truncated_normal((a, b), random) / np.float32(np.sqrt(a)) for a, b in pairwise(widths)
        ]
        return cls(weights, [np.zeros(b, np.float32) for b in widths[1:]], output_bias)

    def __post_init__(self) -> None:
        trained = self.biases if self.output_bias else self.biases[:-1]
        self.parameters = [*self.weights, *trained]
        self._means = [np.zeros_like(p) for p in self.parameters]
        self._squares = [np.zeros_like(p) for p in self.parameters]

    def step(self, X: Floats, y: Ints, learning_rate: float) -> tuple[float, float]:
        """Take one step of Adam; return loss and accuracy before it."""
        values = [X]
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            values.append(np.maximum(values[-1] @ weight + bias, 0))
        output = values[-1] @ self.weights[-1] + self.biases[-1]
        probabilities = softmax(two_columns(output).astype(np.float64))
        n = len(y)
        loss = float(-np.log(np.maximum(probabilities[np.arange(n), y], 1e-12)).mean())
        right = float((probabilities.argmax(axis=1) == y).mean())
        probabilities[np.arange(n), y] -= 1
        error = (probabilities[:, -output.shape[1] :] / n).astype(np.float32)
        self._adam(self._gradients(values, error), learning_rate)
        return loss, right

    def _gradients(self, values: list[Floats], error: Floats) -> list[Floats]:
        for_weights: list[Floats] = []
        for_biases: list[Floats] = []
        for layer in reversed(range(len(self.weights))):
            for_weights.insert(0, values[layer].T @ error)
            for_biases.insert(0, error.sum(axis=0))
            if layer:
                error = (error @ self.weights[layer].T) * (values[layer] > 0)
        return [*for_weights, *for_biases][: len(self.parameters)]

    def _adam(self, gradients: list[Floats], learning_rate: float) -> None:
        self.steps += 1
        correction = np.sqrt(1 - ADAM_SQUARE**self.steps) / (1 - ADAM_MEAN**self.steps)
        rate = np.float32(learning_rate * correction)
        for parameter, gradient, mean, square in zip(
            self.parameters, gradients, self._means, self._squares, strict=True
        ):
            mean += np.float32(1 - ADAM_MEAN) * (gradient - mean)
            square += np.float32(1 - ADAM_SQUARE) * (gradient * gradient - square)
            parameter -= rate * mean / (np.sqrt(square) + np.float32(ADAM_EPSILON))


def at_least_one(value: object) -> bool:
    """Whether a setting is a whole number of 1 or more."""
    return isinstance(value, Integral) and int(value) >= 1


def two_columns(output: Floats) -> Floats:
    """Return logits of both classes where there is one sigmoid unit."""
    return np.concatenate([0 * output, output], axis=1) if output.shape[1] == 1 else output


def shuffled_batches(examples: int, size: int, random: np.random.Generator) -> Iterator[Ints]:
    """Yield the row numbers of each batch of one epoch."""
    order = random.permutation(examples)
    for start in range(0, examples, size):
        yield order[start : start + size]


def truncated_normal(shape: tuple[int, int], random: np.random.Generator) -> Floats:
    """Draw standard normal numbers, drawing again those beyond two deviations."""
    values: Doubles = random.standard_normal(shape)
    while (beyond := np.abs(values) > 2).any():
        values[beyond] = random.standard_normal(int(beyond.sum()))
    return values.astype(np.float32)
