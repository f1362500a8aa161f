"""What the live loop looks at: frames with their times, from wherever they come."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from understudy.types import Image

TICK_SECONDS = 0.05
"""The longest that a source waits without looking whether it was closed."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture and when it was taken."""

    seconds: float
    """Since the first frame of the source."""
    image: Image
    path: Path | None = None
    """The photo it is, when each is looked at by itself."""


class Frames(Protocol):
    """A source of frames.

    What it holds (a camera, a file) is taken when the iteration begins, and given back when it
    ends, by itself or by the iterator's `close()`.
    """

    separate: bool
    """Whether the pictures have nothing to do with each other, as photos of a folder."""

    def __iter__(self) -> Generator[Frame, None, None]:
        """Yield frames until there are no more or the source is closed.

        Raises
        ------
        MediaError
            Nothing can be had from the source, or no longer.
        """
        ...

    def close(self) -> None:
        """Let the iteration end soon; safe in a signal handler and from any thread."""
        ...
