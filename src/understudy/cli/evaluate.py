"""`understudy evaluate`: how right a model is on photos or recordings with known answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from understudy.cli.console import (
    LEFT_OUT,
    check_output,
    list_left_out,
    print_json,
    progress_bar,
    say,
)
from understudy.cli.recognize import ModelFile
from understudy.cli.teach import Cache, Examples, Groups

if TYPE_CHECKING:
    from understudy.evaluation.results import Evaluation
    from understudy.model import Model
    from understudy.training.examples import ExampleSet


PICTURES_INSIDE = "contains some of your pictures: share it as you would share them"


def evaluate(
    model: ModelFile,
    examples: Examples,
    json: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(help="Write a report, with pictures, to this file.")
    ] = None,
    groups: Groups = None,
    cache: Cache = True,
) -> None:
    """Show a model photos, sounds or clips/<class>/* that it was not taught from, and count."""
    from understudy import api
    from understudy.training import evaluating, looking
    from understudy.training.finding import found_in

    if html is not None:
        check_output(html, ".html")
    loaded = api.load(model)
    with progress_bar("examples") as progress:
        shown = looking.embed(
            examples, loaded.backbone, groups=groups, background=loaded.background, cache=cache,
            progress=progress,
        )  # fmt: skip
    evaluation = evaluating.evaluate(loaded, shown)
    if html is not None:
        write_report(html, loaded, evaluation, shown, model.name)
    if json:
        print_json(evaluation.to_dict(files=True))
    else:
        from rich.console import Console

        from understudy.evaluation.table import evaluation_table

        Console().print(evaluation_table(evaluation))
    list_left_out(shown)
    unseen = found_in(shown, loaded.backbone.seeks, loaded.background).sentence()
    if unseen:
        say(unseen)
    again = evaluating.already_taught(loaded, shown)
    if again:
        say(again)
    if shown.failed:
        raise typer.Exit(LEFT_OUT)


def write_report(
    path: Path, model: Model, evaluation: Evaluation, shown: ExampleSet, name: str
) -> None:
    """Write the HTML report and say so."""
    from understudy.evaluation.report import html_report
    from understudy.media.atomic import write_bytes
    from understudy.training.evaluating import Thumbnails

    head = model.facts.get("head", {})
    details = {
        "Model": name,
        "Taught": str(model.facts.get("created", "")).replace("T", " ").split("+")[0],
        "Backbone": model.backbone.name,
        "Head": str(head.get("chosen", head.get("name", ""))),
    }
    thumbnails = Thumbnails(shown, model.backbone.load)
    title = f"How well does {Path(name).stem} recognise?"
    page = html_report(evaluation, title=title, thumbnails=thumbnails, details=details)
    write_bytes(path, page.encode("utf-8"))
    inside = "names some of your recordings" if model.medium == "sound" else PICTURES_INSIDE
    say(f"Wrote {path}. It {inside}.")
