"""The command line: one file per command."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
import warnings
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from understudy import __version__
from understudy.cli.augment import augment
from understudy.cli.balance import balance
from understudy.cli.calibrate import calibrate
from understudy.cli.choices import backbones, heads
from understudy.cli.classify import classify
from understudy.cli.compare import compare
from understudy.cli.console import NOTHING_DONE, STOPPED, say
from understudy.cli.evaluate import evaluate
from understudy.cli.export import export
from understudy.cli.frames import frames
from understudy.cli.inspect import inspect
from understudy.cli.landmarks import landmarks
from understudy.cli.listen import listen
from understudy.cli.recognize import recognize
from understudy.cli.studio import studio
from understudy.cli.teach import teach
from understudy.cli.watch import watch
from understudy.errors import UnderstudyError


class Commands(TyperGroup):
    """Ends every command with one sentence on stderr and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # or what does not fit on the disk fails after the last word
            return result
        except UnderstudyError as error:
            say(f"understudy: {error}")
            raise typer.Exit(NOTHING_DONE) from error
        except KeyboardInterrupt as error:
            say("understudy: stopped. Nothing is half-written; run the same command to go on.")
            raise typer.Exit(STOPPED) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of stdout is gone, as in `| head`
                raise
            _let_go_of_stdout()
            say(f"understudy: the system refused ({error}). Is there room, and may it be written?")
            raise typer.Exit(NOTHING_DONE) from error


app = typer.Typer(
    name="understudy",
    cls=Commands,
    help="Teach a computer by showing it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

COMMANDS = (
    teach, recognize, watch, listen, calibrate, evaluate, classify, landmarks, inspect, compare,
    export, frames, balance, augment, studio, backbones, heads,
)  # fmt: skip
for command in COMMANDS:
    app.command()(command)


def _let_go_of_stdout() -> None:
    """If stdout takes no more, drop what waits there: Python would try again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
    """Run the command line and leave with its exit code."""
    # Of damaged metadata in other people's photos.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    warnings.showwarning = _show_warning
    if isinstance(sys.stdout, io.TextIOWrapper):  # a pipe on Windows is not UTF-8 by itself
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


def _show_warning(message: Any, *_: Any, **__: Any) -> None:
    say(f"understudy: {message}")
