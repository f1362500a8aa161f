"""`understudy teach`: from a folder of class folders to a model file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from understudy.cli.console import (
    LEFT_OUT,
    check_output,
    list_at_end,
    list_left_out,
    parse_settings,
    progress_bar,
    say,
)

if TYPE_CHECKING:
    from understudy.evaluation.cross_validation import CrossValidation
    from understudy.training.choosing import Choice
    from understudy.training.finding import Found

Examples = Annotated[
    Path,
    typer.Argument(help="Folder with one folder of photos, videos or recordings per class."),
]
Kind = Annotated[
    str | None,
    typer.Option(
        metavar="pictures|sounds|actions",
        help="What to go by; by default what the folder holds. Of videos, pictures are their "
        "frames, sounds their sound tracks, and actions what is done in them.",
    ),
]
Groups = Annotated[
    Path | None,
    typer.Option(help="CSV with the columns file,group: files of one person or session."),
]
Background = Annotated[
    list[str] | None,
    typer.Option(help="A class that is nothing to react to, such as noise; repeatable."),
]
Cache = Annotated[bool, typer.Option(help="Keep features, so that the next time is quick.")]
Backbone = Annotated[
    str | None,
    typer.Option(
        help="What sees or hears, or auto to try several; see: understudy backbones. By default a "
        "project's own, else efficientnet-lite0, for actions actions, and for sounds what suits "
        "their length.",
    ),
]
TAKES_FOUND = {
    "picture": "Takes were found by time and likeness. If several show one person or place,",
    "sound": "Each recording counts as a take. If several are of one person or place,",
    "clip": "Each clip counts as a take. If several are of one person or place,",
}
"""By medium, what takes are where nobody stated them."""
Room = Annotated[
    Path | None,
    typer.Option(help="A picture of the empty room, for the backbone silhouette."),
]
OVER_AGAIN = {
    "with_noise": "Every sound was learned once more with noise under it.",
    "shifted": "Half an action was learned as background, so that only whole ones are told.",
    "variants": "Random variants were learned too; the figure below is of real examples alone.",
}
"""What was learned over again."""
MIRRORED = (
    "Half of the variants are mirrored; if left and right mean different things, add --no-flips."
)
SHOWN_NAMES = 5  # pictures named in which no hand was found


def teach(
    examples: Examples,
    output: Annotated[Path, typer.Option("--output", "-o", help="Model file to write.")],
    backbone: Backbone = None,
    head: Annotated[str, typer.Option(help="What is trained; see: understudy heads.")] = "auto",
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A setting of the head; repeatable."),
    ] = None,
    kind: Kind = None,
    groups: Groups = None,
    background: Background = None,
    mix_noise: Annotated[
        bool | None,
        typer.Option(
            "--mix-noise/--no-mix-noise",
            help="Also learn every sound with the background's noise under it. By default as in "
            "the project, else not.",
            show_default=False,
        ),
    ] = None,
    one_class: Annotated[
        bool, typer.Option("--one-class", help="Tell a single class from everything else.")
    ] = False,
    binary: Annotated[
        str | None,
        typer.Option(metavar="CLASS", help="Teach only whether it is this class or not."),
    ] = None,
    variants: Annotated[
        int,
        typer.Option(min=0, max=8, help="Random variants of each picture or clip to learn too."),
    ] = 0,
    flips: Annotated[
        bool | None,
        typer.Option(
            "--flips/--no-flips",
            help="Mirror half of the variants. By default of pictures, not of actions; say no "
            "where left and right mean different things.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Of the variants; by default 44.", show_default=False)
    ] = None,
    room: Room = None,
    cache: Cache = True,
) -> None:
    """Teach a model from photos/<class>/*.jpg (and videos), sounds/<class>/*.wav or clips.

    Actions are taught from short videos of them, clips/<class>/*.mp4, with --kind actions; or from
    one long video of each.
    """
    from understudy import heads, model_file
    from understudy.errors import UnderstudyError
    from understudy.training import looking, mixing, teaching
    from understudy.training.binary import head_settings
    from understudy.training.finding import found_in
    from understudy.training.takes_told import recorded_once
    from understudy.training.variants import asked_for

    check_output(output, model_file.SUFFIX)
    values = parse_settings(settings or [])
    if binary is not None:
        values = head_settings(head, values)
    wanted = asked_for(variants, seed, flips)
    try:
        new_head = heads.create(head, **values)
    except (TypeError, ValueError) as error:  # a word where a number belongs
        raise UnderstudyError(
            f"The head {head!r} does not take these settings ({error})."
        ) from error
    heads.check_installed()
    nothing = background or ()
    with progress_bar("examples") as progress:
        choice = looking.see(
            examples, backbone, kind=kind, groups=groups, background=nothing, mix_noise=mix_noise,
            binary=binary, variants=wanted, room=room, cache=cache, progress=progress,
        )  # fmt: skip
    shown = choice.examples
    taught = teaching.teach(
        shown, choice.backbone, new_head,
        settings=values, background=nothing, one_class=one_class,
        source=examples.resolve().name,
    )  # fmt: skip
    if choice.chosen is not None:
        taught.model.facts["backbone_choice"] = choice.chosen.to_dict()
    saved = taught.model.save(output)
    say(f"Taught {', '.join(taught.model.labels)} from {taught.summary}.")
    for made in mixing.provenance(shown.mixed):
        say(OVER_AGAIN[made])
    if wanted is not None and wanted.of_medium(shown.medium).flips:
        say(MIRRORED)
    say_choice(choice, backbone)
    if taught.reason:
        say(f"Head: {taught.model.facts['head']['chosen']}; {taught.reason}.")
    say(taught.cross_validated.summary(taught.model.labels, shown.medium))
    if binary is not None:
        say_both(binary, taught.cross_validated, taught.model.labels)
    if taught.cross_validated.takes and not taught.takes_stated:
        say(
            f"{TAKES_FOUND[shown.medium]} say so by sub-folders or --groups, or this figure may "
            "flatter."
        )
    takes = taught.model.facts["provenance"]["takes"]
    if (once := recorded_once(takes, shown.medium, taught.model.background)) is not None:
        say(once)
    say(f"Wrote {saved} ({saved.stat().st_size / 1e6:.0f} MB).")
    list_left_out(shown)
    list_at_end("Have a look at these:", taught.warnings)
    found = found_in(shown, choice.backbone.seeks, nothing)
    list_unseen(found)
    if shown.failed or taught.warnings or found.never:
        raise typer.Exit(LEFT_OUT)


def say_choice(choice: Choice, asked: str | None) -> None:
    """Say which backbone it is and why, where it was chosen or is the project's own."""
    from understudy.training.looking import USUAL

    if choice.chosen is not None:
        say(f"Backbone: {choice.chosen.name}; {choice.chosen.reason}.")
    elif asked is None and choice.backbone.name != USUAL[choice.backbone.medium]:
        say(f"Backbone: {choice.backbone.name}, as in the project.")


def say_both(label: str, figures: CrossValidation, labels: Sequence[str]) -> None:
    """Say how often a class and the rest are told right: of few against many, a sum flatters."""
    from understudy.evaluation.sentences import percent

    shares = dict(zip(labels, figures.per_class or (), strict=False))
    one, rest = shares.get(label), shares.get(f"not {label}")
    if one is not None and rest is not None:
        say(f"Of {label} {percent(one)} are told right, of the rest {percent(rest)}.")


def list_unseen(found: Found) -> None:
    """Say in how many examples what is looked for was not found, if in any, and name some."""
    sentence = found.sentence_of_teaching()
    if sentence is None:
        return
    if found.never:
        say(sentence)
        return
    more = len(found.missed) - SHOWN_NAMES
    names = [*found.missed[:SHOWN_NAMES], *([f"and {more:,} more"] if more > 0 else [])]
    list_at_end(sentence, names)
