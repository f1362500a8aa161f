"""One class told apart from the rest: punch, or not (article F)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from understudy.errors import DataError
from understudy.evaluation.sentences import listed
from understudy.heads.dense import Dense
from understudy.training.examples import ExampleSet
from understudy.training.gathering import Input

FACT = "binary"
"""What a model keeps the class under."""


def rest_of(label: str) -> str:
    """Return what everything else is called."""
    return f"not {label}"


def check(label: str, labels: Collection[str], background: Collection[str] = ()) -> None:
    """Raise DataError if a class can't be told apart from the rest.

    Parameters
    ----------
    label
        The class.
    labels
        All classes that there are.
    background
        Those of them that are nothing to react to.
    """
    if label not in labels:
        raise DataError(
            f"There is no class {label!r} to tell apart from the rest; the classes are "
            f"{listed(sorted(labels), ('', ''))}."
        )
    if label in background:
        raise DataError(
            f"{label!r} is a background class, nothing to react to, and so can't be what is told "
            "apart from the rest. Choose another, or leave it out of the background."
        )
    unknown = sorted(set(background) - set(labels))
    if unknown:
        raise DataError(
            f"The background class {unknown[0]!r} is not among the classes: "
            f"{', '.join(sorted(labels))}."
        )


def told_apart(examples: ExampleSet, label: str) -> ExampleSet:
    """Return examples of the class and of the rest, which is a background class.

    Takes stay what they were, also of one name in several classes.
    """
    rest = rest_of(label)
    inputs = {id(one): _with_own_take(one) for one in examples.inputs}

    def called(one: str) -> str:
        return label if one == label else rest

    mixed = examples.mixed
    if mixed is not None and mixed.labels is not None:
        mixed = replace(mixed, labels=tuple(map(called, mixed.labels)))
    return replace(
        examples,
        labels=[called(one) for one in examples.labels],
        inputs=[inputs[id(one)] for one in examples.inputs],
        background=[rest],
        binary=label,
        mixed=mixed,
    )


def _with_own_take(one: Input) -> Input:
    return one if one.take is None else replace(one, take=f"{one.label}/{one.take}")


def head_settings(head: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a head that tells two classes apart: "dense" with one sigmoid unit."""
    usual = {"output": "sigmoid"} if head == Dense.name else {}
    return usual | dict(settings)
