"""Keeps what is like the examples, but none of them, from being known: other words.

How much closer an input is to a class is its cosine with the mean of the class, less its mean
cosine with the five nearest of the others. Each class has a threshold, which lets a stated share of
its held-out takes pass, and never asks for more than is usual: somebody else who says a taught
word is less close than who taught it. A class that is itself like the others, such as a hum among
noises, asks for less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understudy.heads.novelty import (
    MOST_STEPS,
    Detector,
    FittedNovelty,
    prediction_limit,
)
from understudy.heads.scorers import SMALLEST_LENGTH, double
from understudy.heads.statistics import Statistics
from understudy.onnx_graph import Graph

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

NEAREST = 5  # of the others; one alone may happen to sound like a taught word
USUAL_THRESHOLD = 0.06
"""Of how much closer. Taught spoken digits are 0.2 to 0.4 closer by the same person and 0 to 0.3 by
others, digits that were not taught -0.2 to 0.15, other words -0.3 to 0.05."""
OF_ONE_TAKE = 0.1  # by how much examples of one take are closer to each other than new ones are
SPREAD = 0.03  # how soon novelty goes from 0.5 to 0 or 1


@dataclass(frozen=True)
class Gate:
    """Features to a number 0..1: above 0.5 they are more like the others."""

    means: Floats  # [classes, d], each of length 1
    thresholds: Floats  # [classes]
    others: NDArray[np.float16]  # [m, d], each of length 1

    def novelty(self, X: Doubles) -> Doubles:
        """Return novelty 0..1 for rows [n, d]."""
        unit = unit_rows(X)
        own = unit @ self.means.astype(np.float64).T - self.thresholds.astype(np.float64)
        return from_closeness(own.max(axis=1) - to_others(unit, self.others))

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same computation to a graph."""
        axis = graph.constant([1], np.int64)
        length = graph.add("ReduceL2", features, axis, keepdims=1)
        length = graph.add("Add", length, graph.constant(SMALLEST_LENGTH, np.float64))
        unit = graph.add("Div", features, length)
        own = graph.add("MatMul", unit, double(graph, self.means.T))
        own = graph.add("Sub", own, double(graph, self.thresholds))
        near = graph.add("MatMul", unit, double(graph, self.others.T))
        count = graph.constant([min(NEAREST, len(self.others))], np.int64)
        nearest, _ = graph.add_many("TopK", near, count, names=(None, None), axis=1)
        closest = graph.add("ReduceMax", own, axis, keepdims=0)
        less = graph.add("Sub", graph.add("ReduceMean", nearest, axis, keepdims=0), closest)
        steps = graph.add("Div", less, graph.constant(SPREAD, np.float64))
        low, high = (graph.constant(limit, np.float64) for limit in (-MOST_STEPS, MOST_STEPS))
        return graph.add("Sigmoid", graph.add("Clip", steps, low, high))


@dataclass(frozen=True)
class Both:
    """The larger of two novelties."""

    own: Detector
    gate: Gate

    def novelty(self, X: Doubles) -> Doubles:
        """Return novelty 0..1 for rows [n, d]."""
        larger: Doubles = np.maximum(self.own.novelty(X), self.gate.novelty(X))
        return larger

    def add_to(self, graph: Graph, features: str) -> str:
        """Add the same computation to a graph."""
        return graph.add("Max", self.own.add_to(graph, features), self.gate.add_to(graph, features))


def heed_others(
    fitted: FittedNovelty, statistics: Statistics, others: Floats, share: float
) -> FittedNovelty:
    """Return a novelty detector that heeds the others too.

    Parameters
    ----------
    fitted
        The one that knows the examples alone.
    statistics
        Of the examples.
    others
        Rows [m, d] that are none of them.
    share
        Of the taught kind that is to pass, 0..1.
    """
    stored = unit_rows(others.astype(np.float64)).astype(np.float16)
    unit, y = unit_rows(statistics.X.astype(np.float64)), statistics.y
    away = to_others(unit, stored)
    close = np.full((len(y), statistics.classes), np.nan)  # to classes without the row's fold
    for fold in statistics.tested_folds:
        rows = statistics.folds == fold
        close[rows] = unit[rows] @ class_means(statistics, ~rows).T - away[rows, np.newaxis]
    thresholds = np.array([
        class_threshold(statistics, label, close[:, label], away, share)
        for label in range(statistics.classes)
    ])  # fmt: skip
    means = class_means(statistics, np.ones(len(y), np.bool_))
    gate = Gate(means.astype(np.float32), thresholds.astype(np.float32), stored)
    held_out = from_closeness((close - thresholds).max(axis=1))
    return FittedNovelty(Both(fitted.detector, gate), np.maximum(fitted.held_out, held_out))


def class_threshold(
    statistics: Statistics, label: int, close: Doubles, away: Doubles, share: float
) -> float:
    """Return how much closer than to the others an input must be to a class.

    Parameters
    ----------
    statistics
        Of the examples.
    label
        Which class.
    close
        How much closer rows [n] are to it, where its mean is of other folds.
    away
        Their mean cosine with the nearest others [n].
    share
        Of the class that is to pass, 0..1.
    """
    own = statistics.y == label
    held = own & statistics.tested
    if held.any():
        found, takes = close[held], len(np.unique(statistics.units[held]))
        least = float(found.mean()) - prediction_limit(share, takes) * float(found.std())
    elif own.sum() > 1:
        X = statistics.X[own].astype(np.float64)
        without = unit_rows(X.sum(axis=0) - X)  # the direction of the mean of the other rows
        found = (unit_rows(X) * without).sum(axis=1) - away[own]
        least = float(found.mean()) - 2 * float(found.std()) - OF_ONE_TAKE
    else:
        return USUAL_THRESHOLD
    return min(USUAL_THRESHOLD, least)


def to_others(unit: Doubles, others: NDArray[np.float16]) -> Doubles:
    """Return the mean cosine of rows [n, d] of length 1 with the nearest of the others [n]."""
    near = np.sort(unit @ others.astype(np.float64).T, axis=1)[:, -NEAREST:]
    mean: Doubles = near.mean(axis=1)
    return mean


def from_closeness(close: Doubles) -> Doubles:
    """Return novelty 0..1 of how much closer than the threshold rows are."""
    novelty: Doubles = 1 / (1 + np.exp(np.clip(close / SPREAD, -MOST_STEPS, MOST_STEPS)))
    return novelty


def class_means(statistics: Statistics, rows: NDArray[np.bool_]) -> Doubles:
    """Return the direction of the mean of each class [classes, d], of these rows of it."""
    sums = np.zeros((statistics.classes, statistics.dimensions))
    np.add.at(sums, statistics.y[rows], statistics.X[rows].astype(np.float64))
    return unit_rows(sums)


def unit_rows(X: Doubles) -> Doubles:
    """Return rows [n, d] scaled to length 1."""
    unit: Doubles = X / (np.sqrt((X * X).sum(axis=1, keepdims=True)) + SMALLEST_LENGTH)
    return unit
