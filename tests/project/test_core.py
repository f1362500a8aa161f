import errno
import os

import pytest

from tests.project.small import check, record, state, take_id
from tests.project.sounds import RATE, create
from understudy.errors import DataError
from understudy.media import atomic
from understudy.project import core as module
from understudy.project.clip_takes import ClipHold
from understudy.project.core import Core, read_document
from understudy.project.disk import DiskFullError
from understudy.project.layout import Layout
from understudy.project.sound_takes import SoundHold
from understudy.project.store import Project


def failing_rename(monkeypatch, fails: range) -> None:
    calls, real = [0], atomic.rename

    def rename(old, new) -> None:
        calls[0] += 1
        if calls[0] - 1 in fails:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(old, new)

    monkeypatch.setattr(atomic, "rename", rename)


@pytest.mark.parametrize("step", range(6))
def test_moves_that_fail_are_taken_back_at_once(project, monkeypatch, step: int) -> None:
    rock = project.add_class("rock")
    record(project, rock.id, take_id(1))
    project.begin_take(take_id(2), rock.id, "camera")
    before, revision, undo = state(project), project.revision, project.next_undo
    with monkeypatch.context() as patch:
        failing_rename(patch, range(step, step + 1))  # entry, mark, three files, project.json
        with pytest.raises(DiskFullError):
            project.delete_take(take_id(1))
    assert (state(project), project.next_undo) == (before, undo)
    assert project.revision >= revision
    assert take_id(2) in project.takes
    check(project)
    project.delete_take(take_id(1))
    assert project.undo() == "Deleted a take of 3 examples of rock"


def test_what_can_not_even_be_taken_back_waits_for_the_next_opening(project, monkeypatch) -> None:
    record(project, project.add_class("rock").id, take_id(1))
    before = state(project)
    with monkeypatch.context() as patch:
        failing_rename(patch, range(3, 99))
        with pytest.raises(DataError):
            project.delete_take(take_id(1))
        with pytest.raises(DataError, match="Open it again"):
            project.add_class("paper")
    project.close()
    with Project.open(project.folder) as again:
        assert state(again) == before


def test_a_project_that_is_not_there(tmp_path) -> None:
    with pytest.raises(DataError, match=r"is not a project: it has no project\.json"):
        read_document(Layout(tmp_path))
    with pytest.raises(DataError, match="is not a project"):
        Project.open(tmp_path / "missing")
    with pytest.raises(DataError, match="is not a project"):
        Project.open(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_can_not_be_read_is_named(project, monkeypatch) -> None:
    project.close()

    def refuse(self) -> None:
        raise PermissionError(errno.EACCES, "not yours", "some/file")

    monkeypatch.setattr(module.Index, "scan", refuse)
    with pytest.raises(DataError, match=r"some/file can't be read \(not yours\)"):
        Project.open(project.folder)
    monkeypatch.undo()
    Project.open(project.folder).close()


def test_when_it_was_opened_is_kept(project, monkeypatch) -> None:
    project.close()
    monkeypatch.setattr(module.time, "time", lambda: 1234.0)
    core = Core(Layout(project.folder))
    core.close()
    assert read_document(core.layout).opened == 1234.0


def test_who_has_stopped_listening_is_told_no_more(project) -> None:
    first, second = [], []
    end = project.subscribe(first.append)
    project.subscribe(second.append)
    project.add_class("rock")
    end()
    end()
    project.add_class("paper")
    assert (len(first), len(second)) == (1, 2)


def test_what_is_being_recorded_is_of_its_kind(project, tmp_path) -> None:
    with pytest.raises(DataError, match=f"{take_id(1)!r} is not being recorded"):
        project._core.held(take_id(1), SoundHold)
    with create(tmp_path / "sounds") as sounds:
        sounds.begin_take(take_id(1), sounds.add_class("clap").id, "microphone", RATE)
        record, hold = sounds._core.held(take_id(1), SoundHold)
        assert (record.id, hold.rate) == (take_id(1), RATE)
        with pytest.raises(DataError, match="is not being recorded"):
            sounds._core.held(take_id(1), ClipHold)
        sounds._core.check_cut()
    with pytest.raises(DataError, match="of pictures, which have no parts"):
        project._core.check_cut()
