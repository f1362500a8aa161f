"""From examples to a model: takes, head, honest figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import Backbone, SoundBackbone
from understudy.errors import DataError
from understudy.evaluation.cross_validation import CrossValidation
from understudy.heads.base import Head
from understudy.model import Model
from understudy.project.splits import ALWAYS_TRAINED
from understudy.project.takes import (
    Takes,
    describe,
    find_takes,
    without_copies,
)
from understudy.sources.naming import as_text
from understudy.training import binary, fitting, mixing
from understudy.training.doubts import doubts, nothing_of
from understudy.training.examples import ExampleSet
from understudy.types import Features, Medium, Prediction
from understudy.version import __version__

SOMETHING_ELSE: Mapping[Medium, str] = {"picture": "nothing", "sound": "noise", "clip": "other"}
"""What a class is called of what is none of the others."""
MARK_DIGITS = 16  # hexadecimal: 64 bits tell a million files apart


@dataclass(frozen=True)
class Taught:
    """A model, and what there is to say about how it came to be."""

    model: Model
    takes: Takes
    cross_validated: CrossValidation
    reason: str
    """Why the head is what it is."""
    summary: str
    """How many examples in how many takes."""
    takes_stated: bool
    """Whether someone said which examples belong together, so that nothing had to be guessed."""
    warnings: list[str] = field(default_factory=list)
    """What is doubtful about the examples, a sentence each."""


def teach(
    examples: ExampleSet,
    backbone: Backbone,
    head: Head,
    *,
    settings: dict[str, Any] | None = None,
    background: Iterable[str] = (),
    one_class: bool = False,
    source: str = "",
) -> Taught:
    """Fit a head to examples and wrap it with its backbone.

    Parameters
    ----------
    examples
        Features with labels.
    backbone
        What made the features.
    head
        A new head.
    settings
        The head's settings, to be remembered in the model.
    background
        Labels of classes that are taught like any other but are nothing to react to.
    one_class
        Whether a single class will do: the model then tells it from everything else.
    source
        What the examples came from, to be remembered in the model.

    Raises
    ------
    DataError
        There are too few examples, or a background class that is not among them.
    """
    counts = Counter(examples.labels)
    background = background_of(examples, background)
    check_classes(examples, counts, one_class, background)
    takes = takes_of(examples)
    fitting.fit(
        head, examples.features, np.array(examples.labels), takes.split_key,
        seconds=examples.seconds, videos=takes.ids, others=others_of(backbone),
        mixed=examples.mixed,
    )  # fmt: skip
    labels = tuple(str(label) for label in head.classes_)
    cross_validated = cross_validation(head, examples, takes, background)
    facts = facts_of(
        head, backbone, cross_validated, labels,
        settings=settings or {},
        background=background,
        provenance={
            "source": as_text(source),
            "examples": {label: counts[label] for label in labels},
            "takes": takes_by_label(examples, takes),
            "merged_takes": len(takes.merged),
            **mixing.provenance(examples.mixed),
        },
        checksums=examples.checksums,
    )  # fmt: skip
    if examples.binary is not None:
        facts[binary.FACT] = examples.binary
    return Taught(
        Model(labels, backbone, head.to_onnx(), facts),
        takes,
        cross_validated,
        facts["head"]["reason"],
        describe(takes, noun_of(examples)),
        all(one.take or one.group for one in examples.inputs),
        doubts(examples, counts, background),
    )


def background_of(examples: ExampleSet, stated: Iterable[str]) -> set[str]:
    """Return the classes that are nothing to react to; all the rest where one is told apart."""
    there = {label for label in examples.background if label in examples.labels}
    return there if examples.binary is not None else {*stated, *there}


def others_of(backbone: Backbone) -> Features | None:
    """Return what is like examples of any kind and yet none of them: other words, for sounds."""
    return backbone.others if isinstance(backbone, SoundBackbone) else None


def noun_of(examples: ExampleSet) -> str:
    """Return what one row is called."""
    if examples.medium != "picture":
        return "example"
    return "frame" if any(time is not None for time in examples.seconds) else "photo"


def facts_of(
    head: Head,
    backbone: Backbone,
    cross_validated: CrossValidation,
    labels: Sequence[str],
    *,
    settings: dict[str, Any],
    background: Iterable[str],
    provenance: dict[str, Any],
    checksums: Iterable[str | None],
) -> dict[str, Any]:
    """Return what a model says of itself: how it was taught, from what, and how good it is.

    `labels` are the names of the classes in the order of the head's; `checksums` those of the
    files taught from.
    """
    return {
        "understudy": __version__,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "background": sorted(background),
        "head": {
            "name": head.name,
            "settings": plain(settings),
            "chosen": getattr(head, "chosen_", head.name),
            "reason": getattr(head, "reason_", ""),
            "temperature": head.temperature_,
            "known_share": head.known_share,
        },
        "provenance": provenance,
        "taught": sorted({mark(checksum) for checksum in checksums if checksum}),
        "licences": list(filter(None, backbone.licence.split("; "))),
        "cross_validated": cross_validated.to_dict(labels),
    }


def plain(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the settings that JSON can hold: not the functions to call back."""
    kept = {name: value for name, value in settings.items() if not callable(value)}
    return {
        name: value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value
        for name, value in kept.items()
    }


