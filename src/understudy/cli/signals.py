"""Ctrl-C and its kin, for a command that is meant to be ended by them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last two are not on every system


@contextmanager
def ended_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` on the first Ctrl-C, or when the system asks the program to end.

    A second one interrupts the body as usual; what a `finally` in the body does may be put into
    `undisturbed`.
    """
    stopped = False

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        if stopped:
            raise KeyboardInterrupt
        stopped = True
        stop()

    with _handlers(handle):
        yield


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let no signal interrupt the body, so that it ends what it has to end."""
    with _handlers(lambda number, frame: None):
        yield


@contextmanager
def _handlers(handle: Any) -> Iterator[None]:
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    # What is ignored stays so, as by `nohup`; None is a handler that Python can't put back.
    ours = [number for number in numbers if before[number] not in (signal.SIG_IGN, None)]
    for number in ours:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])
