"""In which examples the hand or body that a backbone looks for was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from understudy.evaluation.sentences import plural
from understudy.training.examples import ExampleSet

WHO: dict[str, str] = {"hand": "hand", "body": "person"}
"""What a backbone seeks, in words for people."""


@dataclass(frozen=True)
class Found:
    """How often something was looked for and found in examples of ordinary classes."""

    seeks: Literal["hand", "body"] | None
    count: int
    """Examples of ordinary classes."""
    missed: list[str]
    """The names of those in which it was not found."""

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
        return f"No {WHO[self.seeks]} was found in {of} of {plural(self.count, 'picture')}."

    def sentence_of_teaching(self) -> str | None:
        """Say it of examples that a model was taught, and what it made of them."""
        sentence = self.sentence()
        if sentence is None or self.seeks is None:
            return None
        said = sentence.removesuffix(".")
        if self.never:
            return (
                f"{said}, so that the model goes by the whole picture alone. Show it pictures with "
                f"a {WHO[self.seeks]}, or choose another backbone."
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
    seen = examples.features.seen.tolist()
    ordinary = [
        (name, found)
        for name, label, found in zip(examples.names, examples.labels, seen, strict=True)
        if label not in nothing
    ]
    return Found(seeks, len(ordinary), [name for name, found in ordinary if not found])
