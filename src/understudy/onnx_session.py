"""Runs ONNX networks, sharing one session per network and thread count.

ONNX Runtime is imported when the first network runs, not when understudy is imported.
"""

from __future__ import annotations

import hashlib
import os
import threading
from typing import Any
from weakref import WeakValueDictionary

from numpy.typing import NDArray

from understudy.errors import ModelFileError

# Weak, so that the session of a head that was taught again goes with it.
_sessions: WeakValueDictionary[tuple[str, int], Any] = WeakValueDictionary()
_lock = threading.Lock()

SPIN_MICROSECONDS = "1000"


def cpu_count() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


class Network:
    """An ONNX network in memory.

    Running it is safe from several threads. Equal networks share their sessions, so a studio
    with many models holds a backbone once.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.sha256 = hashlib.sha256(content).hexdigest()
        self._opened: dict[int, Any] = {}

    def run(
        self, feeds: dict[str, NDArray[Any]], outputs: list[str], *, threads: int = 1
    ) -> list[NDArray[Any]]:
        """Return the named outputs, computed with `threads` threads."""
        found: list[NDArray[Any]] = self.session(threads).run(outputs, feeds)
        return found

    def session(self, threads: int = 1) -> Any:
        """Return the shared `onnxruntime.InferenceSession` for this many threads.

        Raises
        ------
        ModelFileError
            The content is not a network that ONNX Runtime can run.
        """
        session = self._opened.get(threads)
        if session is None:
            key = (self.sha256, threads)
            with _lock:
                session = _sessions.get(key)
                if session is None:
                    session = _sessions[key] = self._open(threads)
            self._opened[threads] = session
        return session

    def _open(self, threads: int) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3  # errors only: warnings are about graph optimisation
        # Threads wait for work by spinning, but not for long after it: never spinning costs a live
        # frame 0.7 ms of 6, spinning on for ever takes the processor from decoding.
        options.add_session_config_entry("session.intra_op.spin_duration_us", SPIN_MICROSECONDS)
        try:
            return onnxruntime.InferenceSession(
                self.content, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime raises many private types
            reason = str(error).strip().rpartition("\n")[2] or type(error).__name__
            raise ModelFileError(f"The network can't be run by ONNX Runtime: {reason}") from error
