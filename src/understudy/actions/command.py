"""Runs a program when a class starts, without a shell and without waiting for it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess

from understudy.errors import UnderstudyError
from understudy.types import Event

END_SECONDS = 2.0
"""How long a program may take to end when it is told to."""
STDERR = 2  # file descriptor: stdout is for events


class RunCommand:
    """Runs a program when a class starts; one that still runs is not started again.

    Its output goes to stderr. It finds UNDERSTUDY_LABEL, UNDERSTUDY_CONFIDENCE (0..1) and, with a
    watched folder, UNDERSTUDY_FILE in its environment.

    Parameters
    ----------
    text
        The program and its arguments, split as a shell would (on Windows, as Windows does); no
        shell takes part, so `|`, `>` and `$NAME` mean nothing.
    wait
        Wait for one that still runs, instead of leaving a start out.

    Raises
    ------
    UnderstudyError
        There is no such program, or a quotation mark is missing.
    """

    def __init__(self, text: str, *, wait: bool = False) -> None:
        self._text = text.strip()
        self._wait = wait
        self._command = _split(self._text)
        self._running: subprocess.Popen[bytes] | None = None

    def arm(self) -> None:
        """Do nothing: that there is such a program is known."""

    def plan(self, event: Event) -> str | None:
        """Say what `do` does."""
        return f"run {self._text}" if event.kind == "start" else None

    def report(self, event: Event) -> str:
        """Say what `do` did."""
        return f"ran {self._text}"

    def do(self, event: Event) -> None:
        """Run the program on a start."""
        if event.kind == "stop":
            return
        if self._running is not None and self._wait:
            self._running.wait()
        if self._running is not None and self._running.poll() is None:
            raise UnderstudyError(f"{self._text} still runs; it was not started again.")
        environment = {
            "UNDERSTUDY_LABEL": event.label,
            "UNDERSTUDY_CONFIDENCE": f"{event.confidence:.6f}",
            **({} if event.path is None else {"UNDERSTUDY_FILE": str(event.path)}),
        }
        try:
            self._running = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=STDERR,
                env=os.environ | environment,
            )
        except (OSError, ValueError) as error:  # ValueError: a NUL in it
            raise UnderstudyError(f"{self._text} can't be run ({error}).") from error

    def close(self) -> None:
        """End the program, if it still runs."""
        running, self._running = self._running, None
        if running is None or running.poll() is not None:
            return
        running.terminate()
        try:
            running.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def _split(text: str) -> str | list[str]:
    if os.name == "nt":  # backslashes are part of names there, and the system splits by itself
        command: str | list[str] = text
        program = text[1:].partition('"')[0] if text.startswith('"') else text.partition(" ")[0]
    else:
        try:
            command = shlex.split(text)
        except ValueError as error:
            raise UnderstudyError(f"The command {text!r} can't be split ({error}).") from error
        program = command[0] if command else ""
    if not program:
        raise UnderstudyError("A command is missing after run:, such as run:'say hello'.")
    if shutil.which(program) is None:
        raise UnderstudyError(
            f"There is no program called {program!r} to run. Check the name, or give its full path."
        )
    return command
