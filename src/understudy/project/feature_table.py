"""The tables of the feature cache: checked rows of float32, the longest unused out first."""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.float32]

FORMAT = 1  # of the tables, kept as SQLite's user_version
KEYS_PER_QUERY = 500  # SQLite before 3.32 takes at most 999 parameters
KEPT_SHARE = 0.9  # of the limit, after making room, so that not every write has to
OVERHEAD_BYTES = 300  # of a row beside its values: keys, three times, and b-tree cells; measured

# When a row was used is in a table of its own: noting it must not rewrite the values.
TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS features (
    fingerprint TEXT NOT NULL, checksum TEXT NOT NULL,
    shape TEXT NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (fingerprint, checksum));
CREATE TABLE IF NOT EXISTS uses (
    fingerprint TEXT NOT NULL, checksum TEXT NOT NULL,
    bytes INTEGER NOT NULL, used INTEGER NOT NULL,
    PRIMARY KEY (fingerprint, checksum)) WITHOUT ROWID;
PRAGMA user_version = {FORMAT};
COMMIT;
"""


def prepare(connection: sqlite3.Connection) -> None:
    """Create the tables where they are not there yet.

    Raises
    ------
    sqlite3.DatabaseError
        The file is damaged, can't be written, or has tables of another format.
    """
    # Another process that opens the file at this moment may be in the way, and does it for us.
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    # With a write-ahead log this survives a crash of the program; after one of the machine the
    # last rows may be missing, and the file is still sound.
    connection.execute("PRAGMA synchronous = NORMAL")
    version = _pragma(connection, "user_version")
    if version not in (0, FORMAT):
        raise sqlite3.DatabaseError(f"the cache has format {version}; expected {FORMAT}")
    if version == 0:
        connection.executescript(TABLES)


def read_rows(
    connection: sqlite3.Connection, checksums: list[str], fingerprint: str
) -> dict[str, Row]:
    """Return the sound rows among those asked for, and note that they were used."""
    rows: dict[str, Row] = {}
    for start in range(0, len(checksums), KEYS_PER_QUERY):
        keys = checksums[start : start + KEYS_PER_QUERY]
        found = connection.execute(
            "SELECT checksum, shape, crc, data FROM features WHERE fingerprint = ? "
            f"AND checksum IN ({', '.join('?' * len(keys))})",
            (fingerprint, *keys),
        )
        for key, shape, crc, data in found:
            row = _decode(fingerprint, key, shape, crc, data)
            if row is not None:
                rows[key] = row
    if rows:
        now = time.time_ns()
        with _transaction(connection):
            connection.executemany(
                "UPDATE uses SET used = ? WHERE fingerprint = ? AND checksum = ?",
                ((now, fingerprint, key) for key in rows),
            )
    return rows


def write_rows(
    connection: sqlite3.Connection, fingerprint: str, rows: Mapping[str, Row], max_bytes: int
) -> None:
    """Add or replace rows; when the file exceeds its limit, those unused for longest go."""
    now = time.time_ns()
    with _transaction(connection):
        for key, row in rows.items():
            shape = ",".join(map(str, np.shape(row)))
            data = np.asarray(row, dtype="<f4").tobytes()
            connection.execute(
                "INSERT OR REPLACE INTO features VALUES (?, ?, ?, ?, ?)",
                (fingerprint, key, shape, _crc(fingerprint, key, shape, data), data),
            )
            connection.execute(
                "INSERT OR REPLACE INTO uses VALUES (?, ?, ?, ?)",
                (fingerprint, key, len(data) + OVERHEAD_BYTES, now),
            )
        _make_room(connection, max_bytes)


def _make_room(connection: sqlite3.Connection, max_bytes: int) -> None:
    pages = _pragma(connection, "page_count") - _pragma(connection, "freelist_count")
    file_bytes = pages * _pragma(connection, "page_size")
    if file_bytes <= max_bytes:
        return
    excess = file_bytes - KEPT_SHARE * max_bytes
    oldest: list[tuple[str, str]] = []
    for fingerprint, key, size in connection.execute(
        "SELECT fingerprint, checksum, bytes FROM uses ORDER BY used"
    ):
        if excess <= 0:
            break
        oldest.append((fingerprint, key))
        excess -= size
    for table in ("features", "uses"):
        connection.executemany(
            f"DELETE FROM {table} WHERE fingerprint = ? AND checksum = ?", oldest
        )


def _decode(fingerprint: str, key: str, shape: str, crc: int, data: bytes) -> Row | None:
    """Return a row, or None when what is kept isn't what was put."""
    try:
        if _crc(fingerprint, key, shape, data) != crc:
            return None
        sizes = [int(size) for size in shape.split(",")]
        return np.frombuffer(data, dtype="<f4").reshape(sizes).astype(np.float32)
    except (AttributeError, TypeError, ValueError):  # SQLite columns may hold any type
        return None


def _crc(fingerprint: str, key: str, shape: str, data: bytes) -> int:
    return zlib.crc32(data, zlib.crc32(f"{fingerprint}/{key}/{shape}".encode()))


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        # Takes the lock to write at the start: one asked for halfway isn't waited for.
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite may have rolled back by itself
            connection.execute("ROLLBACK")
        raise
