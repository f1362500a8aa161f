import os
import subprocess
import sys

import pytest

from understudy.studio.streaming.processors import BLAS_THREADS, leave_room

LIMITS = (*BLAS_THREADS, "OMP_NUM_THREADS")


def test_numpy_uses_one_thread() -> None:
    pytest.importorskip("threadpoolctl", reason="it tells how many threads there are")
    code = """
from understudy.studio.streaming.processors import leave_room
leave_room()
import numpy, threadpoolctl
print([one["num_threads"] for one in threadpoolctl.threadpool_info()])
"""
    free = {name: value for name, value in os.environ.items() if name not in LIMITS}
    shown = subprocess.run(
        [sys.executable, "-c", code], env=free, capture_output=True, check=True, text=True
    ).stdout
    assert set(shown.strip("[]\n").split(", ")) <= {"1", ""}


def test_what_the_user_has_set_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BLAS_THREADS[0], "3")
    for name in BLAS_THREADS[1:]:
        monkeypatch.delenv(name, raising=False)
    leave_room()
    assert os.environ[BLAS_THREADS[0]] == "3"
    assert os.environ[BLAS_THREADS[1]] == "1"
    for name in BLAS_THREADS[1:]:
        monkeypatch.delenv(name)
