"""Two heads in one, for features of which a part may be missing: the pose of a hand or body.

Where the pose was found, the head itself decides, from the pose and the picture around it. With
few takes the picture misleads (it shows the room), so that until a class has enough takes on
average it counts only their share of enough: `Head.takes_for_scene`. Strangeness is that of the
pose alone: a known gesture in another room is known.

Where it was not found, a discriminant on the picture alone says what is most probable, and the
input is unknown, unless the class that wins was itself taught without a pose, such as "nothing".
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from understudy.heads.base import Doubles, Floats, Head, Ints
from understudy.heads.discriminant import Discriminant
from understudy.heads.held_out import HeldOut
from understudy.heads.statistics import takes_per_class
from understudy.onnx_graph import BOOL, Graph

Values = TypeVar("Values", NDArray[np.float32], NDArray[np.float64])

MOSTLY = 0.5
"""Share of a class's examples without a pose from which on it may be known without one."""


@dataclass(frozen=True)
class Parts:
    """What a head is made of when it was fitted to features with a pose."""

    pose: slice
    scene_weight: float
    """What the columns before the pose are multiplied by for `posed`."""
    posed: Head | None
    """For inputs with a pose; None where no example has one."""
    plain: Head
    """For the others, on the columns before the pose."""
    posed_classes: Ints
    """Which of all classes each class of `posed` is."""
    poseless: NDArray[np.bool_]
    """Which classes were taught without a pose [classes]."""

    def answer(self, X: Doubles) -> tuple[Floats, Floats]:
        """Return probabilities [n, classes] and novelty [n] of rows [n, d]."""
        seen = has_pose(X, self.pose) & (self.posed is not None)
        probabilities = np.zeros((len(X), len(self.poseless)), np.float32)
        novelty = np.zeros(len(X), np.float32)
        if self.posed is not None and seen.any():
            rows = weighted(X[seen], self.pose, self.scene_weight)
            probabilities[np.ix_(seen, self.posed_classes)] = self.posed.predict_proba(rows)
            novelty[seen] = self.posed.novelty(rows)
        if not seen.all():
            rows = X[~seen, : self.pose.start]
            probabilities[~seen] = self.plain.predict_proba(rows)
            novelty[~seen] = self.plain.novelty(rows)
            novelty[~seen & ~self.poseless[probabilities.argmax(axis=1)]] = 1
        return probabilities, novelty

    def held_out(self, seen: NDArray[np.bool_]) -> HeldOut | None:
        """Return what each part said of the rows that it will answer for; `seen` are all rows'."""
        places, found = [], []
        if self.posed is not None and self.posed.held_out_ is not None:
            held = self.posed.held_out_
            spread = np.zeros((len(held.rows), len(self.poseless)), np.float32)
            spread[:, self.posed_classes] = held.probabilities
            places.append(np.flatnonzero(seen)[held.rows])
            found.append((held.folds, spread, held.novelty))
        if self.plain.held_out_ is not None:
            held = self.plain.held_out_
            # As many folds as of the other part, so that neither counts for more.
            folds = np.unique(held.folds)[: (self.posed or self.plain).calibration_folds]
            own = ~seen[held.rows] & np.isin(held.folds, folds)
            known = self.poseless[held.probabilities.argmax(axis=1)]
            places.append(held.rows[own])
            novelty = np.where(known, held.novelty, np.float32(1))[own]
            found.append((held.folds[own], held.probabilities[own], novelty))
        rows = np.concatenate([*places, np.zeros(0, np.int64)])
        if not len(rows):
            return None
        folds, probabilities, novelty = (
            np.concatenate(parts) for parts in zip(*found, strict=True)
        )
        order = np.argsort(rows)
        return HeldOut(rows[order], folds[order], probabilities[order], novelty[order])

    def add_to(self, graph: Graph, features: str) -> tuple[str, str]:
        """Add the same computation to a graph."""
        axis = graph.constant([1], np.int64)
        ends = [graph.constant([end], np.int64) for end in (0, self.pose.start, self.pose.stop)]
        scene = graph.add("Slice", features, ends[0], ends[1], axis)
        probabilities, novelty = self.plain.add_to(graph, scene)
        winner = graph.add("ArgMax", probabilities, axis=1, keepdims=0)
        known = graph.add("Gather", graph.constant(self.poseless), winner)
        novelty = graph.add("Where", known, novelty, graph.constant(1.0, np.float64))
        if self.posed is None:
            return probabilities, novelty
        pose = graph.add("Slice", features, ends[1], ends[2], axis)
        longest = graph.add("ReduceMax", graph.add("Abs", pose), axis, keepdims=1)
        seen = graph.add("Cast", longest, to=BOOL)
        lighter = graph.add("Mul", scene, graph.constant(self.scene_weight, np.float64))
        of_posed, novelty_of_posed = self.posed.add_to(
            graph, graph.add("Concat", lighter, pose, axis=1)
        )
        place = np.eye(len(self.poseless))[self.posed_classes]
        among_all = graph.add("MatMul", of_posed, graph.constant(place))
        return (
            graph.add("Where", seen, among_all, probabilities),
            graph.add("Where", graph.add("Squeeze", seen, axis), novelty_of_posed, novelty),
        )


