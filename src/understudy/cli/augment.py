"""`understudy augment photos/ -o more/`: random variants of every photo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SMALL = 160  # pixels of the short side; backbones look at 224
INTERRUPTED = 130  # the exit code of a program stopped by Ctrl-C


def augment(
    photos: Annotated[
        Path, typer.Argument(help="A folder of class folders: photos/<class>/[<take>/]*.jpg.")
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="A new folder; an interrupted run in it goes on."),
    ],
    copies: Annotated[int, typer.Option(min=1, help="Variants of each photo.")] = 16,
    seed: Annotated[
        int, typer.Option(min=0, help="The same seed and photos give the same variants.")
    ] = 44,
    size: Annotated[
        str | None,
        typer.Option(
            metavar="WxH",
            help="Scale every photo to this first, in pixels. The article that the variants are "
            "taken from uses 100x56; by default photos keep their size.",
        ),
    ] = None,
    originals: Annotated[
        bool, typer.Option(help="Also write each photo itself, as number 00.")
    ] = True,
) -> None:
    """Write random variants of every photo: flipped, moved, blurred, recoloured.

    The variants of one photo go into one folder, so that teaching from them never tests on a
    variant of a photo it has learned from.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from understudy.training.augmentation import augment_folder

    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    pixels = None if size is None else _pixels(size)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    try:
        with bar:
            task = bar.add_task("Photos", total=None)
            report = augment_folder(
                photos,
                output,
                copies=copies,
                seed=seed,
                size=pixels,
                originals=originals,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    except KeyboardInterrupt:
        console.print(
            "Stopped. Every picture written is whole; the same command goes on from here."
        )
        raise typer.Exit(INTERRUPTED) from None

    for path, reason in report.skipped:
        console.print(f"Left out: {path} {reason}")
    for _, reason in report.failed:
        console.print(f"Not read: {reason}")
    there = f"; {report.kept} were there already" if report.kept else ""
    console.print(
        f"Wrote {report.written} pictures from {report.photos} photos to {output}{there}."
    )
    if pixels is not None and min(pixels) < SMALL:
        console.print(
            f"A model taught from pictures of {pixels[0]} x {pixels[1]} calls larger ones strange: "
            "show it pictures of that size, or leave --size out."
        )
    if report.failed:
        raise typer.Exit(1)


def _pixels(size: str) -> tuple[int, int]:
    width, _, height = size.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise typer.BadParameter(
            f"{size!r} is no size; expected width x height in pixels, such as 100x56.",
            param_hint="--size",
        )
    return int(width), int(height)