def mark(checksum: str) -> str:
    """Return what a model keeps of a taught file: enough to know it again, not what it shows."""
    return checksum[:MARK_DIGITS]


def check_classes(
    examples: ExampleSet, counts: Counter[str], one_class: bool, background: Iterable[str]
) -> None:
    """Raise DataError if nothing can be taught from these."""
    if not counts:
        raise DataError(f"There is nothing to learn from: {examples.nothing_read()}")
    if len(counts) == 1 and not one_class:
        (label,) = counts
        if examples.unread:
            raise DataError(
                f"{nothing_of(examples.unread)} {label!r} is the only class left. "
                f"{examples.first_failure()}"
            )
        other = SOMETHING_ELSE[examples.medium]
        raise DataError(
            f"There is only one class, {label!r}; a recogniser chooses between two or more. Add a "
            f"folder of something else, for example {other!r}. To tell this class from everything "
            "else, ask for it: --one-class (in Python, one_class=True)."
        )
    unknown = sorted(set(background) - set(counts))
    if unknown:
        raise DataError(
            f"The background class {unknown[0]!r} is not among the classes: "
            f"{', '.join(sorted(counts))}."
        )


def takes_of(examples: ExampleSet) -> Takes:
    """Find which examples belong to one take; every video and recording is one.

    A copy of a file belongs to the same take, whatever is stated.
    """
    stated = [
        one.take or (None if seconds is None else checksum or one.name)
        for one, seconds, checksum in zip(
            examples.inputs, examples.seconds, examples.checksums, strict=True
        )
    ]
    stated = without_copies(examples.labels, stated, examples.checksums)
    groups = [one.group for one in examples.inputs]
    return find_takes(
        examples.labels, stated, examples.taken_at,
        examples.features.scene if examples.alike_is_one_take else None,
        groups if any(group is not None for group in groups) else None,
    )  # fmt: skip


def takes_by_label(examples: ExampleSet, takes: Takes) -> dict[str, int]:
    """Return how many takes each class has."""
    pairs = set(zip(examples.labels, takes.ids.tolist(), strict=True))
    return dict(sorted(Counter(label for label, _ in pairs).items()))


def cross_validation(
    head: Head, examples: ExampleSet, takes: Takes, background: Iterable[str] = ()
) -> CrossValidation:
    """Return the figures of a fitted head on the takes it held out."""
    if head.held_out_ is None:
        return CrossValidation()
    held, n = head.held_out_, len(examples.labels)
    probabilities = np.zeros((n, len(head.classes_)), np.float32)
    novelty = np.ones(n, np.float32)
    fold: NDArray[np.int64] = np.full(n, ALWAYS_TRAINED)
    probabilities[held.rows], novelty[held.rows], fold[held.rows] = (
        held.probabilities, held.novelty, held.folds,
    )  # fmt: skip
    labels = np.array(examples.labels)
    return CrossValidation.from_folds(
        np.searchsorted(head.classes_, labels),
        probabilities,
        novelty <= Prediction.KNOWN_UP_TO,
        fold,
        takes.split_key,
        np.isin(labels, list(background)),
    )
