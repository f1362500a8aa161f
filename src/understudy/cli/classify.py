"""`understudy classify`: the backbone's own 1,000 labels, before anything is taught."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from understudy.cli.console import print_json
from understudy.cli.recognize import leave_with


def classify(
    photos: Annotated[list[Path], typer.Argument(help="Photos.")],
    top: Annotated[int, typer.Option(min=1, max=1000, help="How many labels.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Name what is in photos by the 1,000 labels of ImageNet that the network knows by itself."""
    from understudy import api
    from understudy.errors import UnderstudyError
    from understudy.evaluation.sentences import printable
    from understudy.sources.naming import as_text

    failures = []
    for photo in photos:
        try:
            found = api.classify(photo, top)
        except UnderstudyError as error:
            failures.append(str(error))
            continue
        if json:
            labels = [{"label": label, "probability": round(p, 6)} for label, p in found]
            print_json({"file": as_text(str(photo)), "labels": labels})
            continue
        typer.echo(printable(str(photo)))
        for label, probability in found:
            typer.echo(f"  {probability:6.1%}  {label}")
    leave_with(failures, len(photos))
