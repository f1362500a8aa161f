"""Videos: files to upright RGB frames with their times, one at a time.

file --demux--> packets --decode--> pictures --choose by time--> RGB [h, w, 3], turned upright
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from understudy.errors import MediaError
from understudy.media.files import open_file
from understudy.media.limits import MAX_VIDEO_FRAMES, MAX_VIDEO_PIXELS
from understudy.types import Image

log = logging.getLogger(__name__)

# FFmpeg also reads playlists, which name other files and addresses; a playlist called .mp4 is
# still a playlist. So it may only use these containers (3gp and m4v are mov, mkv is matroska),
# only the file handed to it, and no protocol to open another with.
CONTAINERS = "mov,mp4,matroska,webm,avi,mjpeg"
NO_PROTOCOL = "none"
# Matroska stamps frames in whole milliseconds; one that comes this early is still on time.
STAMP_SECONDS = 1e-3


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What the header of a video says; the width and height are of the upright picture."""

    duration: float | None
    """Seconds, or None when the header doesn't say."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    fps: float | None
    """Average frames per second, or None when the header doesn't say."""
    rotation: int
    """Degrees counter-clockwise by which the stored frames are turned: 0, 90, 180 or 270."""


def probe(path: str | Path) -> VideoInfo:
    """Read the size, duration and rotation of a video; only its first frame is decoded.

    Raises
    ------
    MediaError
        The file is missing, no video, has no frames, or its frames are over the limit.
    """
    path = Path(path)
    with opened(path) as (container, stream):
        frame = next(_decoded(container, stream, path))
        duration = None
        if stream.duration is not None and stream.time_base is not None:
            duration = float(stream.duration * stream.time_base)
        elif container.duration is not None:
            duration = container.duration / 1e6  # FFmpeg counts containers in microseconds
        quarters = _quarters(frame)
        width, height = frame.width, frame.height
        if quarters % 2:
            width, height = height, width
        fps = float(stream.average_rate) if stream.average_rate else None
        return VideoInfo(duration, width, height, fps, quarters * 90)


def read_frames(
    path: str | Path,
    *,
    fps: float | None = None,
    max_frames: int = MAX_VIDEO_FRAMES,
    long_side: int | None = None,
) -> Iterator[tuple[float, Image]]:
    """Yield (seconds since the first frame, RGB frame) in the order of showing.

    Frames are turned upright as the file says. Memory does not grow with the video. Of a
    file that is cut off or damaged, the frames that can be decoded are given and a warning logged.

    Parameters
    ----------
    path : path
        A mov, mp4, webm, mkv, avi or mjpeg file.
    fps : float, optional
        Cut time into slots of 1/fps seconds and give the first frame of each; also right for
        variable frame rates. A slot without a frame gives none: frames are never repeated,
        since copies would count as examples. By default every frame is given.
    max_frames : int
        How many frames may be given.
    long_side : int, optional
        Larger frames are made smaller, until their long side has so many pixels.

    Raises
    ------
    MediaError
        The file is missing, no video, has no frames, or is over a limit on pixels or frames.
    """
    if fps is not None and not (math.isfinite(fps) and fps > 0):
        raise ValueError(f"fps is {fps}; expected more than 0")
    if max_frames < 1:
        raise ValueError(f"max_frames is {max_frames}; expected 1 or more")
    if long_side is not None and long_side < 1:
        raise ValueError(f"long_side is {long_side}; expected 1 or more pixels")
    return _read_frames(Path(path), fps, max_frames, long_side)


def _read_frames(
    path: Path, fps: float | None, max_frames: int, long_side: int | None
) -> Iterator[tuple[float, Image]]:
    with opened(path) as (container, stream):
        given = 0
        last_slot = -1
        for seconds, frame in _timed(_decoded(container, stream, path), stream):
            if fps is not None:
                slot = slot_at(seconds, fps)
                if slot <= last_slot:
                    continue
                last_slot = slot
            if given == max_frames:
                raise MediaError(
                    f"{path} has more than {max_frames} frames to give. "
                    "Cut it into shorter videos, or take fewer frames a second."
                )
            given += 1
            yield seconds, _rgb(frame, long_side)


