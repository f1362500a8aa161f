"""`understudy balance photos/ -o balanced/`: classes cut back to the size of the smallest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from understudy.cli.console import list_at_end, say


def balance(
    photos: Annotated[
        Path, typer.Argument(help="A folder of class folders: photos/<class>/[<take>/]*.jpg.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="A new folder to copy to.")],
    most: Annotated[
        int | None,
        typer.Option(
            "--most",
            min=1,
            help="Files of each class, at most; by default as many as the smallest class has.",
        ),
    ] = None,
    classes: Annotated[
        list[str] | None,
        typer.Option("--class", help="Cut back this class only, such as other; repeatable."),
    ] = None,
) -> None:
    """Copy examples, with large classes cut back: a class shown more often is guessed more often.

    What is kept is spread evenly over each take.
    """
    from understudy.evaluation.sentences import printable
    from understudy.training.balancing import balance_folder

    report = balance_folder(photos, output, most=most, classes=classes or ())
    for label, before in report.before.items():
        kept = report.after[label]
        cut = "" if kept == before else f" of {before:,}"
        say(printable(f"{label}: {kept:,}{cut}"))
    say(printable(f"Copied {sum(report.after.values()):,} files to {output}."))
    list_at_end("Left out:", [f"{path} {reason}" for path, reason in report.skipped])
