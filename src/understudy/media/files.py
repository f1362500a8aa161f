"""Opening a file to read, with one clear sentence when that can't be."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

from understudy.errors import MediaError


def open_file(path: Path, kind: str, max_bytes: int | None = None) -> BinaryIO:
    """Open an ordinary, non-empty file; `kind` says in errors what it should have been.

    Raises
    ------
    MediaError
        The file is missing, empty, too large, a folder or a device, or may not be read.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise MediaError(f"{path} is a folder; expected a {kind}.")
        if not stat.S_ISREG(status.st_mode):  # a pipe would block, a device might never end
            raise MediaError(f"{path} is not an ordinary file; expected a {kind}.")
        if status.st_size == 0:
            raise MediaError(f"{path} is empty: it has 0 bytes. Take or copy it again.")
        if max_bytes is not None and status.st_size > max_bytes:
            raise MediaError(
                f"{path} has {status.st_size / 2**20:.1f} MiB, over the limit of "
                f"{max_bytes / 2**20:.0f}. Make it smaller."
            )
        return path.open("rb")
    except FileNotFoundError as error:
        raise MediaError(f"{path} does not exist. Check the name.") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise MediaError(f"{path} can't be read ({reason}).") from error
