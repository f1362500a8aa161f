"""Says whether an input looks like anything taught.

In the space of the whitened discriminant, with d1 and d2 the squared Mahalanobis distances to
the nearest and second nearest class, strangeness is 2 d1 - d2: far from every class, or between
two. On photos d2 - 2 d1 tells unknown from known better than distance, cosine or the
highest probability: benchmarks/results/novelty.md. With one class, the second is the mean of the
background, which is the origin of whitened features. Of a pose, which has no background, d1
alone is better: near AUROC at K = 20 with one class of digits taught 0.99 instead of 0.90.

The threshold lets a stated share of held-out takes pass. Where every class has one take there is
nothing held out, and a threshold measured on the development sets is used; of sounds, which are
made anew each time, examples are held out instead, and it is the highest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from understudy.heads.discriminant_solver import solve
from understudy.heads.scorers import Linear
from understudy.heads.statistics import Statistics
from understudy.heads.usual import USUAL, Usual
from understudy.onnx_graph import DOUBLE, FLOAT, Graph

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

BETA = 10.0  # weight of the within-class covariance; 1 to 30 is nearly flat
SHARE = 0.95  # of the taught kind that is to pass as known

# For lack of held-out takes, of a pose; measured on the development sets as those of `usual`.
USUAL_THRESHOLD_POSE = 1.4
USUAL_SPREAD = 0.5
ONE_TAKE_SHRINKAGE = 0.65  # strangeness falls so much when a class gets its second take
SMALLEST_SPREAD = 0.02
MOST_STEPS = 14.0  # spreads from the threshold; keeps very strange apart from strange in float32
ENOUGH_FOR_QUANTILE = 100  # held-out takes; with fewer, a normal distribution is assumed


@dataclass(frozen=True)
class Novelty:
    """Features to a number 0..1: higher is stranger, 0.5 is the threshold."""

    scores: Linear
    """(x' S^-1 m_c - m_c' S^-1 m_c / 2) for each class c."""
    directions: NDArray[np.float16]  # [d, k]: T with S^-1 = I - T T'
    unit: float  # variance of a feature times d
    threshold: float = 0.0
    spread: float = 1.0
    pose: slice | None = None
    """The columns that count, those of a pose, and then d1 alone; None where all do."""

    @property
    def classes(self) -> int:
        """Number of classes."""
        return len(self.scores.bias)

    def strangeness(self, X: Doubles) -> Doubles:
        """Return (2 d1 - d2) / unit, or d1 / unit of a pose, for rows [n, d]."""
        if self.pose is not None:
            X = X[:, self.pose]
        along = (X.astype(np.float32) @ self.directions.astype(np.float32)).astype(np.float64)
        own = (X * X).sum(axis=1) - (along * along).sum(axis=1)
        distances = own[:, np.newaxis] - 2 * self.scores.logits(X)
        return _strangeness(distances, own, self.pose) / self.unit

    def novelty(self, X: Doubles) -> Doubles:
        """Return novelty 0..1 for rows [n, d]."""
        return self.from_strangeness(self.strangeness(X))

    def from_strangeness(self, strangeness: Doubles) -> Doubles:
        """Return novelty 0..1 of strangeness."""
        steps = np.clip((strangeness - self.threshold) / self.spread, -MOST_STEPS, MOST_STEPS)
        novelty: Doubles = 1 / (1 + np.exp(-steps))
        return novelty

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same computation to a graph."""
        axis = graph.constant([1], np.int64)
        if self.pose is not None:
            start, stop = (
                graph.constant([end], np.int64) for end in (self.pose.start, self.pose.stop)
            )
            features = graph.add("Slice", features, start, stop, axis)
        # In float32: there are many directions, and their products need no more.
        directions = graph.add("Cast", graph.constant(self.directions), to=FLOAT)
        single = graph.add("Cast", features, to=FLOAT)
        along = graph.add("Cast", graph.add("MatMul", single, directions), to=DOUBLE)
        length, less = (
            graph.add("ReduceSumSquare", value, axis, keepdims=1) for value in (features, along)
        )
        own = graph.add("Sub", length, less)
        two = graph.constant(2.0, np.float64)
        scores = self.scores.add_to(graph, features)
        distances = graph.add("Sub", own, graph.add("Mul", scores, two))
        strange = self._add_strangeness(graph, distances, own)
        scale = 1 / (self.unit * self.spread)
        steps = graph.add("Sub",
            graph.add("Mul", strange, graph.constant(scale, np.float64)),
            graph.constant(self.threshold / self.spread, np.float64),
        )  # fmt: skip
        low, high = (graph.constant(limit, np.float64) for limit in (-MOST_STEPS, MOST_STEPS))
        novelty = graph.add("Sigmoid", graph.add("Clip", steps, low, high))
        return graph.add("Squeeze", novelty, axis)

    def _add_strangeness(self, graph: Graph, distances: str, own: str) -> str:
        if self.pose is not None:
            return graph.add("ReduceMin", distances, graph.constant([1], np.int64), keepdims=1)
        count = graph.constant([min(2, self.classes)], np.int64)
        nearest, _ = graph.add_many("TopK", distances, count, names=(None, None), axis=1, largest=0)
        if self.classes > 1:
            first, second = graph.add_many(
                "Split", nearest, names=(None, None), axis=1, num_outputs=2
            )
        else:
            first, second = nearest, own
        two = graph.constant(2.0, np.float64)
        return graph.add("Sub", graph.add("Mul", first, two), second)


