"""Pictures and videos drawn for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

DrawVideo = Callable[..., Path]


@pytest.fixture
def picture() -> np.ndarray:
    """Draw 64 x 96 pixels: dark, with a red top left corner."""
    image = np.full((64, 96, 3), 20, np.uint8)
    image[:32, :48] = [250, 10, 10]
    return image


@pytest.fixture
def draw_video(tmp_path: Path) -> DrawVideo:
    """Return a function that writes a video: frame i has grey value 10 i and a red corner."""

    def draw(
        name: str = "clip.mp4",
        codec: str = "mpeg4",
        milliseconds: Sequence[int] = tuple(range(0, 1000, 50)),
        rotation: int = 0,
        size: tuple[int, int] = (64, 48),
    ) -> Path:
        av = pytest.importorskip("av")
        path = tmp_path / name
        with av.open(str(path), "w") as container:
            stream = container.add_stream(codec, rate=20)
            stream.width, stream.height = size
            stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
            stream.codec_context.time_base = Fraction(1, 1000 if codec == "libx264" else 20)
            if rotation:
                stream.set_display_rotation(rotation)
            container.start_encoding()
            for index, stamp in enumerate(milliseconds):
                image = np.full((size[1], size[0], 3), 10 * index % 250, np.uint8)
                image[: size[1] // 2, : size[0] // 2] = [250, 10, 10]
                frame = av.VideoFrame.from_ndarray(image, format="rgb24")
                frame.time_base = stream.codec_context.time_base
                frame.pts = round(stamp / 1000 / frame.time_base)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    return draw
