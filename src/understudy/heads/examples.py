"""What a head is given, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.errors import DataError
from understudy.heads.rows import Rows
from understudy.types import Features, Medium

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LARGEST = 1e15  # of a feature: the squared length of a row must fit in float32


@dataclass(frozen=True)
class Examples:
    """What a head was given."""

    rows: Rows
    y: NDArray[Any]  # [n]
    units: Ints  # [n]: the take of each row
    pose: slice | None = None
    """Which columns describe a pose; 0 in rows where it was not found."""
    medium: Medium = "picture"
    """What the rows describe."""
    blocks: Mapping[str, slice] = field(default_factory=dict)
    """Which columns each named block occupies."""
    moments: Mapping[str, int] = field(default_factory=dict)
    """Of clips, how many moments each block goes through."""

    @property
    def X(self) -> Floats:  # noqa: N802 - as in scikit-learn
        """Features [n, d]."""
        return self.rows.array

    def first_columns(self, width: int) -> Examples:
        """Return the same with the first columns only, none of a pose, in the same memory."""
        return Examples(self.rows.first_columns(width), self.y, self.units)

    def followed_by(self, other: Examples) -> Examples:
        """Return both.

        Raises
        ------
        DataError
            They have other numbers of features, or one has strings as labels and one numbers.
        """
        before, now = self.X.shape[1], other.X.shape[1]
        if before != now:
            raise DataError(
                f"The examples before had {before} features a row; these have {now}. "
                "Embed all with the same backbone."
            )
        if self.pose != other.pose:
            raise DataError(
                "The examples before and these describe a pose in different columns. "
                "Embed all with the same backbone."
            )
        if self.moments != other.moments:
            raise DataError(
                "The examples before and these go through time in different steps. "
                "Embed all with the same backbone."
            )
        if (self.y.dtype.kind == "U") != (other.y.dtype.kind == "U"):
            raise DataError(
                f"Labels before were like {self.y[0].item()!r}, these are like "
                f"{other.y[0].item()!r}; give all as strings or all as numbers."
            )
        return replace(
            self,
            rows=self.rows.followed_by(other.X),
            y=np.concatenate([self.y, other.y]),
            units=np.concatenate([self.units, other.units]),
        )


def check_examples(
    X: Any, y: Any, groups: Any, unit_numbers: dict[Any, int]
) -> tuple[Examples, dict[Any, int]]:
    """Return examples in memory of their own, and the number of each take by its name.

    Parameters
    ----------
    X, y, groups
        As for `Head.fit`.
    unit_numbers
        Those of earlier takes; it is left as it is.

    Raises
    ------
    DataError
        The lengths differ, there are no examples, or a value is not what it should be.
    """
    features, labels = as_rows(X), as_labels(y)
    if len(labels) != len(features):
        raise DataError(lengths_differ(len(features), labels.shape))
    names = [None] * len(labels) if groups is None else list(groups)
    if len(names) != len(features):
        raise DataError(
            f"There are {len(features)} rows of features and {len(names)} groups; "
            "give one take per row, or none."
        )
    known = dict(unit_numbers)
    try:
        units = [known.setdefault(object() if name is None else name, len(known)) for name in names]
    except TypeError as error:  # a list or an array: not hashable
        raise DataError(
            f"A group is {type(names[0]).__name__!r}; give one number or name per row."
        ) from error
    rows, takes = Rows.of(features), np.array(units, dtype=np.int64)
    if isinstance(X, Features):
        return Examples(rows, labels, takes, X.pose, X.medium, X.blocks, X.moments), known
    return Examples(rows, labels, takes), known


def as_labels(y: Any) -> NDArray[Any]:
    """Return labels [n], all strings or all numbers.

    Raises
    ------
    DataError
        They are neither, or mixed, or have more axes.
    """
    given = np.asarray(y, dtype=object)
    if given.ndim != 1:
        raise DataError(f"Labels have shape {given.shape}; give one label per row.")
    labels = np.array(given.tolist())
    mixed = len({isinstance(label, str) for label in given}) > 1  # numpy makes strings of all
    if mixed or labels.ndim != 1 or labels.dtype.kind not in "biufU":
        kinds = ", ".join(sorted({type(label).__name__ for label in given}))
        raise DataError(f"Labels are of type {kinds}; give all as strings or all as numbers.")
    if labels.dtype.kind == "f" and not np.isfinite(labels).all():
        raise DataError("A label is NaN or infinity; remove its row or give it a label.")
    return labels


def as_rows(X: Any) -> Floats:
    """Return float32 [n, d] of features with any number of further axes.

    Raises
    ------
    DataError
        There are no features, or one is not a number that can be reckoned with.
    """
    try:
        with np.errstate(over="ignore"):  # becomes infinity, which is refused below
            values = np.asarray(X, dtype=np.float32)
    except (TypeError, ValueError) as error:
        raise DataError(f"Features are not an array of numbers [n, d]: {error}.") from error
    if values.ndim < 2 or values.size == 0:
        raise DataError(f"Features are [n, d] with n and d at least 1; got shape {values.shape}.")
    rows = values.reshape(len(values), -1)
    if not (rows.min() >= -LARGEST and rows.max() <= LARGEST):
        bad = int(np.flatnonzero(~(np.abs(rows) <= LARGEST).all(axis=1))[0])
        raise DataError(
            f"Row {bad} of the features holds NaN, infinity or a number beyond {LARGEST:g}; "
            "remove it or mend it."
        )
    return rows


def lengths_differ(rows: int, labels: tuple[int, ...]) -> str:
    """Return the sentence for labels of this shape that do not fit the rows."""
    return (
        f"There are {rows} rows of features and labels of shape {labels}; give one label per row."
    )


def check_others(others: Any, examples: Examples) -> Floats:
    """Return rows [m, d] that are none of the examples.

    Raises
    ------
    DataError
        They do not fit the examples, or those describe poses.
    """
    rows, expected = as_rows(others), examples.X.shape[1]
    if rows.shape[1] != expected:
        raise DataError(
            f"The examples have {expected} features a row, the others {rows.shape[1]}. "
            "Embed all with the same backbone."
        )
    if examples.pose is not None:
        raise DataError("Features with a pose take no others; leave `others` out.")
    return rows
