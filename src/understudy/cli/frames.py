"""`understudy frames`: cut videos into pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from understudy.cli.console import LEFT_OUT, NOTHING_DONE, list_at_end, say
from understudy.cli.console import messages as console
from understudy.errors import UnderstudyError


def frames(
    videos: Annotated[list[Path], typer.Argument(help="Videos: mov, mp4, webm, avi, mjpeg.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="Where the folders of pictures go, one per video."),
    ],
    fps: Annotated[
        float, typer.Option(min=0.01, max=1000, help="Pictures per second of video.")
    ] = 10.0,
) -> None:
    """Cut videos into pictures: OUTPUT/<video>/<video>-000001.jpg and so on.

    Prints the folders it wrote. A video that can't be cut doesn't stop the others; it is named
    at the end with the reason, and the exit code is 1.
    """
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    from understudy.media.cutting import cut_frames, safe_stem
    from understudy.media.video import probe

    messages = console()
    written: list[Path] = []
    failures: list[str] = []
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed:.0f} s"),
        TimeRemainingColumn(),
    )
    silent = not messages.is_terminal
    with Progress(*columns, console=messages, transient=True, disable=silent) as progress:

        def cut(video: Path, task: TaskID) -> None:
            progress.update(task, total=probe(video).duration)
            folder = output / safe_stem(video)
            count = cut_frames(
                video, folder, fps=fps, on_frame=lambda s: progress.update(task, completed=s)
            )
            say(f"{video}: {count} pictures")
            written.append(folder)

        for video in videos:
            task = progress.add_task(video.name, total=None)
            try:
                cut(video, task)
            except UnderstudyError as error:
                failures.append(str(error))
            progress.remove_task(task)
    for folder in written:
        typer.echo(folder)
    list_at_end(f"{len(failures)} of {len(videos)} videos could not be cut:", failures)
    if failures:
        raise typer.Exit(LEFT_OUT if written else NOTHING_DONE)
