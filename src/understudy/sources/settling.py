"""Which files of a watched folder are new, and have stopped changing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TRY_AFTER_SECONDS = (0.5, 2.0, 5.0)
"""A file that has not changed for the first is perhaps whole, and is tried; if it can't be read,
again after the others: a copy over a slow network pauses. Given up, it is new when it changes."""
HOPELESS_TRIES = 2
"""After so many a file that does not even begin like a picture is given up."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What changes when a file is written."""

    size: int
    modified: int
    """Nanoseconds since 1970."""


@dataclass(slots=True)
class _Seen:
    signature: Signature
    since: float
    tries: int = 0


class Settling:
    """Remembers the files of a folder from look to look.

    Parameters
    ----------
    present
        Files that are not new; they count as new when they are written again.
    """

    def __init__(self, present: Mapping[Path, Signature]) -> None:
        over = len(TRY_AFTER_SECONDS)
        self._seen = {path: _Seen(signature, 0.0, over) for path, signature in present.items()}

    def look(self, now: float, found: Mapping[Path, Signature]) -> list[Path]:
        """Return which files to try at a time in seconds, the oldest first."""
        self._seen = {path: seen for path, seen in self._seen.items() if path in found}
        due = []
        for path, signature in found.items():
            seen = self._seen.get(path)
            if seen is None or seen.signature != signature:
                seen = self._seen[path] = _Seen(signature, now)
            if not self.is_over(path) and now - seen.since >= TRY_AFTER_SECONDS[seen.tries]:
                due.append(path)
        return sorted(due, key=lambda path: (found[path].modified, path.name))

    def took(self, path: Path) -> None:
        """Note that a file was read: it is new no more."""
        self._seen[path].tries = len(TRY_AFTER_SECONDS)

    def failed(self, path: Path, hopeless: bool = False) -> None:
        """Note that a file could not be read; a hopeless one is not waited for as long."""
        seen = self._seen[path]
        seen.tries += 1
        if hopeless and seen.tries >= HOPELESS_TRIES:
            seen.tries = len(TRY_AFTER_SECONDS)

    def is_over(self, path: Path) -> bool:
        """Whether there is nothing more to try."""
        return self._seen[path].tries >= len(TRY_AFTER_SECONDS)
