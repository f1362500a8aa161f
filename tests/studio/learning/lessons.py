"""Lessons without a project, for tests of what is made from them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.studio.learning.teaching import BACKBONE, draw
from understudy.project.records import Example
from understudy.studio.learning.choice import USUAL, Choice
from understudy.studio.learning.fitting import Fitted, fit
from understudy.studio.learning.lesson import Lesson
from understudy.types import Features

FRAMES = 3


class Drawn:
    """Features of examples that are drawn when asked for, in place of `ExampleFeatures`."""

    others = None
    backbone = BACKBONE

    def __init__(self, shown: dict[str, str]) -> None:
        self._shown = shown  # take -> what it shows

    def of(self, examples: Sequence[Example]) -> Features:
        """Return the features of examples."""
        return BACKBONE.embed([draw(self._shown[one.take], one.number) for one in examples])


def lesson_of(*takes: tuple[str, str]) -> tuple[Lesson, Drawn]:
    """Return the lesson of takes, each of a class and showing something, and its features."""
    names = [f"t{number}" for number in range(len(takes))]
    examples = tuple(
        Example(f"{name}-{number}", class_id, name, number, Path(name), 1, 1)
        for name, (class_id, _) in zip(names, takes, strict=True)
        for number in range(FRAMES)
    )
    shown = {name: shows for name, (_, shows) in zip(names, takes, strict=True)}
    return Lesson(examples, tuple(one.take for one in examples)), Drawn(shown)


def fitted_to(*takes: tuple[str, str], choice: Choice = USUAL) -> Fitted:
    """Return a head fitted to takes."""
    lesson, drawn = lesson_of(*takes)
    return fit(choice, choice.create(), lesson, drawn)


RIGHT = (("a", "box"), ("b", "disc")) * 2
"""Two takes of each of two classes, told apart with ease."""
