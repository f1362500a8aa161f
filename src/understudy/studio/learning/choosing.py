"""Whether to look at something else: what is right on takes left out of a few examples."""

from __future__ import annotations

from collections import defaultdict

from understudy.studio.learning.choice import USUAL
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.learning.fitting import fit
from understudy.studio.learning.lesson import Lesson
from understudy.training.choosing import Tried, pick, right_by_take


def is_better(lesson: Lesson, usual: ExampleFeatures, other: ExampleFeatures, found: float) -> bool:
    """Whether another backbone than the usual one should look at the examples of a lesson.

    Parameters
    ----------
    usual, other
        Have features of all of them.
    found
        Share of examples in which what the other one looks for was found. Where no take can be
        left out it decides alone.
    """
    tried = (_tried(lesson, usual, 1.0), _tried(lesson, other, found))
    return pick(tried).name == other.backbone.name


def comparable(lesson: Lesson) -> bool:
    """Whether every class has two takes, so that one can be left out."""
    takes: dict[str, set[str]] = defaultdict(set)
    for label, group in zip(lesson.labels, lesson.groups, strict=True):
        takes[label].add(group)
    return all(len(groups) > 1 for groups in takes.values())


def _tried(lesson: Lesson, features: ExampleFeatures, found: float) -> Tried:
    backbone = features.backbone
    if not comparable(lesson):
        return Tried(backbone.name, backbone.seeks, found)
    fitted = fit(USUAL, USUAL.create(), lesson, features)
    right = right_by_take(fitted.head, lesson.labels, lesson.groups)
    return Tried(backbone.name, backbone.seeks, found, fitted.figures.accuracy, right)
