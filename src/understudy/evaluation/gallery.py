"""Which pictures and sounds a report shows, and how pictures are embedded."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understudy.evaluation.results import Evaluation
from understudy.evaluation.sentences import printable
from understudy.media.image import encode_jpeg, thumbnail
from understudy.types import Image

MOST_CONFUSED = 60
MOST_UNKNOWN = 30
MOST_LET_THROUGH = 30
THUMBNAIL_SIDE = 160  # pixels
THUMBNAIL_QUALITY = 80  # JPEG: about 6 KB a picture


@dataclass(frozen=True)
class Example:
    """One picture or sound of a report, ready to be shown."""

    row: int
    name: str
    """The name of the file, without folders: they tell about the owner's machine; of a sound and a
    frame of a video also when it is."""
    true: str | None
    predicted: str
    confidence: float
    novelty: float
    known: bool
    picture: str | None
    """A data URL (JPEG), or None where the picture can't be shown."""


@dataclass(frozen=True)
class Mistakes:
    """The examples shown of one cell of the confusion matrix, most confident first."""

    true: int
    predicted: int
    count: int
    """All examples of the cell, shown or not."""
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Gallery:
    """Every picture or sound of a report."""

    mistakes: tuple[Mistakes, ...]
    """Wrong on a taught class; the cell with the most confident mistake comes first."""
    called_unknown: tuple[Example, ...]
    """Of a taught class but called unknown, strangest first."""
    let_through: tuple[Example, ...]
    """Never taught but answered, most familiar first."""
    pictures: int
    """How many different pictures are embedded."""


def gallery(evaluation: Evaluation, thumbnails: Callable[[int], Image | None]) -> Gallery:
    """Choose the examples worth looking at and embed their thumbnails.

    Parameters
    ----------
    evaluation : Evaluation
    thumbnails : callable
        The picture of a row, uint8 [h, w, 3] of any size, or None where there is none.
    """
    shown: dict[int, Example] = {}

    def example(row: int) -> Example:
        if row not in shown:
            shown[row] = _example(evaluation, row, thumbnails(row))
        return shown[row]

    mistakes = tuple(
        Mistakes(true, predicted, count, tuple(map(example, rows)))
        for true, predicted, count, rows in _cells(evaluation)
    )
    rejected = np.flatnonzero(evaluation.taught & ~evaluation.known)
    rejected = rejected[np.argsort(-evaluation.novelty[rejected], kind="stable")]
    answered = np.flatnonzero(~evaluation.taught & evaluation.known)
    answered = answered[np.argsort(evaluation.novelty[answered], kind="stable")]
    called_unknown = tuple(map(example, rejected[:MOST_UNKNOWN].tolist()))
    let_through = tuple(map(example, answered[:MOST_LET_THROUGH].tolist()))
    pictures = sum(e.picture is not None for e in shown.values())
    return Gallery(mistakes, called_unknown, let_through, pictures)


def _cells(evaluation: Evaluation) -> list[tuple[int, int, int, list[int]]]:
    """Return (true, predicted, count, rows to show) of every kind of mistake that is shown."""
    rows = _most_confident(
        evaluation, evaluation.taught & (evaluation.truth != evaluation.predicted)
    )
    cells: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        cell = (int(evaluation.truth[row]), int(evaluation.predicted[row]))
        cells.setdefault(cell, []).append(row)
    # One of each kind of mistake first, so that every cell of the matrix has its example.
    first = {cell[0] for cell in cells.values()}
    chosen = set(sorted(rows, key=lambda row: row not in first)[:MOST_CONFUSED])
    return [
        (true, predicted, len(cell), [row for row in cell if row in chosen])
        for (true, predicted), cell in cells.items()
        if cell[0] in chosen
    ]


def _most_confident(evaluation: Evaluation, mask: NDArray[np.bool_]) -> list[int]:
    rows = np.flatnonzero(mask)
    order: list[int] = rows[np.argsort(-evaluation.confidence[rows], kind="stable")].tolist()
    return order


def _example(evaluation: Evaluation, row: int, image: Image | None) -> Example:
    picture = None
    if image is not None:
        jpeg = encode_jpeg(thumbnail(image, THUMBNAIL_SIDE), quality=THUMBNAIL_QUALITY)
        picture = f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}"
    true = evaluation.truth[row]
    return Example(
        row=row,
        name=printable(re.split(r"[/\\]", evaluation.names[row])[-1]),
        true=printable(evaluation.labels[true]) if true >= 0 else None,
        predicted=printable(evaluation.labels[evaluation.predicted[row]]),
        confidence=float(evaluation.confidence[row]),
        novelty=float(evaluation.novelty[row]),
        known=bool(evaluation.known[row]),
        picture=picture,
    )
