"""The frames of clips, none of which is decoded that is not needed."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from understudy.errors import MediaError
from understudy.media.clip import slot_of
from understudy.media.image import encode_jpeg, read_image
from understudy.media.motion_video import read_jpegs
from understudy.media.video import read_frames
from understudy.types import Image

AT_ONCE = threading.BoundedSemaphore(2)
"""How many clips are read to be shown at once: a gallery asks for all that it shows."""

Shown = bytes | Image
"""A frame, as a JPEG where the clip has it as one."""


def pictures(path: Path, hop: float) -> Iterator[tuple[float, Image]]:
    """Yield the first frame of every `hop` seconds of a clip, with its seconds.

    They are decoded as those of a camera are that is watched. Damaged ones are left out.

    Raises
    ------
    MediaError
        It can't be read, or there is no frame to be had.
    """
    last = -1
    for seconds, shown in timed(path):
        slot = slot_of(seconds, hop)
        image = decoded(shown) if slot > last else None
        if image is not None:
            last = slot
            yield seconds, image
    if last < 0:
        raise nothing_in(path)


def frame(path: Path, seconds: float) -> bytes:
    """Return the frame of a clip that is shown at a time, as a JPEG.

    Raises
    ------
    MediaError
        It can't be read.
    """
    with AT_ONCE:
        (shown,) = frames_at(path, [seconds])
    return shown if isinstance(shown, bytes) else encode_jpeg(shown)


def frames_at(path: Path, seconds: Sequence[float]) -> Iterator[Shown]:
    """Yield the frame of a clip that is shown at each of several times, which rise.

    Before the first it is the first, and after the last the last.

    Raises
    ------
    MediaError
        It can't be read.
    """
    frames = timed(path)
    now, after = next(frames), next(frames, None)
    for time in seconds:
        while after is not None and after[0] <= time:
            now, after = after, next(frames, None)
        yield now[1]


def timed(path: Path) -> Iterator[tuple[float, Shown]]:
    """Yield the frames of a clip, with seconds from 0; of those recorded here none is decoded.

    Raises
    ------
    MediaError
        It can't be read, or has no frame.
    """
    jpegs = read_jpegs(path)
    try:
        first = next(jpegs, None)
    except MediaError:  # a video that somebody put in by hand
        yield from read_frames(path)
        return
    if first is None:
        raise nothing_in(path)
    began, jpeg = first  # by the clock of whoever recorded it
    yield 0.0, jpeg
    for milliseconds, jpeg in jpegs:
        yield (milliseconds - began) / 1000, jpeg


def decoded(shown: Shown, at_least: int | None = None) -> Image | None:
    """Return a frame, perhaps made smaller down to a short side in pixels; None if damaged."""
    if not isinstance(shown, bytes):
        return shown
    try:
        return read_image(shown, at_least=at_least)
    except MediaError:
        return None


def nothing_in(path: Path) -> MediaError:
    """Return the error of a clip without a frame that can be shown."""
    return MediaError(f"{path} has no frame that can be shown. Delete it, and record it again.")
