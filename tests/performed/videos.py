"""Frames as video files."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.types import Image

TICKS = 90_000  # a second; what MP4 files of phones count in
BITS_PER_PIXEL = 0.4  # a second and frame; enough that coding changes little


def write_video(
    path: Path,
    frames: NDArray[np.uint8] | Sequence[Image],
    fps: float = 30.0,
    *,
    seconds: Sequence[float] | NDArray[np.float64] | None = None,
    rotation: int = 0,
    codec: str = "mpeg4",
) -> Path:
    """Write frames of one size, with even sides, as a video and return its path.

    Parameters
    ----------
    path
        Its ending says the container: .mp4, .mkv, .avi, or with `codec="libvpx"` .webm.
    fps
        Frames a second.
    seconds
        When each frame is shown, rising; for a variable frame rate.
    rotation
        Degrees counter-clockwise by which a player turns the frames, as phones write it.
    """
    import av

    height, width, _ = frames[0].shape
    times = np.arange(len(frames)) / fps if seconds is None else np.asarray(seconds)
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=Fraction(fps).limit_denominator(1001))
        stream.width, stream.height = width, height
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.bit_rate = round(BITS_PER_PIXEL * width * height * max(fps, 10.0))
        if rotation:
            stream.set_display_rotation(rotation)
        if seconds is not None:
            stream.codec_context.time_base = Fraction(1, 1000)
        unit = stream.codec_context.time_base or Fraction(1, TICKS)
        for picture, time in zip(frames, times, strict=True):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.pts, frame.time_base = round(float(time) / unit), unit
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
