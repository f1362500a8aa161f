"""Heads side by side, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from understudy.evaluation.cross_validation import CrossValidation
from understudy.evaluation.sentences import cant_tell, percent_or_dash
from understudy.types import Medium

Row = tuple[str, CrossValidation, float, str]
"""Name of the head, its figures, seconds to fit, note."""


def comparison_table(rows: Iterable[Row], medium: Medium = "picture") -> Table:
    """Return one line per head, the most accurate on held-out takes first."""
    ordered = sorted(rows, key=lambda row: -(row[1].accuracy or 0))
    untold = all(figures.accuracy is None for _, figures, _, _ in ordered)
    caption = cant_tell(medium) if untold else None
    table = Table(box=None, pad_edge=False, header_style="dim", caption=caption)
    table.add_column("Head", no_wrap=True)
    for name in ("Right", "Answered", "Right then", "Off by", "Seconds"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("")
    for name, figures, seconds, note in ordered:
        shares = (
            figures.accuracy,
            figures.answered,
            figures.accuracy_when_answered,
            figures.calibration_error,
        )
        table.add_row(
            name, *map(percent_or_dash, shares), f"{seconds:.2f}", Text(note, style="dim")
        )
    return table