def slot_at(seconds: float, fps: float) -> int:
    """Return which slot of 1 / fps seconds a time falls in; one a millisecond early is in the next.

    Containers and cameras say times in whole milliseconds, so that a frame at 0.3 s may say 0.299.
    """
    return math.floor((seconds + STAMP_SECONDS) * fps + 1e-6)  # sums of such times are not exact


@contextmanager
def opened(path: Path) -> Iterator[tuple[Any, Any]]:
    """Give the container and its first video stream; no other file or network can be reached.

    Raises
    ------
    MediaError
        The file is missing, no video, or its frames are over the limit.
    """
    import av

    with open_file(path, "video") as file:
        allowed = {"format_whitelist": CONTAINERS, "protocol_whitelist": NO_PROTOCOL}
        try:
            container = av.open(file, mode="r", options=allowed, metadata_errors="replace")
        except (av.FFmpegError, OSError, ValueError) as error:
            raise MediaError(
                f"{path} is not a video that can be read, or it is cut off; "
                "expected mov, mp4, webm, avi or mjpeg."
            ) from error
        with container:
            yield container, _video_stream(container, path)


def _video_stream(container: Any, path: Path) -> Any:
    if not container.streams.video:
        raise MediaError(f"{path} has no pictures in it, only {_contents(container)}.")
    stream = container.streams.video[0]
    if stream.codec_context is None:
        raise MediaError(
            f"{path} is damaged, or coded in a way that can't be read; convert it to H.264."
        )
    _check_size(stream.width, stream.height, path)
    stream.thread_type = "AUTO"
    # Also refused inside the decoder, before it takes the memory for a frame that grew; twice
    # the limit, since FFmpeg counts the padding of its buffers as pixels.
    stream.codec_context.options = {"max_pixels": str(2 * MAX_VIDEO_PIXELS)}
    return stream


def _contents(container: Any) -> str:
    return " and ".join(sorted({stream.type for stream in container.streams})) or "nothing"


def _check_size(width: int, height: int, path: Path) -> None:
    if width * height > MAX_VIDEO_PIXELS:
        raise MediaError(
            f"{path} has frames of {width} x {height} pixels, over the limit of "
            f"{MAX_VIDEO_PIXELS // 10**6} million. Make it smaller."
        )


def _decoded(container: Any, stream: Any, path: Path) -> Iterator[Any]:
    """Yield the frames that can be decoded, at least one; damaged ones are left out."""
    import av

    count = lost = 0
    try:
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.InvalidDataError:
                lost += 1
                continue
            for frame in frames:
                _check_size(frame.width, frame.height, path)
                count += 1
                yield frame
    except (av.FFmpegError, OSError):  # the container is damaged: nothing comes after this
        lost += 1
    if not count:
        raise MediaError(f"{path} has no frame that can be decoded. Copy it again.")
    if lost:
        log.warning("%s has %d damaged parts; the other frames are used.", path, lost)


def _timed(frames: Iterator[Any], stream: Any) -> Iterator[tuple[float, Any]]:
    """Pair frames with their seconds since the first; those without a stamp are spaced evenly."""
    spacing = 1 / float(stream.average_rate or 25)  # 25 is FFmpeg's own guess
    start: float | None = None
    seconds = -spacing
    for frame in frames:
        if frame.time is None:
            seconds += spacing
        else:
            start = frame.time if start is None else start
            seconds = max(seconds, frame.time - start)
        yield seconds, frame


def _quarters(frame: Any) -> int:
    return round(int(frame.rotation) / 90) % 4


def _rgb(frame: Any, long_side: int | None) -> Image:
    quarters = _quarters(frame)  # one that was made smaller no longer says
    longest = max(frame.width, frame.height)
    if long_side is not None and longest > long_side:
        width, height = (
            max(1, round(side * long_side / longest)) for side in (frame.width, frame.height)
        )
        frame = frame.reformat(width, height, interpolation="AREA")
    return np.ascontiguousarray(np.rot90(frame.to_ndarray(format="rgb24"), quarters))
