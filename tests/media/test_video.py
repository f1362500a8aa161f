import logging
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from understudy.errors import MediaError
from understudy.media import video as module
from understudy.media.video import VideoInfo, probe, read_frames


def is_red(image: np.ndarray) -> bool:
    return int(image[..., 0].mean()) - int(image[..., 1].mean()) > 100


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        *[("a.mp4", "mpeg4"), ("a.mov", "libx264"), ("a.webm", "libvpx"), ("a.avi", "mjpeg")],
        *[("a.mjpeg", "mjpeg"), ("a.mkv", "libx264"), ("späť [1].MP4", "mpeg4")],
    ],
)
def test_every_container(draw_video, name: str, codec: str) -> None:
    path = draw_video(name, codec)
    frames = list(read_frames(path))
    assert len(frames) == 20
    for index, (seconds, image) in enumerate(frames):
        # Raw mjpeg has no times; FFmpeg takes 25 frames a second.
        assert seconds == pytest.approx(index / (25 if name == "a.mjpeg" else 20), abs=2e-3)
        assert (image.dtype, image.shape) == (np.uint8, (48, 64, 3))
        assert image.flags.c_contiguous
        assert is_red(image[4:20, 4:28])
        assert abs(float(image[30:, 40:].mean()) - 10 * index) < 6
    info = probe(str(path))
    assert (info.width, info.height, info.rotation) == (64, 48, 0)


@pytest.mark.parametrize("name", ["a.mp4", "a.mov"])
@pytest.mark.parametrize(
    ("rotation", "shape", "red"),
    [
        (90, (64, 48), np.s_[36:60, 4:20]),  # counter-clockwise: top left goes to the bottom
        (180, (48, 64), np.s_[28:44, 36:60]),
        (270, (64, 48), np.s_[4:28, 28:44]),  # a phone held upright
    ],
)
def test_rotation_flags_are_applied(
    draw_video, name: str, rotation: int, shape: tuple[int, int], red: tuple[slice, slice]
) -> None:
    path = draw_video(name, rotation=rotation)
    _, image = next(read_frames(path))
    assert image.shape == (*shape, 3)
    assert is_red(image[red])
    assert image.flags.c_contiguous
    assert probe(path) == VideoInfo(1.0, shape[1], shape[0], 20.0, rotation)


@pytest.mark.parametrize(("rotation", "shape"), [(0, (24, 32)), (90, (32, 24))])
def test_large_frames_are_made_smaller(draw_video, rotation: int, shape: tuple[int, int]) -> None:
    path = draw_video("clip.mp4", rotation=rotation)
    for (_, whole), (_, small) in zip(
        read_frames(path), read_frames(path, long_side=32), strict=True
    ):
        assert small.shape == (*shape, 3)
        rows, columns = shape
        means = whole.reshape(rows, 2, columns, 2, 3).mean(axis=(1, 3))
        assert np.abs(means - small).mean() < 2
    assert next(read_frames(path, long_side=64))[1].shape == (shape[0] * 2, shape[1] * 2, 3)


def test_frames_are_chosen_by_time(draw_video) -> None:
    path = draw_video("a.mov", "libx264", [0, 33, 66, 300, 310, 395, 400, 1000])
    seconds = [round(time, 3) for time, _ in read_frames(path, fps=10)]
    assert seconds == [0, 0.3, 0.4, 1.0]  # slots 0, 3, 4 and 10; none is filled twice
    assert len(list(read_frames(path, fps=1000))) == 8
    assert len(list(read_frames(path, fps=0.1))) == 1


@pytest.mark.parametrize(("fps", "count"), [(20, 20), (10, 10), (7, 7), (40, 20)])
def test_stamps_in_whole_milliseconds_lose_no_frame(draw_video, fps: float, count: int) -> None:
    path = draw_video("a.mkv", "libx264")
    assert len(list(read_frames(path, fps=fps))) == count


def test_stamps_of_thirty_hertz_in_milliseconds(draw_video) -> None:
    path = draw_video("a.mkv", "libx264", [round(index * 1000 / 30) for index in range(30)])
    assert len(list(read_frames(path, fps=30))) == 30