class Detector(Protocol):
    """Features [n, d] to novelty [n], 0..1."""

    def novelty(self, X: Doubles) -> Doubles:
        """Return novelty 0..1 for rows [n, d]."""
        ...

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same computation to a graph."""
        ...


@dataclass(frozen=True)
class AllNew:
    """To which nothing is known."""

    def novelty(self, X: Doubles) -> Doubles:
        """Return 1 for each row."""
        return np.ones(len(X))

    def add_to(self, graph: Graph, features: str) -> str:
        """Add a 1 to a graph, which counts for every row."""
        return graph.constant(1.0, np.float64)


@dataclass(frozen=True)
class FittedNovelty:
    """A novelty detector and what it said of the takes left out when fitting it."""

    detector: Detector
    held_out: Doubles = field(repr=False)
    """Novelty [n] of held-out rows; NaN for rows never held out."""


def fit(
    statistics: Statistics,
    takes_per_class: int,
    share: float = SHARE,
    pose: slice | None = None,
    usual: Usual = USUAL["picture"],
) -> FittedNovelty:
    """Fit a detector to the examples.

    Parameters
    ----------
    statistics
        Of the examples.
    takes_per_class
        Of the class with the fewest that is tested; decides how much held-out takes tell.
    share
        Of the taught kind that is to pass, 0..1.
    pose
        Where in the rows that will be judged the columns of these statistics are, if those are of
        a pose; None if they are of the whole rows.
    usual
        What to expect of things of their kind.
    """
    unit = statistics.variance * statistics.dimensions
    strangeness = _held_out(statistics, pose, usual) / unit
    threshold, spread = _threshold(
        strangeness[statistics.tested],
        statistics.classes,
        len(np.unique(statistics.units[statistics.tested])),
        takes_per_class,
        share,
        pose,
        usual,
    )
    if usual.anew and not statistics.tested.any():
        threshold = min(threshold, _within_takes(statistics, share, pose, usual))
    solution = solve(statistics, BETA, most=usual.exemplars)
    detector = Novelty(
        Linear(solution.weights.astype(np.float32), solution.bias.astype(np.float32)),
        solution.directions.astype(np.float16),
        unit,
        threshold,
        spread,
        pose,
    )
    return FittedNovelty(detector, detector.from_strangeness(strangeness))


def _held_out(statistics: Statistics, pose: slice | None, usual: Usual) -> Doubles:
    """Return the strangeness [n] of rows held out, not yet divided; NaN for the others."""
    strangeness = np.full(len(statistics.y), np.nan)
    for fold in statistics.tested_folds:
        solution = solve(statistics, BETA, fold, usual.exemplars)
        own = solution.held_out_lengths()
        distances = own[:, np.newaxis] - 2 * solution.held_out_scores()
        strangeness[statistics.folds == fold] = _strangeness(distances, own, pose)
    return strangeness


def _within_takes(statistics: Statistics, share: float, pose: slice | None, usual: Usual) -> float:
    """Return the threshold that a share of the examples of each take pass, told by the others.

    Infinite where no class has two examples.
    """
    apart = statistics.of_examples()
    held_out = _held_out(apart, pose, usual)[apart.tested] / (apart.variance * apart.dimensions)
    if len(held_out) == 0:
        return math.inf
    spread = max(float(held_out.std()), SMALLEST_SPREAD)
    limit = float(held_out.mean()) + prediction_limit(share, len(held_out)) * spread
    return max(limit, usual.tightest)


def _threshold(
    held_out: Doubles,
    classes: int,
    takes: int,
    takes_per_class: int,
    share: float,
    pose: slice | None,
    usual: Usual,
) -> tuple[float, float]:
    if len(held_out) == 0:
        if pose is not None:
            return USUAL_THRESHOLD_POSE, USUAL_SPREAD
        return usual.threshold if classes > 1 else usual.threshold_one_class, USUAL_SPREAD
    spread = max(float(held_out.std()), SMALLEST_SPREAD)
    if takes >= ENOUGH_FOR_QUANTILE:
        threshold = float(np.quantile(held_out, share))
    else:
        threshold = float(held_out.mean()) + prediction_limit(share, takes) * spread
    if pose is None and classes > 1 and takes_per_class == 2 and threshold > 0:
        # Held-out takes were judged by a model of one take a class: stranger than they will be.
        threshold *= ONE_TAKE_SHRINKAGE
    return max(threshold, usual.tightest), spread


def prediction_limit(share: float, n: int) -> float:
    """Return how many standard deviations above the mean of n values `share` of new ones lie.

    The limit of a one-sided prediction interval of a normal distribution, t * sqrt(1 + 1 / n),
    with the quantile t of Student's distribution from Abramowitz and Stegun, 26.7.5.
    """
    z, freedom = NormalDist().inv_cdf(share), max(1, n - 1)
    t = z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return t * float(np.sqrt(1 + 1 / n))


def _strangeness(distances: Doubles, own: Doubles, pose: slice | None) -> Doubles:
    """Return 2 d1 - d2 of distances [n, classes], d1 of those of a pose.

    `own` [n] is the distance to the origin.
    """
    if pose is not None:
        closest: Doubles = distances.min(axis=1)
        return closest
    if distances.shape[1] == 1:
        return 2 * distances[:, 0] - own
    nearest = np.partition(distances, 1, axis=1)[:, :2]
    strange: Doubles = 2 * nearest[:, 0] - nearest[:, 1]
    return strange
