"""Heads on clips: what goes through moments is described first, and told by its description.

Any head learns from clips so, but for the networks that go through the moments themselves; of
those, only novelty is told by the description. `auto` on clips is the descriptor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from understudy.errors import DataError
from understudy.heads.auto import Auto
from understudy.heads.base import Doubles, Head
from understudy.heads.described import Described
from understudy.heads.description import Description
from understudy.heads.descriptor import Descriptor
from understudy.heads.novelty import Detector
from understudy.heads.recipes import KINDS, recipes
from understudy.heads.scorers import Scorer
from understudy.heads.sequence_input import in_portions
from understudy.heads.sequence_network import SequenceNetwork
from understudy.heads.statistics import Statistics
from understudy.onnx_graph import Graph
from understudy.project.splits import take_folds


@dataclass(frozen=True)
class DescribedScorer:
    """A scorer of descriptions, as one of clips."""

    description: Description
    scorer: Scorer

    def logits(self, X: Doubles) -> Doubles:
        """Return one number per row and class."""
        return in_portions(lambda rows: self.scorer.logits(self.description(rows)), X)

    def add_to(self, graph: Graph, features: str) -> str:
        """Add both to a graph."""
        return self.scorer.add_to(graph, self.description.add_to(graph, features))


@dataclass(frozen=True)
class DescribedDetector:
    """A detector of novelty in descriptions, as one in clips."""

    description: Description
    detector: Detector

    def novelty(self, X: Doubles) -> Doubles:
        """Return novelty 0..1 for rows [n, d]."""
        return in_portions(lambda rows: self.detector.novelty(self.description(rows)), X)

    def add_to(self, graph: Graph, features: str) -> str:
        """Add both to a graph, in which equal computations become one when it is loaded."""
        return self.detector.add_to(graph, self.description.add_to(graph, features))


def fit(head: Head) -> None:
    """Fit a head that has its examples and classes.

    Raises
    ------
    DataError
        The features do not go through moments, or not in blocks that are known here.
    """
    if isinstance(head, Auto):
        _fit_descriptor(head)
        return
    examples = head._examples
    if not examples.moments:
        raise DataError(
            f"The head {head.name!r} learns from clips, and these features do not go through "
            "moments. Use it with the backbone 'actions', or choose another head."
        )
    y = np.searchsorted(head.classes_, examples.y)
    folds = take_folds(y, examples.units)
    described = Described.of(examples, KINDS)
    if not described.parts:
        raise DataError(
            f"These clips have the blocks {', '.join(examples.moments)}; at least one of "
            f"{', '.join(KINDS)} is needed."
        )
    if isinstance(head, Descriptor):
        recipe = head.choose(described, y, len(head.classes_), examples.units, folds)
    else:
        recipe = next(iter(recipes(examples.moments).values()))
    description, rows = described.rows(recipe)
    others = head._others
    if others is not None:
        head._others = description(others)
    head._fit(Statistics.of(rows, y, len(head.classes_), examples.units, folds))
    head._others = others
    head.novelty_ = DescribedDetector(description, head.novelty_)
    if not isinstance(head, SequenceNetwork):
        head.scorer_ = DescribedScorer(description, head.scorer_)


def _fit_descriptor(head: Auto) -> None:
    """Make of `auto` what the descriptor learns."""
    chosen = Descriptor()
    vars(chosen).update(vars(head) | vars(chosen))
    fit(chosen)
    vars(head).update((name, value) for name, value in vars(chosen).items() if name[-1] == "_")