def test_limits(draw_video, monkeypatch: pytest.MonkeyPatch) -> None:
    path = draw_video(size=(640, 480))
    assert len(list(read_frames(path, max_frames=20))) == 20
    frames = read_frames(path, max_frames=19)
    for _ in range(19):
        next(frames)
    with pytest.raises(MediaError, match="more than 19 frames"):
        next(frames)
    monkeypatch.setattr(module, "MAX_VIDEO_PIXELS", 640 * 480)
    assert len(list(read_frames(path))) == 20
    monkeypatch.setattr(module, "MAX_VIDEO_PIXELS", 640 * 480 - 1)
    for use in (lambda: next(read_frames(path)), lambda: probe(path)):
        with pytest.raises(MediaError, match="frames of 640 x 480 pixels, over the limit"):
            use()


@pytest.mark.parametrize("bad", [{"fps": 0}, {"fps": float("nan")}, {"max_frames": 0}])
def test_bad_arguments_are_found_at_once(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="expected"):
        read_frames("missing.mp4", **bad)


def test_not_a_video(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    for data, reason in [(b"", "is empty"), (b"dear diary" * 99, "not a video that can be read")]:
        path.write_bytes(data)
        for use in (lambda: next(read_frames(path)), lambda: probe(path)):
            with pytest.raises(MediaError, match=reason) as caught:
                use()
            assert str(path) in str(caught.value)
    with pytest.raises(MediaError, match="does not exist"):
        next(read_frames(tmp_path / "b.mp4"))


def test_a_video_of_zero_frames(draw_video) -> None:
    with pytest.raises(MediaError, match=r"no frame that can be decoded|not a video"):
        next(read_frames(draw_video("a.avi", "mjpeg", [])))


def test_pictures_in_an_unknown_code(draw_video) -> None:
    path = draw_video()
    path.write_bytes(path.read_bytes().replace(b"mp4v", b"zzzz").replace(b"esds", b"free"))
    for use in (lambda: next(read_frames(path)), lambda: probe(path)):
        with pytest.raises(MediaError, match="coded in a way that can't be read"):
            use()


def test_sound_alone(tmp_path: Path) -> None:
    av = pytest.importorskip("av")
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=16_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        frame.rate = 16_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(MediaError, match="has no pictures in it, only audio"):
        next(read_frames(path))


def test_a_playlist_called_mp4_is_not_followed(draw_video, tmp_path: Path) -> None:
    draw_video("real.mp4")
    for text in ("ffconcat version 1.0\nfile real.mp4\n", "#EXTM3U\n#EXTINF:1,\nreal.mp4\n"):
        path = tmp_path / "list.mp4"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(MediaError, match="not a video that can be read"):
            next(read_frames(path))


def test_of_a_cut_off_file_the_good_frames_are_given(draw_video) -> None:
    path = draw_video("a.webm", "libvpx")
    path.write_bytes(path.read_bytes()[:-300])
    assert 0 < len(list(read_frames(path))) < 20


def test_damaged_parts_are_left_out_and_logged(
    draw_video, caplog: pytest.LogCaptureFixture
) -> None:
    path = draw_video("a.mov", "libx264")
    with pytest.importorskip("av").open(str(path)) as container:
        packet = list(container.demux(video=0))[10]
        start, length = packet.pos, packet.size
    data = bytearray(path.read_bytes())
    data[start : start + length] = b"\xff" * length
    path.write_bytes(data)
    with caplog.at_level(logging.WARNING):
        assert 15 < len(list(read_frames(path))) < 20
    assert f"{path} has 1 damaged parts" in caplog.text


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to see open files")
def test_the_file_is_closed_whatever_happens(draw_video) -> None:
    path = draw_video()
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    frames = read_frames(path)
    next(frames)
    frames.close()  # type: ignore[attr-defined]
    with pytest.raises(MediaError):
        list(read_frames(path, max_frames=1))
    probe(path)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6), st.floats(0, 1)
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)
def test_changed_and_cut_off_videos(
    draw_video, tmp_path: Path, changes: list[tuple[int, int]], share: float
) -> None:
    source = tmp_path / "a.mp4"
    if not source.exists():
        draw_video("a.mp4")
    data = bytearray(source.read_bytes())
    for where, value in changes:
        data[where % len(data)] = value
    path = tmp_path / "changed.mp4"
    path.write_bytes(data[: max(1, round((0.5 + share / 2) * len(data)))])
    try:
        for _, image in read_frames(path, fps=10):
            assert image.dtype == np.uint8
    except MediaError as error:
        if "\n" in str(error):
            pytest.fail(f"not one line: {error}")
