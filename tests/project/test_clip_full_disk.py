"""On a full disk no frame that was saved is lost."""

import pytest

from tests.project.clips import WAVE, create, moving, record, send
from tests.project.small import parts, take_id
from tests.project.sounds import check
from tests.project.test_sound_full_disk import fill_up
from understudy.media.motion_video import read_jpegs, write_motion
from understudy.project.disk import DiskFullError
from understudy.project.store import Project

TAKE = take_id(1)


@pytest.fixture
def project(tmp_path):
    with create(tmp_path / "project") as opened:
        yield opened


@pytest.fixture
def wave(project):
    return project.add_class("wave")


def test_a_full_disk_loses_nothing(project, wave, monkeypatch) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    send(project, TAKE, WAVE[:12])
    path = project._core.holds[TAKE].path
    size = path.stat().st_size
    with monkeypatch.context() as patch:
        fill_up(patch, 0)
        for call in (
            lambda: project.add_clip_frame(TAKE, 12, *WAVE[12]),
            lambda: project.end_take(TAKE),
            lambda: project.delete_class(wave.id),
        ):
            with pytest.raises(DiskFullError):
                call()
            assert path.stat().st_size == size
            assert (project.take_count(TAKE), project.frame_count(TAKE)) == (1, 12)
            assert not project.takes[TAKE].ended
            assert not parts(project.folder)
        assert not list((project.folder / "trash").glob("*/*/*.mkv"))
    send(project, TAKE, WAVE)
    project.end_take(TAKE)
    assert list(read_jpegs(project.recording(TAKE))) == WAVE
    check(project)


def test_a_disk_that_fills_up_while_a_take_ends(project, wave, monkeypatch) -> None:
    project.begin_take(TAKE, wave.id, "camera")
    send(project, TAKE, WAVE)
    undo = project.next_undo
    ended = False
    for writes in range(30):
        with monkeypatch.context() as patch:
            fill_up(patch, writes)
            try:
                project.end_take(TAKE)
                ended = True
                break
            except DiskFullError:
                pass
        assert (project.take_count(TAKE), project.next_undo) == (1, undo)
        assert not project.takes[TAKE].ended
        assert not project.examples()
        assert not parts(project.folder)
    assert ended
    assert writes > 3
    check(project)


@pytest.mark.parametrize("before", [0, 12])
def test_a_full_disk_can_be_opened_and_the_clip_waits(
    project, wave, monkeypatch, before: int
) -> None:
    if before:
        record(project, wave.id, TAKE, WAVE[:before])
    project.begin_take(TAKE, wave.id, "camera")
    send(project, TAKE, WAVE[:24], first=before)
    project._core._file_lock.release()

    with monkeypatch.context() as patch:
        fill_up(patch, 0)
        again = Project.open(project.folder)
    with again:
        assert again.count(wave.id) == (1 if before else 0)
        again.begin_take(TAKE, wave.id, "camera")
        assert again.frame_count(TAKE) == 24
        send(again, TAKE, WAVE, first=24)
        again.end_take(TAKE)
        assert list(read_jpegs(again.recording(TAKE))) == WAVE
        check(again)
    project._core._file_lock = None


def test_a_video_for_which_there_is_no_room(project, wave, monkeypatch, tmp_path) -> None:
    write_motion(tmp_path / "wave.mkv", moving((0.4, 1)))
    added = False
    for writes in range(30):
        with monkeypatch.context() as patch:
            fill_up(patch, writes)
            try:
                project.add_clip(wave.id, tmp_path / "wave.mkv", "wave.mkv")
                added = True
                break
            except DiskFullError:
                pass
        assert (project.takes, project.next_undo) == ({}, "Added the class wave")
        assert not parts(project.folder)
        assert not list(project.folder.rglob("*.mkv"))
    assert added
    assert writes > 3
    check(project)
