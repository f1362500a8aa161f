"""Networks that go through the moments of a clip: what article F announced.

| network | what it says of a clip |
|---|---|
| `lstm` | LSTM of 64 units: mean and last of its states |
| `gru` | the same with a GRU |
| `temporal-conv` | two convolutions over 3 moments, the second dilated by 2: mean and maximum |

Then a dense layer and softmax. Trained with Adam, 0.003, weight decay 0.0001, a share of 0.3 of the
inputs and of what goes into the dense layer dropped, on the examples and on each a little
earlier, later, slower and faster. A fifth of the takes of each class says when to stop, where all
have five. With few clips the descriptor is better: docs/decisions/actions.md.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.errors import Cancelled, DataError, UnderstudyError, require
from understudy.heads.base import Floats, Head, Ints
from understudy.heads.dense import Step, at_least_one, shuffled_batches
from understudy.heads.scorers import Linear, Scorer
from understudy.heads.sequence_input import SequenceInput, at_speed, moved
from understudy.heads.sequence_scorers import Convolution, Recurrent
from understudy.heads.statistics import Statistics

UNITS, LEARNING_RATE, BATCH = 64, 3e-3, 64
WEIGHT_DECAY, DROPPED = 1e-4, 0.3
EPOCHS = 120
UNWATCHED_EPOCHS = 50
"""Where no takes are held back to say when to stop."""
WATCHED_EVERY, PATIENCE = 3, 24  # epochs
FEWEST_WATCHED = 5  # takes of a class, of which the fifth is held back
SHIFTS, SPEEDS = (1, -1, 2, -2), (0.85, 1.18)  # moments; times as fast
DILATIONS = (1, 2)  # moments, of the two convolutions


class SequenceNetwork(Head):
    """A network that goes through the moments of a clip, trained with PyTorch."""

    calibration_folds = 1
    closed_form = False
    of_clips = True

    def __init__(
        self,
        units: int = UNITS,
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
        units
            Width of the state, or of the convolutions.
        learning_rate
            Adam's, above 0.
        epochs
            How often all examples are gone through at most.
        batch
            Examples per step.
        seed
            Of the initial weights, of what is dropped, and of the order of examples.
        on_batch
            Called after every batch of the training proper (not of that for calibration).
        cancelled
            Asked after every batch; if it says yes, `fit` raises `understudy.errors.Cancelled` and
            leaves the head as it was.
        """
        self.units, self.learning_rate, self.epochs = units, learning_rate, epochs
        self.batch, self.seed = batch, seed
        self.on_batch, self.cancelled = on_batch, cancelled
        if not (learning_rate > 0 and np.isfinite(learning_rate)):
            raise UnderstudyError(f"learning_rate is {learning_rate}; it must be above 0.")
        for setting, value in (("units", units), ("epochs", epochs), ("batch", batch)):
            if not at_least_one(value):
                raise UnderstudyError(f"{setting} is {value}; it must be a whole number from 1 up.")

    def train(self, statistics: Statistics, *, fold: int | None = None) -> Scorer:
        """Train from new weights, on the clips that the statistics are of.

        Raises
        ------
        MissingExtraError
            PyTorch is not installed.
        """
        torch = require("torch", extra="neural", purpose=f"train the head {self.name!r}")
        examples = self._examples
        kept = np.ones(len(statistics.y), np.bool_) if fold is None else statistics.folds != fold
        given = SequenceInput.of(examples.blocks, examples.moments)
        sequences, y = given.sequences(self._rows(statistics)[kept]), statistics.y[kept]
        watched = held_back(y, statistics.units[kept], self.seed)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            network = _network(torch, self.name, given.width, self.units, statistics.classes)
            self._fit_network(torch, network, sequences, y, watched, fold is None)
        found = {name: value.numpy().copy() for name, value in network.state_dict().items()}
        if not all(np.isfinite(value).all() for value in found.values()):
            raise DataError(
                f"Training ran away to infinity with a learning_rate of {self.learning_rate:g}; "
                "choose a smaller one."
            )
        return _scorer(given, found)

    def _rows(self, statistics: Statistics) -> Floats:
        """Return the clips themselves: what is said of them has no order in time."""
        return self._examples.X

    def _fit_network(
        self, torch: Any, network: Any, X: Floats, y: Ints, watched: NDArray[np.bool_], proper: bool
    ) -> None:
        """Train until the takes held back are best told, or all epochs are over."""
        inputs, labels = varied(X[~watched], y[~watched])
        images, targets = torch.from_numpy(inputs), torch.from_numpy(labels)
        test, truth = torch.from_numpy(X[watched]), torch.from_numpy(y[watched])
        adam = torch.optim.Adam(
            network.parameters(), lr=self.learning_rate, weight_decay=WEIGHT_DECAY
        )
        random = np.random.default_rng(self.seed)
        epochs = self.epochs if watched.any() else min(self.epochs, UNWATCHED_EPOCHS)
        batches = -(-len(labels) // self.batch)
        least, best, best_epoch = np.inf, None, 0
        for epoch in range(epochs):
            network.train()
            for number, rows in enumerate(shuffled_batches(len(labels), self.batch, random)):
                loss, right = _step(torch, network, adam, images[rows], targets[rows])
                if self.on_batch is not None and proper:
                    self.on_batch(Step(epoch + 1, epochs, number + 1, batches, loss, right))
                if self.cancelled is not None and self.cancelled():
                    raise Cancelled("Training was cancelled; the head is as it was before.")
            network.eval()
            if not watched.any() or (epoch + 1) % WATCHED_EVERY:
                continue
            with torch.no_grad():
                found = float(torch.nn.functional.cross_entropy(network(test), truth))
            if found < least:
                least, best, best_epoch = found, copy.deepcopy(network.state_dict()), epoch
            elif epoch - best_epoch > PATIENCE:
                break
        if best is not None:
            network.load_state_dict(best)


class LSTM(SequenceNetwork):
    """A long short-term memory."""

    name = "lstm"


class GRU(SequenceNetwork):
    """A gated recurrent unit."""

    name = "gru"


class TemporalConv(SequenceNetwork):
    """Convolutions over time."""

    name = "temporal-conv"


def held_back(y: Ints, units: Ints, seed: int) -> NDArray[np.bool_]:
    """Return which rows [n] say when to stop: of each class the takes of a fifth, if all have five.

    A take is of the class of its first row. What follows are its examples over again, some of them
    as background (`training.shifting`): the whole take is held back, or nothing of it.
    """
    takes, first = np.unique(units, return_index=True)
    chosen: list[Ints] = []
    random = np.random.default_rng(seed)
    for label in np.unique(y):
        own = takes[y[first] == label]
        if len(own) < FEWEST_WATCHED:
            return np.zeros(len(y), np.bool_)
        chosen.append(random.permutation(own)[: len(own) // FEWEST_WATCHED])
    return np.isin(units, np.concatenate(chosen))


def varied(sequences: Floats, y: Ints) -> tuple[Floats, Ints]:
    """Return sequences as they are, shifted and at other speeds, and their labels."""
    kinds = [sequences, *(moved(sequences, by) for by in SHIFTS)]
    kinds += [at_speed(sequences, speed) for speed in SPEEDS]
    return np.concatenate(kinds), np.tile(y, len(kinds))


def _network(torch: Any, kind: str, width: int, units: int, classes: int) -> Any:
    nn = torch.nn

    class Network(nn.Module):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.dropout = nn.Dropout(DROPPED)
            if kind == TemporalConv.name:
                first, second = DILATIONS
                self.first = nn.Conv1d(width, units, 3, padding=first, dilation=first)
                self.second = nn.Conv1d(units, units, 3, padding=second, dilation=second)
            else:
                layer = nn.LSTM if kind == LSTM.name else nn.GRU
                self.recurrent = layer(width, units, batch_first=True)
            self.dense = nn.Linear(2 * units, classes)

        def forward(self, x: Any) -> Any:
            x = self.dropout(x)
            if kind == TemporalConv.name:
                values = self.dropout(torch.relu(self.first(x.transpose(1, 2))))
                values = torch.relu(self.second(values))
                seen = torch.cat([values.mean(2), values.amax(2)], 1)
            else:
                states = self.recurrent(x)[0]
                seen = torch.cat([states.mean(1), states[:, -1]], 1)
            return self.dense(self.dropout(seen))

    return Network()


def _step(torch: Any, network: Any, adam: Any, X: Any, y: Any) -> tuple[float, float]:
    """Take one step of Adam; return loss and accuracy before it."""
    logits = network(X)
    loss = torch.nn.functional.cross_entropy(logits, y)
    adam.zero_grad()
    loss.backward()
    adam.step()
    return float(loss.detach()), float((logits.argmax(dim=1) == y).float().mean())


def _scorer(given: SequenceInput, found: dict[str, Floats]) -> Scorer:
    """Return a trained network, from the names that PyTorch gives to its weights."""

    def linear(weights: str, bias: str) -> Linear:
        return Linear(np.ascontiguousarray(found[weights].T), found[bias])

    dense = linear("dense.weight", "dense.bias")
    if "first.weight" not in found:
        of_input, of_state = (
            linear(f"recurrent.weight_{of}_l0", f"recurrent.bias_{of}_l0") for of in ("ih", "hh")
        )
        return Recurrent(given, of_input, of_state, dense)
    layers = [
        Linear(
            np.concatenate(found[f"{name}.weight"].transpose(2, 1, 0)), found[f"{name}.bias"]
        )
        for name in ("first", "second")
    ]  # fmt: skip
    return Convolution(given, tuple(zip(layers, DILATIONS, strict=True)), dense)
