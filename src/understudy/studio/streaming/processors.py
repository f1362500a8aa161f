"""How the work of the studio shares the processors."""

from __future__ import annotations

import os

BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What the libraries that numpy may be built with look at when they are loaded."""


def leave_room() -> None:
    """Let numpy use one thread; call it before numpy is imported.

    A refit that takes all processors is no faster while a camera is watched, and keeps frames
    waiting. What the user has set is left.
    """
    for name in BLAS_THREADS:
        os.environ.setdefault(name, "1")
