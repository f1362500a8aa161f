import contextlib
import errno
import os

import pytest

from tests.project.small import check, jpeg, parts, picture, record, state, take_id
from understudy.errors import DataError, MediaError
from understudy.media import atomic
from understudy.project import core as core_module
from understudy.project.disk import DiskFullError
from understudy.project.store import Project

TAKE = take_id(1)


@pytest.fixture
def rock(project):
    return project.add_class("rock")


def test_saying_anything_again_changes_nothing(project, rock) -> None:
    project.begin_take(TAKE, rock.id, "camera", 15)
    revision = project.revision
    assert project.begin_take(TAKE, rock.id, "camera", 15) == project.takes[TAKE]
    assert project.revision == revision
    first = project.add_frame(TAKE, 0, data := jpeg())
    revision = project.revision
    assert project.add_frame(TAKE, 0, jpeg()) is first
    assert first.path.read_bytes() == data
    assert project.revision == revision
    project.end_take(TAKE)
    revision = project.revision
    project.end_take(TAKE)
    assert project.revision == revision
    check(project)


def test_a_take_that_has_ended_may_go_on(project, rock) -> None:
    record(project, rock.id, TAKE, frames=2)
    started = project.takes[TAKE].started
    record(project, rock.id, TAKE, frames=2, first=2)
    assert project.take_count(TAKE) == 4
    assert (project.takes[TAKE].started, project.takes[TAKE].ended) == (started, True)


def test_a_take_goes_on_after_the_program_died(project, rock) -> None:
    project.begin_take(TAKE, rock.id, "correction")
    project.add_frame(TAKE, 0, jpeg())
    project._core._file_lock.release()
    with Project.open(project.folder) as again:
        assert not again.takes[TAKE].ended
        again.begin_take(TAKE, rock.id, "correction")
        again.add_frame(TAKE, 0, jpeg())
        again.add_frame(TAKE, 1, jpeg())
        again.end_take(TAKE)
        assert again.take_count(TAKE) == 2
        assert again.undo() == "Recorded 1 example of rock"
        assert again.undo() == "Recorded 1 example of rock"
        assert again.count(rock.id) == 0


def test_a_frame_needs_a_take_that_has_begun(project, rock) -> None:
    with pytest.raises(DataError, match="has not begun"):
        project.add_frame(TAKE, 0, jpeg())
    with pytest.raises(DataError, match="no take"):
        project.end_take(TAKE)
    project.begin_take(TAKE, rock.id, "camera")
    project.delete_class(rock.id)
    with pytest.raises(DataError, match="no class"):
        project.add_frame(TAKE, 0, jpeg())
    assert not parts(project.folder)


@pytest.mark.parametrize("take", ["", "../../../../../x", "A" * 16, "a" * 17, "a" * 15 + "/"])
def test_ids_of_takes_are_checked(project, rock, take: str) -> None:
    with pytest.raises(DataError, match="16 letters and digits"):
        project.begin_take(take, rock.id, "camera")


def test_what_begins_a_take_is_checked(project, rock) -> None:
    with pytest.raises(DataError, match="source"):
        project.begin_take(TAKE, rock.id, "magic")
    for rate in (0, -1, float("nan")):
        with pytest.raises(DataError, match="rate"):
            project.begin_take(TAKE, rock.id, "camera", rate)
    project.begin_take(TAKE, rock.id, "camera")
    with pytest.raises(DataError, match="another class"):
        project.begin_take(TAKE, project.add_class("paper").id, "camera")


@pytest.mark.parametrize("data", [b"", b"GIF89a", jpeg()[:20], picture(format="PNG"), b"x" * 99])
def test_a_frame_is_a_jpeg(project, rock, data: bytes) -> None:
    project.begin_take(TAKE, rock.id, "camera")
    with pytest.raises(MediaError):
        project.add_frame(TAKE, 0, data)
    for number in (-1, 2**32):
        with pytest.raises(DataError, match="number"):
            project.add_frame(TAKE, number, jpeg())
    assert project.count(rock.id) == 0


def test_a_frame_is_on_disk_before_it_is_counted(project, rock, monkeypatch) -> None:
    record(project, rock.id, TAKE)
    order, real_sync, real_rename = [], os.fsync, atomic.rename
    project.subscribe(lambda change: order.append("told"))
    monkeypatch.setattr(os, "fsync", lambda n: (order.append("synced"), real_sync(n)))
    monkeypatch.setattr(atomic, "rename", lambda *a: (order.append("named"), real_rename(*a)))
    project.begin_take(TAKE, rock.id, "camera")
    project.add_frame(TAKE, 8, jpeg())
    order.clear()
    project.add_frame(TAKE, 9, jpeg())
    folder = [] if atomic.ON_WINDOWS else ["synced"]
    assert order == ["synced", "named", *folder, "told"]


def test_a_class_renamed_before_its_first_frame(project, rock) -> None:
    project.begin_take(TAKE, rock.id, "camera")
    project.change_class(rock.id, name="stone")
    assert project.add_frame(TAKE, 0, jpeg()).path.parent.name == f"{rock.id}-stone"


class FullDisk:
    """A disk that fills up after some more writes."""

    def __init__(self, monkeypatch, writes: int) -> None:
        self.writes, self.real = writes, atomic.write_synced
        monkeypatch.setattr(atomic, "write_synced", self)

    def __call__(self, path, data: bytes) -> None:
        self.writes -= 1
        if self.writes < 0:
            path.write_bytes(data[:3])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.real(path, data)


OPERATIONS = {
    "frame": lambda p: p.add_frame(TAKE, 7, jpeg()),
    "begin": lambda p: p.begin_take(take_id(8), p.classes[0].id, "camera"),
    "end": lambda p: p.end_take(take_id(2)),
    "delete": lambda p: p.delete_take(TAKE),
    "delete class": lambda p: p.delete_class(p.classes[0].id),
    "move": lambda p: p.move_examples([f"{TAKE}-0", f"{TAKE}-1"], p.classes[1].id),
    "undo": lambda p: p.undo(),
    "add": lambda p: p.add_class("scissors"),
    "setting": lambda p: p.set_setting("live", 1),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_full_disk_changes_nothing_and_is_said(project, rock, monkeypatch, name) -> None:
    project.add_class("paper")
    record(project, rock.id, TAKE)
    project.begin_take(take_id(2), rock.id, "camera")
    before, undo = state(project), project.next_undo
    for writes in range(10):
        with monkeypatch.context() as patch:
            FullDisk(patch, writes)
            with contextlib.suppress(DiskFullError):
                OPERATIONS[name](project)
                break
        assert (state(project), project.next_undo) == (before, undo)
        check(project)
        assert not parts(project.folder)
    else:
        raise AssertionError("it never worked")
    assert writes > 0
    check(project)
    after = state(project)
    project.close()
    with Project.open(project.folder) as again:
        assert state(again) == after


def test_a_full_disk_can_be_opened_and_emptied(project, rock, monkeypatch) -> None:
    record(project, rock.id, TAKE)
    project.delete_take(TAKE)
    project.close()
    with monkeypatch.context() as patch:
        FullDisk(patch, 0)
        with Project.open(project.folder) as again:
            assert again.trash_bytes() > 0
            with pytest.raises(DiskFullError):
                again.empty_trash()
            assert again.trash_bytes() == 0
    with Project.open(project.folder) as again:
        assert again.undo() is None
        record(again, rock.id, TAKE)


def test_core_counts_up_in_memory(project, rock) -> None:
    core = project._core
    assert isinstance(core, core_module.Core)
    revision = core.document.revision
    assert core.grown() == revision + 1 == project.revision
