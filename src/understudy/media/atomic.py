"""Writing a file wholly or not at all."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from understudy.errors import MediaError

ON_WINDOWS = os.name == "nt"
RENAME_TRIES = 5
RENAME_PAUSE_SECONDS = 0.1  # virus scanners on Windows hold a fresh file for about this long


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file through a temporary one beside it, so that nobody ever sees half of it.

    Raises
    ------
    MediaError
        The file can't be written: the folder is missing or read-only, or the disk is full.
    """
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes its name when all of it is on disk.

    Raises
    ------
    MediaError
        The file can't be written: the folder is missing or read-only, or the disk is full.
    """
    # Not named after the file: a name may be as long as the file system allows.
    temporary = path.parent / f".{secrets.token_hex(8)}.part"
    try:
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            rename(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise MediaError(
            f"{path} can't be written ({reason}). Choose a folder that exists, "
            "may be written to and has room."
        ) from error


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file and wait until it is on disk; OSError when that fails."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def rename(old: Path, new: Path) -> None:
    """Rename a file or folder, trying again while another program holds it (Windows)."""
    for attempt in range(RENAME_TRIES):
        try:
            old.replace(new)
            return
        except PermissionError:
            if not ON_WINDOWS or attempt == RENAME_TRIES - 1:
                raise
            time.sleep(RENAME_PAUSE_SECONDS)
