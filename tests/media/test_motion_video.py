"""Clips as files: the very JPEGs that came, at their times."""

import errno
import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from understudy.errors import MediaError
from understudy.media import motion_video
from understudy.media.image import encode_jpeg, read_image
from understudy.media.motion_video import (
    action_frames,
    fitted,
    jpeg_size,
    read_jpegs,
    write_motion,
)
from understudy.media.video import probe, read_frames

FULL = Path("/dev/full")
TIMES = [0, 33, 67, 100, 150, 1000, 1033, 90_000]


def picture(level: int, size: tuple[int, int] = (64, 48)) -> bytes:
    image = np.full((size[1], size[0], 3), level, np.uint8)
    image[: size[1] // 2] = [200, 30, 30]
    return encode_jpeg(image)


def frames(size: tuple[int, int] = (64, 48), first: int = 0) -> list[tuple[int, bytes]]:
    return [(first + time, picture(20 * n, size)) for n, time in enumerate(TIMES)]


@pytest.mark.parametrize("size", [(64, 48), (33, 21), (1, 1), (640, 361), (48, 640)])
def test_pictures_and_times_come_back(tmp_path: Path, size) -> None:
    path, given = tmp_path / "clip.mkv", frames(size, first=-5_000_000_000)
    write_motion(path, iter(given))
    assert list(read_jpegs(path)) == given
    read = list(read_frames(path))
    assert [round(seconds * 1000) for seconds, _ in read] == TIMES
    for (_, image), (_, jpeg) in zip(read, given, strict=True):
        assert image.shape == (size[1], size[0], 3)
        difference = image.astype(int) - read_image(jpeg)
        assert np.abs(difference).mean() < 4  # two decoders
    info = probe(path)
    assert (info.width, info.height, info.rotation) == (*size, 0)
    assert info.duration == pytest.approx(90, abs=0.2)


def test_the_same_clip_is_the_same_file(tmp_path: Path) -> None:
    for name in ("one.mkv", "other.mkv"):
        write_motion(tmp_path / name, frames())
    assert (tmp_path / "one.mkv").read_bytes() == (tmp_path / "other.mkv").read_bytes()


def test_grey_pictures_are_pictures(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Pillow.new("L", (64, 48), 90).save(buffer, "JPEG")
    write_motion(tmp_path / "x.mkv", [(0, buffer.getvalue()), (50, buffer.getvalue())])
    assert [image.shape for _, image in read_frames(tmp_path / "x.mkv")] == [(48, 64, 3)] * 2


def test_what_fails_leaves_no_file(tmp_path: Path, monkeypatch) -> None:
    def broken():
        yield from frames()
        raise RuntimeError("broken")

    path = tmp_path / "clip.mkv"
    with pytest.raises(RuntimeError, match="broken"):
        write_motion(path, broken())

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_motion(path, frames())
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_a_disk_that_is_full_in_the_middle_says_so() -> None:
    large = ((n, picture(n % 250, (640, 480))) for n in range(200))
    file = FULL.open("wb", buffering=0)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        motion_video._mux(file, large)
    file.close()


def test_of_no_pictures_there_is_no_video(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="The frame is not a picture"):
        write_motion(tmp_path / "x.mkv", [])
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "clip.mkv"
    path.write_bytes(b"x")
    with pytest.raises(FileExistsError):
        write_motion(path, frames())
    assert path.read_bytes() == b"x"


def test_a_video_that_says_nothing_of_a_clock_starts_at_0(draw_video) -> None:
    times = [time for time, _ in read_jpegs(draw_video("x.mkv", "mjpeg", range(0, 200, 50)))]
    assert times == [0, 50, 100, 150]


def test_only_videos_of_jpegs_are_taken_apart(draw_video, tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="is not made of JPEGs"):
        list(read_jpegs(draw_video()))
    (tmp_path / "x.mkv").write_bytes(b"no video")
    with pytest.raises(MediaError, match="is not a video"):
        list(read_jpegs(tmp_path / "x.mkv"))


def test_the_size_of_a_jpeg() -> None:
    assert jpeg_size(picture(1, (33, 21))) == (33, 21)
    png = io.BytesIO()
    Pillow.new("RGB", (4, 4)).save(png, "PNG")
    with pytest.raises(MediaError, match="a PNG of 4 x 4 pixels; expected a JPEG"):
        jpeg_size(png.getvalue())
    with pytest.raises(MediaError, match="The frame is not a picture"):
        jpeg_size(b"")


def test_a_picture_of_another_size_is_fitted_in() -> None:
    upright = picture(90, (48, 64))
    assert fitted(upright, (48, 64)) is upright
    image = read_image(fitted(upright, (64, 48)))
    assert image.shape == (48, 64, 3)
    assert image[:, :10].max() < 30  # black beside it
    assert image[40, 32].tolist() == pytest.approx([90] * 3, abs=6)
    with pytest.raises(MediaError):
        fitted(upright[:300], (64, 48))


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        ([0.0], r"^x\.mp4 has a single picture; an action needs at least"),
        ([0.0, 0.1], r"^x\.mp4 lasts 0\.2 s; an action needs at least"),
        ([0.0, 1.0, 300.5], r"^x\.mp4 is longer than 5 minutes\. Cut it into shorter"),
    ],
)
def test_what_is_no_clip_of_an_action(times: list[float], sentence: str) -> None:
    image = np.zeros((2, 2, 3), np.uint8)
    with pytest.raises(MediaError, match=sentence):
        list(action_frames(((time, image) for time in times), "x.mp4"))
    whole = [(0.0, image), (0.2, image)]
    assert list(action_frames(whole, "x")) == whole