def fit(head: Head, earlier: Parts | None) -> None:
    """Fit a head that has its examples and classes; `earlier` are its parts on fewer rows."""
    examples, classes = head._examples, len(head.classes_)
    X, y, units, pose = examples.X, examples.y, examples.units, examples.pose
    assert pose is not None
    indices = np.searchsorted(head.classes_, y)
    seen = has_pose(X, pose)
    takes = float(takes_per_class(indices, units).mean())
    weight = min(1.0, takes / head.takes_for_scene)
    counts = np.bincount(indices, minlength=classes)
    poseless = np.bincount(indices[~seen], minlength=classes) >= MOSTLY * counts

    posed = None
    if seen.any():
        shown = len(np.unique(indices[seen]))
        able = shown >= head.fewest_classes or len(counts) < head.fewest_classes
        new = copy.copy(head) if able else Discriminant()  # which has nothing to choose from
        new.known_share, new.strange_pose = head.known_share, pose
        same = earlier is not None and earlier.scene_weight == weight
        posed, begin = _begin(new, earlier.posed if earlier is not None and same else None)
        rows = np.flatnonzero(seen)[begin:]
        if len(rows):
            posed.partial_fit(weighted(X[rows], pose, weight), y[rows], units[rows])
    stand_in = copy.copy(head) if posed is None else Discriminant()
    stand_in.known_share = head.known_share
    stand_in.all_is_new = not poseless.any()
    alike = earlier is not None and (earlier.posed is None) == (posed is None)
    before = earlier.plain if earlier is not None and alike else None
    plain, _ = _begin(stand_in, before)
    plain._refit(examples.first_columns(pose.start), {}, before and plain)

    fitted = plain if posed is None else posed
    learned = {name: value for name, value in vars(fitted).items() if name.endswith("_")}
    own = np.arange(classes) if posed is None else np.searchsorted(head.classes_, posed.classes_)
    parts = Parts(pose, weight, posed, plain, own, poseless)
    vars(head).update(learned | {"classes_": head.classes_, "held_out_": parts.held_out(seen)})
    head._parts = parts


def has_pose(X: Values, pose: slice) -> NDArray[np.bool_]:
    """Return whether each row [n, d] has a pose."""
    found: NDArray[np.bool_] = (X[:, pose] != 0).any(axis=1)
    return found


def weighted(X: Values, pose: slice, scene_weight: float) -> Values:
    """Return rows [n, d] with the columns before the pose multiplied."""
    rows = X.copy()
    rows[:, : pose.start] *= scene_weight
    return rows


def _begin(new: Head, earlier: Head | None) -> tuple[Head, int]:
    """Return the head to go on with, set as the new one is, and how many rows it knows already."""
    if earlier is None or type(earlier) is not type(new):
        if hasattr(new, "_examples"):
            del new._examples
        return new, 0
    begun = copy.copy(earlier)
    vars(begun).update((n, v) for n, v in vars(new).items() if n[0] != "_" and n[-1] != "_")
    return begun, len(earlier._examples.X)
