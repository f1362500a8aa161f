"""From a lesson to a model that answers, and to one that can be taken home."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from understudy.backbones.backbone import Backbone, ClipBackbone
from understudy.evaluation.cross_validation import CrossValidation
from understudy.heads.base import Head
from understudy.model import Model
from understudy.project.takes import Takes
from understudy.studio.learning.choice import Choice
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.learning.lesson import Lesson
from understudy.training import fitting, mixing, shifting
from understudy.training.examples import ExampleSet
from understudy.training.mixing import Mixed
from understudy.training.teaching import cross_validation, facts_of
from understudy.types import Features


@dataclass(frozen=True)
class Fitted:
    """A head that was fitted to a lesson."""

    choice: Choice
    head: Head
    lesson: Lesson
    onnx: bytes
    figures: CrossValidation
    again: Mapping[str, int]
    """What was learned over again, and how many examples."""

    @property
    def labels(self) -> list[str]:
        """Ids of the classes, in the order of the head's probabilities."""
        return [str(label) for label in self.head.classes_]


def fit(choice: Choice, head: Head, lesson: Lesson, features: ExampleFeatures) -> Fitted:
    """Fit a new head to a whole lesson."""
    X, y = features.of(lesson.examples), np.array(lesson.labels)
    again = _over_again(X, lesson, features.backbone)
    fitting.fit(
        head, X, y, lesson.groups,
        seconds=[one.centre for one in lesson.examples], others=features.others, mixed=again,
    )  # fmt: skip
    return _fitted(choice, head, lesson, again)


def _over_again(X: Features, lesson: Lesson, backbone: Backbone) -> Mixed | None:
    """Return what is learned besides the examples of a lesson, made of them."""
    if not isinstance(backbone, ClipBackbone):
        return lesson.mixed
    labels = lesson.labels
    videos = [one.take for one in lesson.examples]
    shifted = shifting.over_again(X, labels, lesson.ignored, backbone.hop, videos)
    return mixing.together(shifted, lesson.mixed, labels)


def fit_more(earlier: Fitted, lesson: Lesson, features: ExampleFeatures) -> Fitted:
    """Fit to a lesson that continues the earlier one, using again what is known of that."""
    n = len(earlier.lesson.examples)
    new = lesson.examples[n:]
    head = copy.copy(earlier.head)  # what others read of the earlier one stays
    labels = np.array([one.class_id for one in new])
    head.partial_fit(features.of(new), labels, groups=lesson.groups[n:])
    return _fitted(earlier.choice, head, lesson, lesson.mixed)


def _fitted(choice: Choice, head: Head, lesson: Lesson, again: Mixed | None) -> Fitted:
    # A figure of the studio is never about the share answered, so no class is background here.
    told = mixing.provenance(again)
    return Fitted(choice, head, lesson, head.to_onnx(), figures(head, lesson), told)


def figures(head: Head, lesson: Lesson, background: Iterable[str] = ()) -> CrossValidation:
    """Return how a fitted head does on the takes it held out."""
    n = len(lesson.examples)
    nothing = Features(np.zeros((n, 1)))
    shown = ExampleSet(nothing, lesson.labels, [], [], [], [], [], [])
    _, key = np.unique(lesson.groups, return_inverse=True)
    return cross_validation(head, shown, Takes(key, key, []), background)


def answering(fitted: Fitted, backbone: Backbone, background: Iterable[str]) -> Model:
    """Return a model whose labels are the ids of classes, to answer with."""
    return Model(fitted.labels, backbone, fitted.onnx, {"background": sorted(background)})


def to_take_home(
    fitted: Fitted,
    backbone: Backbone,
    names: Mapping[str, str],
    background: set[str],
    about_project: Mapping[str, Any],
    checksums: Iterable[str],
) -> Model:
    """Return a model whose labels are the names of classes, with all there is to say of it.

    Parameters
    ----------
    names
        Class -> name, for every class that was taught.
    background
        Ids of the background classes.
    about_project
        Further facts: `source` (the project's name) and `settings` (when its predictions are
        events, as a model keeps that).
    checksums
        Of the files it was taught from.
    """
    lesson, ids = fitted.lesson, fitted.labels
    labels = [names[class_id] for class_id in ids]
    examples = Counter(lesson.labels)
    takes = Counter(class_id for class_id, _ in set(zip(lesson.labels, lesson.groups, strict=True)))
    facts = facts_of(
        fitted.head, backbone, figures(fitted.head, lesson, background), labels,
        settings=dict(fitted.choice.settings),
        background=[names[class_id] for class_id in ids if class_id in background],
        provenance={
            "source": about_project["source"],
            "examples": {names[class_id]: examples[class_id] for class_id in ids},
            "takes": {names[class_id]: takes[class_id] for class_id in ids},
            "merged_takes": sum(map(len, lesson.merged.values())),
            **fitted.again,
        },
        checksums=checksums,
    )  # fmt: skip
    return Model(labels, backbone, fitted.onnx, facts | about_project["settings"])
