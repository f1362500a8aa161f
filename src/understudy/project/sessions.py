"""What is known of the takes that are coming in at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from understudy.media.sound_events import EventFinder


@dataclass
class Session:
    """Frames coming to a take: one entry in the journal."""

    already: tuple[int, ...]
    """The numbers that the take had before."""
    entered: bool = False
    """Whether the journal has its entry."""


@dataclass
class Hold:
    """A sound coming to a take."""

    path: Path
    """The file that it is appended to."""
    finder: EventFinder
    """What finds its sounds as it comes in, to count them."""
    counted: int = 0
    """How many of its samples the finder was given when examples were last counted."""
