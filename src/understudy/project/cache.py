"""Features that were already computed, kept in an SQLite file that may be deleted at any time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from understudy.errors import MediaError
from understudy.project.feature_table import Row, prepare, read_rows, write_rows

MAX_BYTES = 2 * 1024**3
"""How large the cache file may grow: about 160,000 rows of 3,184 columns."""

LOCK_TIMEOUT_SECONDS = 30.0  # how long to wait while another process writes
DIGEST_BYTES = 16

# Failures that a fresh file would not mend.
SURROUNDINGS = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)

T = TypeVar("T")


def default_path() -> Path:
    """Return where features are kept: in the folder UNDERSTUDY_CACHE, or the user's cache."""
    folder = os.environ.get("UNDERSTUDY_CACHE")
    if not folder:
        import platformdirs

        folder = platformdirs.user_cache_dir("understudy", appauthor=False)
    return Path(folder) / "features.sqlite"


def checksum(data: bytes) -> str:
    """Return the checksum of a content: BLAKE2b with 128 bits, as 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


def file_checksum(path: str | Path) -> str:
    """Return the `checksum` of a file's content, which is never in memory as a whole.

    Raises
    ------
    MediaError
        The file can't be read.
    """
    try:
        with Path(path).open("rb") as file:
            digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=DIGEST_BYTES))
    except OSError as error:
        raise MediaError(f"{path} can't be read: {error.strerror}.") from error
    return digest.hexdigest()


class FeatureCache:
    """Rows of features by the checksum of the content and the fingerprint of the backbone.

    Threads and processes may share one file. It stops nothing: a damaged file is replaced; where
    the file can't be used (a full disk, a read-only folder) it warns once and holds nothing from
    then on.

    Parameters
    ----------
    path : path or None
        The SQLite file, created when absent; None for a cache that holds nothing.
    max_bytes : int
        How large the file may grow; rows not used for longest make room.
    """

    def __init__(self, path: str | Path | None, max_bytes: int = MAX_BYTES) -> None:
        self._path = None if path is None else Path(path)
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def get_many(self, checksums: Iterable[str], fingerprint: str) -> dict[str, Row]:
        """Return the rows that are kept, float32 [d] or [t, d] as they were put, by checksum."""
        wanted = list(dict.fromkeys(checksums))
        return self._attempt(lambda connection: read_rows(connection, wanted, fingerprint), {})

    def put_many(self, fingerprint: str, rows: Mapping[str, Row]) -> None:
        """Keep rows, float32 [d] or [t, d], by checksum; once this returns a crash loses none."""
        self._attempt(
            lambda connection: write_rows(connection, fingerprint, rows, self._max_bytes), None
        )

    def close(self) -> None:
        """Close the file; from then on nothing is held."""
        with self._lock:
            self._disconnect()
            self._path = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _attempt(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        with self._lock:
            if self._path is None:
                return otherwise
            try:
                try:
                    return work(self._connect(self._path))
                except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                    if not _means_damage(error):
                        raise
                    self._disconnect()
                    _delete(self._path)
                    return work(self._connect(self._path))
            except (sqlite3.DatabaseError, OSError) as error:
                self._disconnect()
                warnings.warn(
                    f"Features are not kept for next time: the cache {self._path} can't be used "
                    f"({error}). Work goes on; to keep them, set UNDERSTUDY_CACHE to a folder "
                    "that can be written to and has room.",
                    stacklevel=3,
                )
                self._path = None
                return otherwise

    def _connect(self, path: Path) -> sqlite3.Connection:
        if self._connection is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                path, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False
            )
            prepare(self._connection)
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _means_damage(error: Exception) -> bool:
    if isinstance(error, sqlite3.ProgrammingError):
        return False
    # Without a code it was Python that met the damage, such as text (even in SQLite's own
    # message) that isn't UTF-8.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF not in SURROUNDINGS


def _delete(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
