"""One writer per project: a lock that the operating system takes back when a program dies."""

from __future__ import annotations

from typing import Any

from understudy.errors import DataError, require
from understudy.project.layout import Layout


def lock(layout: Layout) -> Any:
    """Take the lock of a project and return it; its `release()` gives it back.

    Raises
    ------
    DataError
        The project is open elsewhere, or its folder may not be written to.
    """
    filelock = require("filelock", extra="studio", purpose="open a project")
    taken = filelock.FileLock(layout.lock, timeout=0, thread_local=False)
    try:
        taken.acquire()
    except filelock.Timeout:
        raise DataError(
            f"The project {layout.folder} is open elsewhere. Close it there, or go on there."
        ) from None
    except (OSError, NotImplementedError) as error:
        raise DataError(
            f"The project {layout.folder} can't be opened for writing "
            f"({getattr(error, 'strerror', None) or error}). Check that its folder may be "
            "written to."
        ) from error
    return taken
