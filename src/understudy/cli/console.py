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
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console

from understudy.errors import UnderstudyError

LEFT_OUT, NOTHING_DONE, STOPPED = 1, 2, 130


def messages() -> Console:
    """Return a console for people, on stderr."""
    return Console(stderr=True, soft_wrap=True, markup=False, highlight=False)


def say(sentence: str) -> None:
    """Tell the user something, on stderr."""
    messages().print(sentence)


def print_json(value: Any) -> None:
    """Print one JSON value on a line of stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, allow_nan=False))


def list_at_end(heading: str, sentences: Sequence[str]) -> None:
    """Print a heading and one line for each sentence, on stderr, if there are any."""
    if sentences:
        console = messages()
        console.print(heading)
        for sentence in sentences:
            console.print(f"  {sentence}")


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
    with Progress(*columns, console=messages(), transient=True) as progress:
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


def is_terminal() -> bool:
    """Whether stdout is shown to a person."""
    return sys.stdout.isatty()
