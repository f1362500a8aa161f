"""From what a user names (a camera, a video, a folder, a microphone, a recording) to a source."""

from __future__ import annotations

import stat
import warnings
from collections.abc import Callable
from pathlib import Path

from understudy.errors import MediaError
from understudy.media import recordings
from understudy.media.image import read_image
from understudy.media.kinds import kind_of
from understudy.sources.arrivals import Arrivals
from understudy.sources.camera import Camera
from understudy.sources.frames import Frames
from understudy.sources.microphone import Microphone
from understudy.sources.sound import SoundFile, SoundInMemory, Sounds
from understudy.sources.video import Video
from understudy.types import Image


def open_frames(
    source: int | str | Path | Frames,
    *,
    fast: bool = False,
    existing: bool = False,
    read: Callable[[Path], Image] = read_image,
    on_failure: Callable[[str], None] = warnings.warn,
) -> Frames:
    """Return the frames of a source; nothing is opened before they are asked for.

    Parameters
    ----------
    source
        The number of a camera, a video, a folder in which photos appear, or `Frames`.
    fast
        Give the frames of a video as fast as they are taken, not at their times.
    existing
        Give the photos that are already in the folder too.
    read
        What reads a photo.
    on_failure
        Called with a sentence about a photo that can't be read.

    Raises
    ------
    MediaError
        It is none of these.
    """
    if isinstance(source, int):
        return Camera(source)
    if not isinstance(source, (str, Path)):
        return source
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # ValueError: a NUL in the name
        raise MediaError(f"{path} is not there; expected a video or a folder of photos.") from None
    if stat.S_ISDIR(mode):
        return Arrivals(path, existing=existing, read=read, on_failure=on_failure)
    if kind_of(path) != "video":
        raise MediaError(
            f"{path} is no video and no folder. To look at one photo: understudy recognize"
        )
    return Video(path, fast=fast)


def open_sounds(source: int | str | Path | Sounds | recordings.Source | None, rate: int) -> Sounds:
    """Return the sound of a source; nothing is opened before it is asked for.

    Parameters
    ----------
    source
        The number of a microphone, None for the system's own choice of one, a recording, a video
        with sound, a pair (samples, rate), a `media.sound.Recording`, or `Sounds`.
    rate
        Samples a second that are wanted of a recording; a microphone gives its own.

    Raises
    ------
    MediaError
        There is no such file, or it is no recording.
    DataError
        It is none of these.
    """
    if source is None or isinstance(source, int):
        return Microphone(source)
    if not isinstance(source, (str, Path)):
        if hasattr(source, "close"):
            sounds: Sounds = source
            return sounds
        return SoundInMemory(recordings.load_recording(source))
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # ValueError: a NUL in the name
        raise MediaError(f"{path} is not there; expected a recording.") from None
    if stat.S_ISDIR(mode):
        raise MediaError(f"{path} is a folder; give one recording, such as {path / 'a.wav'}.")
    if kind_of(path) == "image":
        raise MediaError(f"{path} is a picture; expected a recording, or a video with sound.")
    return SoundFile(path, rate)
