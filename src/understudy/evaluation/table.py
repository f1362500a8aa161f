"""An evaluation for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from understudy.evaluation.metrics import ConfusedPair, confused_pairs
from understudy.evaluation.results import Evaluation
from understudy.evaluation.sentences import percent, percent_or_dash, printable

__all__ = ["confused_pairs", "evaluation_table"]

BAR = 20
"""Characters of a full bar."""
LABEL = 24
"""Longest label shown, in characters; longer ones are cut with an ellipsis."""
LEAST_LABEL = 8
"""Below so many characters a label can't be recognised: the matrix is left out instead."""


def evaluation_table(evaluation: Evaluation) -> RenderableType:
    """Return the summary, accuracy per class, the most confused pairs and the confusion matrix."""
    parts: list[RenderableType] = [Text(evaluation.summary(), style="bold")]
    if evaluation.count:
        confusion = evaluation.confusion
        parts += ["", _classes(evaluation, confusion)]
        if pairs := confused_pairs(confusion, evaluation.labels):
            parts += ["", Text("Most often mixed up"), _pairs(pairs)]
        if len(evaluation.labels) > 1:
            parts += ["", ConfusionMatrix(confusion, evaluation.labels, evaluation.medium)]
    return Group(*parts)


def _classes(evaluation: Evaluation, confusion: NDArray[np.int64]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("Class", max_width=LABEL, no_wrap=True, overflow="ellipsis")
    table.add_column("Right", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("Of", justify="right", no_wrap=True)
    rows = zip(evaluation.labels, evaluation.per_class, confusion.sum(axis=1), strict=True)
    for label, accuracy, count in rows:
        table.add_row(
            Text(printable(label)), percent_or_dash(accuracy), _bar(accuracy or 0.0), f"{count:,}"
        )
    return table


def _bar(share: float) -> Text:
    full = round(share * BAR)
    return Text("━" * full + " " * (BAR - full), style="cyan")


def _pairs(pairs: Sequence[ConfusedPair]) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    for _ in range(2):
        table.add_column(max_width=LABEL, no_wrap=True, overflow="ellipsis")
        table.add_column(no_wrap=True)
    for pair in pairs:
        table.add_row(
            Text(printable(pair.true)),
            Text("taken for", style="dim"),
            Text(printable(pair.predicted)),
            f"{pair.times:,} of {pair.of:,} ({percent(pair.times / pair.of)})",
        )
    return Padding(table, (0, 0, 0, 2))


class ConfusionMatrix:
    """Counts [true, predicted] as wide as the console allows; columns are numbered like rows.

    When counts do not fit, each cell is the percentage of its row; when that does not fit
    either, a sentence stands in for the matrix.
    """

    def __init__(
        self, confusion: NDArray[np.int64], labels: Sequence[str], noun: str = "picture"
    ) -> None:
        self.confusion = confusion
        self.noun = noun
        self.labels = [printable(label) for label in labels]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        n = len(self.labels)
        number = len(str(n))
        for in_percent in (False, True):
            # 100 % stands alone in its row, so that percentages need no third digit's space.
            digits = 2 if in_percent else len(str(self.confusion.max()))
            cell = max(digits, number) + 1
            room = options.max_width - number - 1 - n * cell
            if room >= LEAST_LABEL:
                unit = "percent of each row" if in_percent else f"{self.noun}s"
                yield Text(f"Rows: what it is. Columns: what it was taken for. In {unit}.")
                yield from self._lines(in_percent, number, cell, min(room, LABEL))
                return
        yield Text(f"The confusion matrix of {n} classes is too wide here; the HTML report has it.")

    def _lines(self, in_percent: bool, number: int, cell: int, room: int) -> Iterator[Text]:
        width = min(room, max(Text(label).cell_len for label in self.labels))
        head = "".join(f"{i:>{cell}}" for i in range(1, len(self.labels) + 1))
        yield Text(" " * (number + 1 + width) + head, style="dim", no_wrap=True)
        for i, (label, counts) in enumerate(zip(self.labels, self.confusion, strict=True)):
            name = Text(label)
            name.truncate(width, overflow="ellipsis", pad=True)
            line = Text.assemble((f"{i + 1:>{number}} ", "dim"), name, no_wrap=True)
            for j, count in enumerate(counts.tolist()):
                style = "dim" if not count else "bold cyan" if i == j else "bold"
                line.append(f"{_cell(count, int(counts.sum()), in_percent):>{cell}}", style)
            yield line


def _cell(count: int, of: int, in_percent: bool) -> str:
    if not count:
        return "·"
    return percent(count / of).split()[0] if in_percent else str(count)
