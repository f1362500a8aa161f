"""On a full disk no sound that was saved is lost."""

import errno
import os

import pytest

from tests.project.small import parts, take_id
from tests.project.sounds import RATE, bursts, check, create, record, send
from understudy.project.disk import DiskFullError
from understudy.project.store import Project

TAKE = take_id(1)
SOUND = bursts(0.5, 1.5, 2.5, seconds=4)


@pytest.fixture
def project(tmp_path):
    with create(tmp_path / "project") as opened:
        yield opened


@pytest.fixture
def clap(project):
    return project.add_class("clap")


def fill_up(monkeypatch, writes: int) -> None:
    """Let the disk be full after some more writes."""
    left, real = iter(range(writes)), os.fsync

    def filling(handle: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(os, "fsync", filling)


def test_a_full_disk_loses_nothing(project, clap, monkeypatch) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    send(project, TAKE, SOUND[:16_000])
    count, path = project.take_count(TAKE), project._core.holds[TAKE].path

    with monkeypatch.context() as patch:
        fill_up(patch, 0)
        for call in (
            lambda: project.add_sound(TAKE, 16_000, SOUND[16_000:].tobytes()),
            lambda: project.end_take(TAKE),
            lambda: project.delete_class(clap.id),
        ):
            with pytest.raises(DiskFullError):
                call()
            assert path.stat().st_size == 32_000
            assert (project.take_count(TAKE), project.count(clap.id)) == (count, count)
            assert not project.takes[TAKE].ended
            assert not parts(project.folder)
        assert not list((project.folder / "trash").glob("*/*/*.flac"))
    send(project, TAKE, SOUND, first=16_000)
    project.end_take(TAKE)
    assert project.count(clap.id) == 3
    check(project)


def test_a_disk_that_fills_up_while_a_take_ends(project, clap, monkeypatch) -> None:
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    send(project, TAKE, SOUND)
    count, undo = project.take_count(TAKE), project.next_undo
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
        assert (project.take_count(TAKE), project.next_undo) == (count, undo)
        assert not project.takes[TAKE].ended
        assert not project.examples()
        assert not parts(project.folder)
    assert ended
    assert writes > 4
    assert project.count(clap.id) == 3
    check(project)


@pytest.mark.parametrize("before", [0, 16_000])
def test_a_full_disk_can_be_opened_and_the_recording_waits(
    project, clap, monkeypatch, before: int
) -> None:
    if before:
        record(project, clap.id, TAKE, SOUND[:before])
    project.begin_take(TAKE, clap.id, "microphone", RATE)
    send(project, TAKE, SOUND, first=before)
    project._core._file_lock.release()

    with monkeypatch.context() as patch:
        fill_up(patch, 0)
        again = Project.open(project.folder)
    with again:
        assert again.count(clap.id) == (2 if before else 0)
        again.begin_take(TAKE, clap.id, "microphone", RATE)
        send(again, TAKE, bursts(0.5, 1.5, 2.5, seconds=5), first=len(SOUND))
        again.end_take(TAKE)
        assert (again.count(clap.id), again.duration(TAKE)) == (3, 5)
        check(again)
    project._core._file_lock = None
