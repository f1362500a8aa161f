"""Clips as files: JPEGs with the times they were taken at, not coded anew.

JPEGs, milliseconds --mux--> MJPEG in Matroska --demux--> the same JPEGs, milliseconds
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps

from understudy.errors import MediaError
from understudy.media.clip import HOP_SECONDS, check_long_enough, slot_of
from understudy.media.formats import open_picture
from understudy.media.image import encode_jpeg, read_image
from understudy.media.limits import MAX_CLIP_SECONDS, MAX_VIDEO_PIXELS
from understudy.media.video import opened
from understudy.types import Image

TICK = Fraction(1, 1000)
"""Seconds: Matroska stamps frames in whole milliseconds."""
# Without it the file would hold random ids and the version of FFmpeg: equal clips are equal files.
EXACT = {"fflags": "+bitexact"}
CLOCK = "CLOCK"
"""The tag of a file that says what the clock showed at its first frame, in milliseconds."""
WHOLE = re.compile("-?[0-9]{1,18}")

Size = tuple[int, int]
"""Width and height in pixels."""


def write_motion(path: Path, frames: Iterable[tuple[int, bytes]]) -> None:
    """Write JPEGs of one size, at least one, as a new video; wait until it is on disk.

    Memory does not grow with the video. What fails, also in `frames`, leaves no file.

    Parameters
    ----------
    path : path
        The file, which is not there yet.
    frames : iterable of (int, bytes)
        Milliseconds of any clock, rising, and the JPEG. The video starts with the first; what
        the clock showed then is kept beside it.

    Raises
    ------
    OSError
        The file can't be written.
    MediaError
        There are no frames, or the first is no JPEG.
    """
    with path.open("xb") as file:
        try:
            _mux(file, iter(frames))
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.close()
            path.unlink(missing_ok=True)
            raise


def read_jpegs(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield (milliseconds, JPEG) of a video, by the clock and as `write_motion` was given them.

    Raises
    ------
    MediaError
        It is no video, or of another kind.
    """
    with opened(path) as (container, stream):
        if stream.codec_context.name != "mjpeg":
            raise MediaError(f"{path} is not made of JPEGs. Record the clip again.")
        said = container.metadata.get(CLOCK, "")
        start = int(said) if WHOLE.fullmatch(said) else 0
        for packet in container.demux(stream):
            if packet.size and packet.pts is not None:
                yield start + round(packet.pts * packet.time_base / TICK), bytes(packet)


def action_frames(
    frames: Iterable[tuple[float, Image]], name: str
) -> Iterator[tuple[float, Image]]:
    """Yield frames of a video, called `name` in errors, that is as long as one of an action.

    Raises
    ------
    MediaError
        It is shorter or longer, which is known at its end.
    """
    seconds = 0.0
    for seconds, image in frames:
        if seconds > MAX_CLIP_SECONDS:
            raise too_long(name)
        yield seconds, image
    check_long_enough(name, slot_of(seconds, HOP_SECONDS) + 1)


def too_long(name: str) -> MediaError:
    """Return what refuses a video that is longer than `MAX_CLIP_SECONDS`."""
    return MediaError(
        f"{name} is longer than {MAX_CLIP_SECONDS // 60} minutes. Cut it into shorter videos."
    )


def jpeg_size(jpeg: bytes) -> Size:
    """Return the size of a JPEG, of which the header is read.

    Raises
    ------
    MediaError
        It is none, or over the limit of a frame of a video.
    """
    with open_picture(io.BytesIO(jpeg), "The frame") as picture:
        width, height = picture.size
        if picture.format != "JPEG" or width * height > MAX_VIDEO_PIXELS:
            raise MediaError(
                f"The frame is a {picture.format} of {width} x {height} pixels; expected a JPEG of "
                f"at most {MAX_VIDEO_PIXELS // 10**6} million."
            )
        return width, height


def fitted(jpeg: bytes, size: Size) -> bytes:
    """Return a JPEG of this size with the whole picture in its middle, black beside it.

    One that has it is returned as it is. A phone that is turned while it records sends frames of
    another size; most players show a video of one size only.

    Raises
    ------
    MediaError
        It is no picture, damaged, or over a limit.
    """
    if jpeg_size(jpeg) == size:
        return jpeg
    picture = Pillow.fromarray(read_image(jpeg, name="The frame"))
    return encode_jpeg(np.asarray(ImageOps.pad(picture, size)))


def _mux(file: BinaryIO, frames: Iterator[tuple[int, bytes]]) -> None:
    import av

    start, first = next(frames, (0, b""))
    with av.open(file, "w", format="matroska", options=EXACT) as container:
        container.metadata[CLOCK] = str(start)
        stream: Any = container.add_stream("mjpeg")
        stream.width, stream.height = jpeg_size(first)
        stream.pix_fmt = "yuvj420p"
        stream.time_base = TICK
        for milliseconds, jpeg in chain([(start, first)], frames):
            packet = av.Packet(jpeg)
            packet.stream, packet.time_base = stream, TICK
            packet.pts = packet.dts = milliseconds - start
            packet.is_keyframe = True
            container.mux(packet)
