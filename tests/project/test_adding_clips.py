"""Videos from elsewhere."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tests.project.clips import create, moving
from tests.project.small import parts, picture
from tests.project.sounds import bursts, check, state, wav
from understudy.errors import Cancelled, DataError, MediaError
from understudy.media.motion_video import jpeg_size, read_jpegs, write_motion
from understudy.project import adding_clips
from understudy.project.store import Project

WAVING = tuple(range(0, 2000, 50))


@pytest.fixture
def project(tmp_path):
    with create(tmp_path / "project") as opened:
        yield opened


@pytest.fixture
def wave(project):
    return project.add_class("wave")


def film(path: Path, times=WAVING, size=(96, 64), rotation: int = 0) -> Path:
    """Write a video with frames at some milliseconds, in which a bright column moves."""
    av = pytest.importorskip("av")
    codec = "libvpx" if path.suffix == ".webm" else "mpeg4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=1000)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        if rotation:
            stream.set_display_rotation(rotation)
        container.start_encoding()
        for time in times:
            image = np.full((size[1], size[0], 3), 40, np.uint8)
            left = (size[0] - size[0] // 6) * max(0, min(time - 500, 800)) // 800
            image[:, left : left + size[0] // 6] = 220
            image[: size[1] // 4, : size[0] // 4] = [250, 10, 10]
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.time_base, frame.pts = Fraction(1, 1000), time
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def times(project: Project, take: str) -> list[int]:
    return [time for time, _ in read_jpegs(project.recording(take))]


@pytest.mark.parametrize("name", ["wave 1.mp4", "wave.MOV", "wave.webm", "wave.avi"])
def test_a_video_becomes_a_clip(project, wave, tmp_path: Path, name: str) -> None:
    changes = []
    project.subscribe(changes.append)
    taken = project.add_clip(wave.id, film(tmp_path / name), name)
    assert (taken.source, taken.name, taken.ended) == ("video", name, True)
    assert project.takes[taken.id] == taken
    assert times(project, taken.id) == list(WAVING)
    assert (project.count(wave.id), project.duration(taken.id)) == (1, 2.0)
    [one] = project.examples()
    assert 0.75 <= one.centre <= 1.25  # the window lies within the clip
    assert one.path == project.recording(taken.id)
    assert changes[-1].added == (one,)
    check(project)
    before = state(project)
    assert project.undo() == f"Added {name} to wave"
    assert not project.takes
    project.redo()
    assert state(project) == before
    project.close()
    with Project.open(project.folder) as again:
        assert state(again) == before


def test_a_rotated_video_is_turned_upright(project, wave, tmp_path: Path) -> None:
    taken = project.add_clip(wave.id, film(tmp_path / "x.mp4", rotation=90), "x.mp4")
    assert {jpeg_size(jpeg) for _, jpeg in read_jpegs(project.recording(taken.id))} == {(64, 96)}


def test_own_times_are_kept(project, wave, tmp_path: Path) -> None:
    uneven = [0, 40, 90, 300, 340, 900, 1500]
    taken = project.add_clip(wave.id, film(tmp_path / "x.mp4", uneven), "x.mp4")
    assert times(project, taken.id) == uneven


def test_at_most_thirty_frames_a_second_are_kept(project, wave, tmp_path: Path) -> None:
    fast = film(tmp_path / "x.mp4", range(0, 1000, 10))
    taken = project.add_clip(wave.id, fast, "x.mp4")
    found = times(project, taken.id)
    assert 28 <= len(found) <= 31
    assert set(found) <= set(range(0, 1000, 10))


def test_a_large_video_is_made_small(project, wave, tmp_path: Path) -> None:
    large = film(tmp_path / "x.mp4", range(0, 300, 100), size=(3840, 2160))
    taken = project.add_clip(wave.id, large, "x.mp4")
    assert {jpeg_size(jpeg) for _, jpeg in read_jpegs(project.recording(taken.id))} == {(640, 360)}


def test_of_a_half_downloaded_video_what_there_is_is_used(project, wave, tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.mkv").read_bytes()
    half = tmp_path / "half.mkv"
    half.write_bytes(whole[: len(whole) // 2])
    taken = project.add_clip(wave.id, half, "half.mkv")
    assert 5 < len(times(project, taken.id)) < len(WAVING)
    assert project.count(wave.id) == 1
    check(project)


def test_what_is_no_clip_is_refused_in_a_sentence(project, wave, tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.mp4").read_bytes()
    head = film(tmp_path / "head.mkv").read_bytes()[:300]
    before = state(project)
    for data, sentence in (
        (film(tmp_path / "one.mp4", [0]).read_bytes(), r"^x\.mp4 has a single picture; an action"),
        (film(tmp_path / "few.mp4", [0, 50, 150]).read_bytes(), r"^x\.mp4 lasts 0\.2 s; an action"),
        (whole[: len(whole) // 2], "not a video that can be read, or it is cut off"),
        (head, "x.mp4"),
        (wav(bursts(0.5)), "x.mp4"),
        (picture(), "x.mp4"),
        (b"", "x.mp4"),
    ):
        (tmp_path / "x.mp4").write_bytes(data)
        with pytest.raises(MediaError, match=sentence):
            project.add_clip(wave.id, tmp_path / "x.mp4", "x.mp4")
        assert (state(project), parts(project.folder)) == (before, [])
        assert not list((project.folder / "trash").glob("*/clips"))


def test_what_is_too_long_is_refused_before_it_is_read(project, wave, tmp_path: Path) -> None:
    said = []
    long = film(tmp_path / "x.mp4", [0, 100, 200, 310_000, 310_100])
    with pytest.raises(MediaError, match=r"x\.mp4 is longer than 5 minutes\. Cut it"):
        project.add_clip(wave.id, long, "x.mp4", progress=lambda *done: said.append(done))
    assert said == []


def test_progress_and_cancelling(project, wave, tmp_path: Path) -> None:
    path, said = film(tmp_path / "x.mp4"), []
    project.add_clip(wave.id, path, "x.mp4", progress=lambda *done: said.append(done))
    assert [done for done, _ in said] == list(range(1, len(WAVING) + 1))
    assert all(done <= total for done, total in said)
    before = state(project)
    asked = iter([False, False, True])
    with pytest.raises(Cancelled, match=r"^x\.mp4 was not added"):
        project.add_clip(wave.id, path, "x.mp4", cancelled=lambda: next(asked))
    assert (state(project), parts(project.folder)) == (before, [])


def test_the_class_must_be_there_until_the_end(project, wave, tmp_path: Path) -> None:
    path = film(tmp_path / "x.mp4")
    with pytest.raises(DataError, match="no class"):
        project.add_clip("gone", path, "x.mp4")
    with pytest.raises(DataError, match="no class"):
        project.add_clip(wave.id, path, "x.mp4", progress=lambda *_: project.delete_class(wave.id))
    assert not project.takes
    assert not list(project.folder.rglob("*.mkv"))
    project.undo()


def test_a_project_that_is_closed_meanwhile(project, wave, tmp_path: Path) -> None:
    write_motion(tmp_path / "x.mkv", moving((0.4, 1)))
    with pytest.raises(DataError, match="is closed"):
        project.add_clip(wave.id, tmp_path / "x.mkv", "x.mkv", progress=lambda *_: project.close())
    assert not list(project.folder.rglob("*.mkv"))


def test_the_name_of_a_file_is_shortened(project, wave, tmp_path: Path) -> None:
    taken = project.add_clip(wave.id, film(tmp_path / "x.mp4"), "y" * 999)
    assert taken.name == "y" * adding_clips.MAX_TITLE_CHARACTERS
