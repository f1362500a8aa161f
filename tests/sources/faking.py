"""Sources of frames for tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator, Iterable
from pathlib import Path

from tests.taught import draw
from understudy.sources.frames import Frame
from understudy.types import Image

BOX, DISC = draw("box", 0), draw("disc", 0)  # what the tiny model is sure about
NEITHER = draw("box", 5)


class Faked:
    """Gives pictures at a rate, then runs a function, if any; remembers whether it was ended."""

    def __init__(
        self,
        pictures: Iterable[Image],
        *,
        fps: float = 30,
        separate: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        self.pictures = pictures
        self.fps = fps
        self.separate = separate
        self.then = then
        self.ended = self.closed = False

    def __iter__(self) -> Generator[Frame, None, None]:
        try:
            for number, image in enumerate(self.pictures):
                path = Path(f"{number}.png") if self.separate else None
                yield Frame(number / self.fps, image, path)
            if self.then is not None:
                self.then()
        finally:
            self.ended = True

    def close(self) -> None:
        self.closed = True


class Endless(Faked):
    """Gives one picture until it is closed, after having sent this process a signal."""

    def __init__(self, picture: Image, number: signal.Signals, *, after: int = 10) -> None:
        super().__init__([picture])
        self.number = number
        self.after = after

    def __iter__(self) -> Generator[Frame, None, None]:
        (picture,) = self.pictures
        try:
            for count in range(10_000):
                if count == self.after:
                    os.kill(os.getpid(), self.number)
                if self.closed:
                    return
                yield Frame(count / self.fps, picture)
            raise AssertionError("it was never closed")
        finally:
            self.ended = True
