"""A video as a source of live frames: paced by its own times, or as fast as they are taken."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from understudy.media.video import read_frames
from understudy.sources.frames import TICK_SECONDS, Frame

MOST_FPS = 30.0
"""Frames a second that are given at most, as of a camera."""
LATE_SECONDS = 0.1
"""A frame this late is left out, as a camera's would be: what is looked at is never old."""
LONGEST_WITHOUT_SECONDS = 0.25
"""But after this long one is given, or a slow computer would never see any."""


class Video:
    """The frames of a video, as many a second as it has, up to `MOST_FPS`.

    Parameters
    ----------
    path
        The video.
    fast
        Give every frame at once and leave none out, instead of at its time.
    """

    separate = False

    def __init__(self, path: Path, *, fast: bool = False) -> None:
        self._path = path
        self._fast = fast
        self._closed = False

    def __iter__(self) -> Generator[Frame, None, None]:
        """Yield the frames.

        Raises
        ------
        MediaError
            The video can't be read.
        """
        begin = given = -math.inf
        # However long it is: a frame that was looked at is forgotten.
        frames = read_frames(self._path, fps=MOST_FPS, max_frames=sys.maxsize)
        with closing(frames):  # type: ignore[type-var]  # it is a generator
            for seconds, image in frames:
                if not self._fast:
                    if begin == -math.inf:
                        begin = time.monotonic()
                    self._wait_until(begin + seconds)
                    now = time.monotonic()
                    late = now - begin - seconds > LATE_SECONDS
                    if late and now - given < LONGEST_WITHOUT_SECONDS:
                        continue
                    given = now
                if self._closed:
                    return
                yield Frame(seconds, image)

    def close(self) -> None:
        """Let the iteration end before the next frame."""
        self._closed = True

    def _wait_until(self, moment: float) -> None:
        while not self._closed and (left := moment - time.monotonic()) > 0:
            time.sleep(min(left, TICK_SECONDS))
