"""An evaluation as one self-contained HTML file: no scripts, no requests, its pictures inside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from importlib import resources
from math import ceil, sqrt
from typing import Any

import numpy as np

from understudy.errors import require
from understudy.evaluation.charts import calibration_dots, novelty_histogram
from understudy.evaluation.gallery import Gallery, gallery
from understudy.evaluation.metrics import confused_pairs
from understudy.evaluation.results import Evaluation
from understudy.evaluation.sentences import cant_tell, percent, percent_or_dash, plural, printable
from understudy.evaluation.summary import calibration_in_words, summarized
from understudy.types import Image

LARGEST_MATRIX = 100
"""With more classes the matrix is left out: nobody can read it, and it has over 10,000 cells."""
HEAT_LEVELS = 10
CALIBRATION_SIDE = 240.0  # units of the drawing's view box, as are the two below
NOVELTY_WIDTH = 400.0
NOVELTY_HEIGHT = 100.0
QUOTES = ("“\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}”")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def html_report(
    evaluation: Evaluation,
    *,
    title: str,
    thumbnails: Callable[[int], Image | None],
    details: Mapping[str, str],
) -> str:
    """Return the report as the text of one HTML file; write it as UTF-8.

    It holds up to 120 of the pictures, scaled to 160 px, and says so; of sounds it says in which
    file they are, and when. File names are shown without their folders.

    Parameters
    ----------
    evaluation : Evaluation
    title : str
    thumbnails : callable
        The picture of a row, uint8 [h, w, 3] of any size, or None where there is none; called
        once for each row that is shown.
    details : mapping of str to str
        Facts of the model, shown in this order: backbone, head, date, ...

    Raises
    ------
    MissingExtraError
        Jinja2 is not installed.
    """
    jinja2 = require("jinja2", extra="studio", purpose="write an HTML report")
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("understudy.evaluation"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {
        "percent": lambda share: _unbroken(percent_or_dash(share)),
        "plural": plural,
        "printable": printable,
    }
    styles = resources.files("understudy.evaluation") / "templates" / "report.css"
    css = styles.read_text(encoding="utf-8").replace("\r\n", "\n")
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    chosen = gallery(evaluation, thumbnails)
    html: str = environment.get_template("report.html.j2").render(
        css=css,
        css_digest=digest,
        title=title,
        summary=_unbroken(summarized(evaluation, QUOTES)),
        evaluation=evaluation,
        noun=evaluation.medium,
        labels=[printable(label) for label in evaluation.labels],
        figures=_figures(evaluation),
        classes=_classes(evaluation),
        matrix=_matrix(evaluation, chosen),
        pairs=confused_pairs(evaluation.confusion, evaluation.labels),
        gallery=chosen,
        dots=calibration_dots(evaluation, CALIBRATION_SIDE),
        side=CALIBRATION_SIDE,
        calibration=_unbroken(calibration_in_words(evaluation) or ""),
        novelty=novelty_histogram(evaluation, NOVELTY_WIDTH, NOVELTY_HEIGHT),
        novelty_size=(NOVELTY_WIDTH, NOVELTY_HEIGHT),
        cross=evaluation.cross_validated,
        cant_tell=cant_tell(evaluation.medium),
        details=details,
    )
    return html


def _unbroken(text: str) -> str:
    return text.replace(" %", f"{NO_BREAK_SPACE}%")


def _figures(evaluation: Evaluation) -> list[dict[str, str]]:
    """Return the headline figures: value, what it is of, and a note."""
    low, high = map(percent, evaluation.accuracy_interval)
    tested = plural(evaluation.count, evaluation.medium)
    never_taught = len(evaluation.truth) - evaluation.count
    cross = evaluation.cross_validated
    shown = [
        (evaluation.accuracy, "right", f"of {tested}; between {low} and {high}"),
        (evaluation.answered, "answered", "the rest is called unknown"),
        (evaluation.accuracy_when_answered, "right when answered", "unknown ones set aside"),
        (
            evaluation.unknown_rejected,
            "of strangers noticed",
            f"of {plural(never_taught, evaluation.medium)} of things never taught",
        ),
        (
            None if cross is None else cross.accuracy,
            "right on takes left out",
            "tested while teaching",
        ),
    ]
    return [
        {"value": _unbroken(percent(value)), "name": name, "note": _unbroken(note)}
        for value, name, note in shown
        if value is not None
    ]


def _classes(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return accuracy, interval and count of each class, worst first, untested ones last."""
    shown = []
    for i, (label, accuracy) in enumerate(
        zip(evaluation.labels, evaluation.per_class, strict=True)
    ):
        rows = np.asarray(evaluation.truth == i)
        low, high = evaluation.interval(rows)
        shown.append(
            {
                "label": printable(label),
                "background": label in evaluation.background,
                "accuracy": accuracy,
                "low": low,
                "high": high,
                "count": int(rows.sum()),
            }
        )
    return sorted(shown, key=lambda c: (c["accuracy"] is None, c["accuracy"]))


def _matrix(evaluation: Evaluation, chosen: Gallery) -> list[list[dict[str, Any]]] | None:
    """Return a row of cells per true class: count, share, heat 0..10, and whether it links."""
    n = len(evaluation.labels)
    if n > LARGEST_MATRIX:
        return None
    linked = {(mistakes.true, mistakes.predicted) for mistakes in chosen.mistakes}
    counts = evaluation.confusion
    of_class = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return [
        [
            {
                "count": int(counts[i, j]),
                "share": float(counts[i, j] / of_class[i, 0]),
                # The root makes the few mistakes of a good model visible.
                "heat": ceil(HEAT_LEVELS * sqrt(counts[i, j] / of_class[i, 0])),
                "right": i == j,
                "linked": (i, j) in linked,
            }
            for j in range(n)
        ]
        for i in range(n)
    ]
