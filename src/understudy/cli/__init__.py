"""The command line: one file per command."""

from __future__ import annotations

import os
import sys
import warnings
from typing import Annotated, Any

import typer

from understudy import __version__
from understudy.cli.augment import augment
from understudy.cli.choices import backbones, heads
from understudy.cli.classify import classify
from understudy.cli.compare import compare
from understudy.cli.console import NOTHING_DONE, STOPPED, say
from understudy.cli.evaluate import evaluate
from understudy.cli.export import export
from understudy.cli.frames import frames
from understudy.cli.inspect import inspect
from understudy.cli.recognize import recognize
from understudy.cli.teach import teach
from understudy.errors import UnderstudyError

app = typer.Typer(
    name="understudy",
    help="Teach a computer by showing it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

COMMANDS = (
    teach, recognize, evaluate, classify, inspect, compare, export, frames, augment, backbones, heads,
)  # fmt: skip
for command in COMMANDS:
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"understudy {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """Teach a computer by showing it."""


def main() -> None:
    """Run the command line; every error is one sentence on stderr and an exit code."""
    warnings.filterwarnings("ignore", module=r"PIL\.")  # of damaged metadata in other people's photos
    warnings.showwarning = _show_warning
    try:
        app(standalone_mode=True)
    except UnderstudyError as error:
        say(f"understudy: {error}")
        sys.exit(NOTHING_DONE)
    except KeyboardInterrupt:
        say("understudy: stopped. Nothing is half-written; run the same command to go on.")
        sys.exit(STOPPED)
    except BrokenPipeError:
        # The reader of stdout is gone (`| head`): stop quietly, as other tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOTHING_DONE)


def _show_warning(message: Any, *_: Any, **__: Any) -> None:
    say(f"understudy: {message}")
