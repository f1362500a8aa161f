"""`understudy compare`: every head side by side on the same takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from understudy.cli.console import LEFT_OUT, list_left_out, print_json, progress_bar, say
from understudy.cli.teach import (
    Backbone,
    Background,
    Cache,
    Examples,
    Groups,
    Kind,
    list_unseen,
    say_choice,
)


def compare(
    examples: Examples,
    head: Annotated[
        list[str] | None,
        typer.Option(help="A head to compare; repeatable; by default all that can."),
    ] = None,
    backbone: Backbone = None,
    kind: Kind = None,
    groups: Groups = None,
    background: Background = None,
    room: Annotated[
        Path | None,
        typer.Option(help="A picture of the empty room: show the backbone silhouette too."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    cache: Cache = True,
) -> None:
    """Train every head on <folder>/<class>/* and test each on takes it was not taught."""
    from understudy import heads
    from understudy.backbones.silhouette import NAME as SILHOUETTE
    from understudy.training import looking
    from understudy.training.comparison import compare as compare_heads
    from understudy.training.comparison import suited_heads
    from understudy.training.finding import found_in
    from understudy.training.teaching import others_of, takes_of

    for name in head or ():  # a slip is better known before the work than after it
        heads.create(name)
    heads.check_installed()
    nothing = background or ()
    old_way = room is not None and backbone != SILHOUETTE
    with progress_bar("examples") as progress:
        choice = looking.see(
            examples, backbone, kind=kind, groups=groups, background=nothing,
            room=None if old_way else room, cache=cache, progress=progress,
        )  # fmt: skip
        if old_way:
            old = looking.see(
                examples, SILHOUETTE, kind=kind, groups=groups, background=nothing, room=room,
                cache=cache, progress=progress,
            ).examples  # fmt: skip
    shown = choice.examples
    say_choice(choice, backbone)
    names = head or suited_heads(shown)
    compared = compare_heads(
        shown, names, lambda name: say(f"training {name} ..."), others_of(choice.backbone), nothing
    )
    rows = [(one, one.name, choice.backbone.name) for one in compared]
    if old_way:
        found = compare_heads(old, [heads.DEFAULT], background=nothing, takes=takes_of(shown))
        rows += [(one, f"{one.name}, on {SILHOUETTE}", SILHOUETTE) for one in found]
    if json:
        for one, _, named in rows:
            figures = one.cross_validated.to_dict([str(c) for c in sorted(set(shown.labels))])
            about = {"head": one.name, "backbone": named, "seconds": round(one.seconds, 3)}
            print_json({**about, **figures})
    else:
        from rich.console import Console

        from understudy.evaluation.comparison_table import comparison_table

        lines = [(name, one.cross_validated, one.seconds, one.note) for one, name, _ in rows]
        Console().print(comparison_table(lines, shown.medium))
    list_left_out(shown)
    list_unseen(found_in(shown, choice.backbone.seeks, nothing))
    if shown.failed:
        raise typer.Exit(LEFT_OUT)
