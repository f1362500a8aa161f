"""Checksums of pictures and recordings, remembered so that none is read twice for its own."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Protocol

from understudy.project.cache import checksum, file_checksum
from understudy.project.layout import Layout

STALE_LINES = 1000
"""How many lines of the file may be about what has changed since, before it is written anew."""

Known = tuple[int, int, str]


class File(Protocol):
    """A file and what the file system says of it, such as an `Example`."""

    @property
    def path(self) -> Path:
        """Where it is."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def mtime_ns(self) -> int:
        """When it was last changed, in nanoseconds since 1970."""


class Checksums:
    """What `file_checksum` says of files, by path, size and time of last change.

    A text file in the project that may be deleted at any time; it stops nothing.
    """

    def __init__(self, layout: Layout) -> None:
        self._prefix = len(str(layout.folder)) + 1
        self._path = layout.checksums
        self._lock = threading.Lock()
        self._known: dict[str, Known] | None = None
        self._file: IO[str] | None = None

    def of(self, files: Iterable[File]) -> list[str]:
        """Return the checksums of files, reading those that are new.

        Raises
        ------
        MediaError
            A file can't be read.
        """
        found = []
        for file in files:
            key = str(file.path)[self._prefix :]
            with self._lock:
                known = self._table().get(key)
            if known is None or known[:2] != (file.size, file.mtime_ns):
                known = (file.size, file.mtime_ns, file_checksum(file.path))
                self._remember(key, known)
            found.append(known[2])
        with self._lock:
            if self._file is not None:
                with contextlib.suppress(OSError):
                    self._file.flush()
        return found

    def put(self, file: File, data: bytes) -> None:
        """Remember the checksum of a file whose bytes are at hand."""
        key = str(file.path)[self._prefix :]
        self._remember(key, (file.size, file.mtime_ns, checksum(data)))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._file is not None:
                with contextlib.suppress(OSError):
                    self._file.close()
                self._file = None

    def _remember(self, key: str, known: Known) -> None:
        with self._lock:
            self._table()[key] = known
            if "\n" in key:  # a line is all that the file has for it
                return
            with contextlib.suppress(OSError):
                if self._file is None:
                    self._file = self._open("a")
                self._file.write(_line(key, known))

    def _open(self, mode: str) -> IO[str]:
        return self._path.open(mode, encoding="utf-8", errors="surrogateescape", newline="\n")

    def _table(self) -> dict[str, Known]:
        if self._known is None:
            self._known, lines = {}, 0
            with contextlib.suppress(OSError), self._open("r") as file:
                for lines, line in enumerate(file, start=1):  # noqa: B007
                    parts = line.rstrip("\n").split(" ", 3)
                    if len(parts) == 4 and parts[1].isdecimal() and parts[2].isdecimal():
                        digest, size, changed, key = parts
                        self._known[key] = (int(size), int(changed), digest)
            if lines > 2 * len(self._known) + STALE_LINES:
                self._rewrite()
        return self._known

    def _rewrite(self) -> None:
        assert self._known is not None
        with contextlib.suppress(OSError), self._open("w") as file:
            file.writelines(_line(key, known) for key, known in self._known.items())


def _line(key: str, known: Known) -> str:
    size, changed, digest = known
    return f"{digest} {size} {changed} {key}\n"
