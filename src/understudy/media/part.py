"""A place in a recording or a video."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Part:
    """A place in a recording or a video."""

    path: Path
    centre: float
    """Seconds from the start."""

    def __str__(self) -> str:
        """Return it for people: clip.wav @ 1.25 s."""
        return f"{self.path} @ {self.centre:.2f} s"
