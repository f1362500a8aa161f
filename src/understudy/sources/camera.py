"""A camera of this computer as a source: the newest frame wins."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import numpy as np

from understudy.errors import MediaError, require
from understudy.sources.frames import TICK_SECONDS, Frame
from understudy.types import Image

log = logging.getLogger(__name__)

SIZE = (640, 480)
"""Pixels asked of the camera: what the studio keeps of a frame, and enough for every backbone."""
FIRST_FRAME_SECONDS = 10.0
"""A camera takes this long at most to wake up."""
STALL_SECONDS = 3.0
"""A camera that gives nothing for this long has been unplugged."""
JOIN_SECONDS = 2.0
"""How long the reading thread may take to end."""
DEVICES = Path("/dev")


class Camera:
    """The frames of a camera, as fast as they are taken; those that come meanwhile are left out.

    Parameters
    ----------
    index
        Which camera: 0 is the first.
    """

    separate = False

    def __init__(self, index: int = 0) -> None:
        self._index = index
        self._closed = False

    def __iter__(self) -> Generator[Frame, None, None]:
        """Yield the newest frame, each once, until the source is closed.

        Raises
        ------
        MediaError
            There is no such camera, it is in use, may not be used, or was unplugged.
        MissingExtraError
            The extra `[camera]` is not installed.
        """
        reader = _Reader(open_camera(self._index), self._index)
        begin: float | None = None
        patience = FIRST_FRAME_SECONDS
        try:
            while not self._closed:
                newest = reader.next(patience, lambda: self._closed)
                if newest is None:
                    return
                taken, image = newest
                begin = taken if begin is None else begin
                patience = STALL_SECONDS
                yield Frame(taken - begin, image)
        finally:
            reader.stop()

    def close(self) -> None:
        """Let the iteration end soon."""
        self._closed = True


class _Reader:
    """A thread that reads all frames of a camera and keeps the newest."""

    def __init__(self, device: Any, index: int) -> None:
        self._device = device
        self._index = index
        self._newest: tuple[float, Image] | None = None
        self._stopped = self._ended = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._read, name="camera", daemon=True)
        self._thread.start()

    def next(self, patience: float, closed: Callable[[], bool]) -> tuple[float, Image] | None:
        """Wait for a frame; return it and when it came, or None when closed meanwhile."""
        end = time.monotonic() + patience
        with self._changed:
            while self._newest is None:
                if closed():
                    return None
                if self._ended or time.monotonic() > end:
                    raise MediaError(
                        f"No picture comes from camera {self._index}. Is it still plugged in, and "
                        "does no other program use it?"
                    )
                self._changed.wait(TICK_SECONDS)
            newest, self._newest = self._newest, None
        return newest

    def stop(self) -> None:
        """End the thread, which gives the camera back."""
        self._stopped = True
        self._thread.join(JOIN_SECONDS)

    def _read(self) -> None:
        # Read and released by one thread: drivers crash when another releases under way.
        try:
            while not self._stopped:
                good, picture = self._device.read()
                if not good:  # a frame may be damaged; how long to wait is for the taker to say
                    time.sleep(TICK_SECONDS)
                    continue
                image = np.ascontiguousarray(picture[:, :, ::-1])  # from BGR
                with self._changed:
                    self._newest = time.monotonic(), image
                    self._changed.notify()
        except Exception as error:  # OpenCV's own kind, whose module is not at hand here
            log.warning("Camera %d failed: %s", self._index, error)
        finally:
            self._device.release()
            with self._changed:
                self._ended = True
                self._changed.notify()


def open_camera(index: int) -> Any:
    """Return an opened `cv2.VideoCapture`.

    Raises
    ------
    MediaError
        There is no such camera, it is in use, or may not be used.
    MissingExtraError
        The extra `[camera]` is not installed.
    """
    if index < 0:
        raise MediaError(f"There is no camera {index}; the first is camera 0.")
    os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")  # what is wrong is said in our words
    cv2 = require("cv2", extra="camera", purpose="watch with a camera")
    if sys.platform.startswith("linux"):
        _check_device(index)
    device = cv2.VideoCapture(index)
    if not device.isOpened():
        device.release()
        raise MediaError(_why_not(index))
    device.set(cv2.CAP_PROP_FRAME_WIDTH, SIZE[0])
    device.set(cv2.CAP_PROP_FRAME_HEIGHT, SIZE[1])
    return device


def _check_device(index: int) -> None:
    """Say what is wrong where Linux tells, before OpenCV prints warnings of its own."""
    path = DEVICES / f"video{index}"
    if not path.exists():
        found = sorted(int(p.name[5:]) for p in DEVICES.glob("video*") if p.name[5:].isdecimal())
        if not found:
            raise MediaError("There is no camera. Plug one in, or give a video or a folder.")
        known = ", ".join(map(str, found))
        raise MediaError(f"There is no camera {index}; expected one of: {known}.")
    if not os.access(path, os.R_OK | os.W_OK):
        raise MediaError(
            f"Camera {index} may not be used by you ({path}). Ask whoever looks after this "
            "computer to add you to the group video."
        )


def _why_not(index: int) -> str:
    if sys.platform.startswith("linux"):
        return (
            f"Camera {index} can't be opened. Another program probably uses it: close that, or try "
            "another camera."
        )
    return (
        f"Camera {index} can't be opened. Either there is none, another program uses it, or this "
        "program may not: look under Privacy, Camera in the system's settings."
    )
