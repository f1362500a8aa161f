"""In which examples the hand or body that a backbone looks for was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.sequences import sequences
from understudy.backbones.trajectory import FOUND
from understudy.evaluation.sentences import plural
from understudy.training.examples import ExampleSet
from understudy.training.gathering import NOUNS
from understudy.types import Features

WHO: dict[str, str] = {"hand": "hand", "body": "person"}
"""What a backbone seeks, in words for people."""
LEAST_OF_CLIP = 0.5
"""Share of the moments of a clip in which it has to be found: one or two are found by mistake."""


@dataclass(frozen=True)
class Found:
    """How often something was looked for and found in examples of ordinary classes."""

    seeks: Literal["hand", "body"] | None
    count: int
    """Examples of ordinary classes."""
    missed: list[str]
    """The names of those in which it was not found."""
    noun: str = "picture"
    """What one of them is called."""

    @property
    def share(self) -> float:
        """The share in which it was found, 0..1; 0 where there are no examples."""
        return 1 - len(self.missed) / self.count if self.count else 0.0

    @property
    def never(self) -> bool:
        """Whether it was looked for and found in none."""
        return self.seeks is not None and len(self.missed) == self.count > 0

    def sentence(self) -> str | None:
        """Say in how many examples it was not found, if in any."""
        if self.seeks is None or not self.missed:
            return None
        of = "any" if self.never else f"{len(self.missed):,}"
        return f"No {WHO[self.seeks]} was found in {of} of {plural(self.count, self.noun)}."

    def sentence_of_teaching(self) -> str | None:
        """Say it of examples that a model was taught, and what it made of them."""
        sentence = self.sentence()
        if sentence is None or self.seeks is None:
            return None
        said = sentence.removesuffix(".")
        if self.never:
            return (
                f"{said}, so that the model goes by the whole picture alone. Show it {self.noun}s "
                f"with a {WHO[self.seeks]}, or choose another backbone."
            )
        they = "it was" if len(self.missed) == 1 else "they were"
        return f"{said}; {they} taught from the rest of the picture."


def found_in(
    examples: ExampleSet, seeks: Literal["hand", "body"] | None, background: Iterable[str] = ()
) -> Found:
    """Return in which examples it was found; of background classes none has to show it.

    Parameters
    ----------
    examples
        Features of a backbone that seeks it.
    seeks
        As of the backbone.
    background
        Labels of classes that are nothing to react to, besides those the examples state.
    """
    nothing = {*background, *examples.background}
    seen = seen_in(examples.features).tolist()
    ordinary = [
        (name, found)
        for name, label, found in zip(examples.names, examples.labels, seen, strict=True)
        if label not in nothing
    ]
    missed = [name for name, found in ordinary if not found]
    return Found(seeks, len(ordinary), missed, NOUNS[examples.medium])


def seen_in(features: Features) -> NDArray[np.bool_]:
    """Return whether each row shows what is looked for [n]; a clip, in half of its moments."""
    places = sequences(features).get("place")
    if places is None:
        return features.seen
    return np.asarray(places[:, :, FOUND].mean(axis=1) >= LEAST_OF_CLIP)
