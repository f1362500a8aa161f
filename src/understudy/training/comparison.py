"""Every head side by side, on the same examples and the same held-out takes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from understudy import heads
from understudy.evaluation.cross_validation import CrossValidation
from understudy.project.takes import Takes
from understudy.training import fitting
from understudy.training.examples import ExampleSet
from understudy.training.teaching import background_of, check_classes, cross_validation, takes_of
from understudy.types import Features

ALL_FOLDS = 5


@dataclass(frozen=True)
class Compared:
    """What came of one head."""

    name: str
    cross_validated: CrossValidation
    seconds: float
    """To fit it, with every held-out fold."""
    note: str
    """What it chose, where it chooses."""


def suited_heads(examples: ExampleSet) -> list[str]:
    """Return the heads that learn from features like these."""
    return heads.suited(examples.features)


def compare(
    examples: ExampleSet,
    names: list[str],
    on_head: Callable[[str], None] | None = None,
    others: Features | None = None,
    background: Iterable[str] = (),
    takes: Takes | None = None,
) -> list[Compared]:
    """Fit each named head and measure it on the takes that every fold leaves out.

    Parameters
    ----------
    examples
        Features with labels.
    names
        Of heads, as in the registry.
    on_head
        Called with each name before its head is fitted.
    others
        As for `Head.fit`.
    background
        Labels of classes that are nothing to react to, besides those the examples state.
    takes
        Which examples belong together; by default that is found.

    Raises
    ------
    DataError
        There are fewer than two classes, or a background class that is not among them.
    """
    counts = Counter(examples.labels)
    nothing = background_of(examples, background)
    check_classes(examples, counts, False, nothing)
    takes = takes or takes_of(examples)
    compared = []
    for name in names:
        if on_head is not None:
            on_head(name)
        head = heads.create(name)
        head.calibration_folds = ALL_FOLDS
        begin = time.perf_counter()
        fitting.fit(
            head, examples.features, np.array(examples.labels), takes.split_key,
            seconds=examples.seconds, videos=takes.ids, others=others, mixed=examples.mixed,
        )  # fmt: skip
        seconds = time.perf_counter() - begin
        figures = cross_validation(head, examples, takes, nothing)
        compared.append(Compared(name, figures, seconds, getattr(head, "reason_", "")))
    return compared
