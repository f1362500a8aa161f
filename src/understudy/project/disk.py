"""Changing files so that a crash leaves the old or the new, and a full disk is said in words."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from understudy.errors import DataError
from understudy.media import atomic

PART_SUFFIX = ".part"
FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


class DiskFullError(DataError):
    """There is no room; what was there before is untouched, and trying again may work."""


@contextlib.contextmanager
def told(what: str) -> Iterator[None]:
    """Say in a sentence why the file system refused, `what` being what could not be done.

    Raises
    ------
    DiskFullError
        There is no room.
    DataError
        Anything else that the file system refuses.
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFullError(
                f"The disk is full; {what} was not saved. Make room, such as by emptying the "
                "trash, and try again."
            ) from error
        raise DataError(
            f"{what[:1].upper()}{what[1:]} could not be saved ({error.strerror or error}). Check "
            "that the project's folder is there and may be written to."
        ) from error


def part_of(path: Path) -> Path:
    """Return a new name, beside a file, for what is to become that file."""
    return path.parent / f".{secrets.token_hex(8)}{PART_SUFFIX}"


def is_part(name: str) -> bool:
    """Whether a name is one that `part_of` gave: left over when nobody is writing."""
    return name.startswith(".") and name.endswith(PART_SUFFIX)


def write_part(path: Path, data: bytes) -> Path:
    """Write what is to become `path` beside it, wait until it is on disk, and return where."""
    part = part_of(path)
    try:
        atomic.write_synced(part, data)
    except OSError:
        remove(part)
        raise
    return part


def write_file(path: Path, data: bytes) -> None:
    """Write a file wholly or not at all, and wait until it is on disk; OSError when that fails."""
    part = write_part(path, data)
    try:
        atomic.rename(part, path)
    except OSError:
        remove(part)
        raise
    sync_folder(path.parent)


def append(path: Path, data: bytes, size: int) -> None:
    """Append to a file after its first `size` bytes, and wait until it is on disk.

    It is made where it isn't there. What fails leaves these first bytes, and raises OSError.
    """
    new = not path.exists()
    if new:
        make_folder(path.parent)
    try:
        with path.open("ab") as file:
            file.truncate(size)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            os.truncate(path, size)
        raise
    if new:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk, where platform and file system can."""
    if atomic.ON_WINDOWS:  # a folder can't be opened there
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in, and wait until they are on disk."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def remove(path: Path) -> None:
    """Remove a file if it is there and lets itself be removed."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def remove_parts(folder: Path) -> None:
    """Remove what was half written when a program was killed; nobody else may be writing."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        left = [entry.name for entry in entries if is_part(entry.name)]
    for name in left:
        remove(folder / name)
        shutil.rmtree(folder / name, ignore_errors=True)
