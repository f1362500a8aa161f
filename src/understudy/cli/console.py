"""What the commands share: messages on stderr, data on stdout, a progress bar, exit codes.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | done, but something was left out or is doubtful; it is listed at the end |
| 2 | nothing was done |
| 130 | stopped with Ctrl-C |
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

from understudy.errors import UnderstudyError
from understudy.evaluation.sentences import printable

if TYPE_CHECKING:
    from understudy.training.examples import ExampleSet

LEFT_OUT, NOTHING_DONE, STOPPED = 1, 2, 130
NEITHER = {"picture": "neither pictures nor videos", "sound": "no sounds", "clip": "no videos"}
"""By medium, what files are that are no examples."""


def messages() -> Console:
    """Return a console for people, on stderr."""
    return Console(stderr=True, soft_wrap=True, markup=False, highlight=False)


def say(sentence: str) -> None:
    """Tell the user something in one line, on stderr, whatever names of files are in it."""
    messages().print(printable(" ".join(sentence.split())))


def as_json(value: Any) -> str:
    """Return a JSON value as one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def print_json(value: Any) -> None:
    """Print one JSON value on a line of stdout."""
    typer.echo(as_json(value))


def list_at_end(heading: str, sentences: Sequence[str]) -> None:
    """Print a heading and one line for each sentence, on stderr, if there are any."""
    if sentences:
        say(heading)
        console = messages()
        for sentence in sentences:
            console.print(f"  {printable(sentence)}")


def list_left_out(shown: ExampleSet) -> None:
    """List what of a folder was not looked at, on stderr."""
    if shown.passed_over:
        some = ", ".join(PurePath(name).name for name in shown.passed_over[:3])
        more = ", ..." if len(shown.passed_over) > 3 else ""
        nothing = NEITHER[shown.medium]
        say(f"Passed over, being {nothing}: {some}{more}")
    list_at_end(f"{len(shown.failed)} left out:", [reason for _, reason in shown.failed])


@contextmanager
def progress_bar(task: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar with rate and time left on stderr; yields a function of (done, total)."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f} a second" if task.speed else "")

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    console = messages()
    silent = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=silent) as progress:
        shown = progress.add_task(task, total=None)

        def update(done: int, total: int) -> None:
            progress.update(shown, completed=done, total=total)

        yield update


def parse_settings(pairs: Sequence[str]) -> dict[str, Any]:
    """Return `name=value` settings, values read as JSON where they are.

    Raises
    ------
    UnderstudyError
        A pair has no "=".
    """
    settings = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or not name:
            raise UnderstudyError(f"The setting {pair!r} is not of the form name=value.")
        try:
            settings[name.strip()] = json.loads(text)
        except json.JSONDecodeError:
            settings[name.strip()] = text
    return settings


def check_output(path: Path, suffix: str) -> None:
    """Refuse an output that can't be written, or that would replace a file of another kind.

    Called before the work, not after it.

    Raises
    ------
    UnderstudyError
        It is a folder, its folder is missing, or it is an existing file without the suffix.
    """
    if is_folder(path) or not is_folder(path.absolute().parent):
        raise UnderstudyError(
            f"{path} can't be written: give a file name in a folder that exists, such as my{suffix}"
        )
    if path.suffix.lower() != suffix and is_there(path):
        raise UnderstudyError(
            f"{path} exists and is not named like a {suffix} file; nothing was replaced. "
            f"Choose another name, such as {path.stem}{suffix}"
        )


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; one that can't even be looked at is none."""
    try:
        return path.is_dir()
    except OSError:  # a name that is too long
        return False


def is_there(path: Path) -> bool:
    """Whether there is something of that name."""
    try:
        return path.exists()
    except OSError:
        return False
