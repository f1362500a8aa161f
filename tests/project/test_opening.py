"""What is done when a project is opened; the crashes are in test_*_crash.py."""

import pytest

from tests.project import clips
from tests.project.small import take_id
from tests.project.sounds import RATE, bursts, create, send
from understudy.project import opening
from understudy.project.archive import copy_project
from understudy.project.opening import is_unsettled, open_core
from understudy.project.store import Project


@pytest.fixture(params=["sound", "clip"])
def dead(tmp_path, request):
    """Return a project whose program died while it recorded two examples."""
    folder = tmp_path / "project"
    if request.param == "sound":
        project = create(folder)
        project.begin_take(take_id(1), project.add_class("clap").id, "microphone", RATE)
        send(project, take_id(1), bursts(0.5, 1.5))
    else:
        project = clips.create(folder)
        project.begin_take(take_id(1), project.add_class("wave").id, "camera")
        clips.send(project, take_id(1), clips.WAVES)
    project._core._file_lock.release()
    return project._core.layout


def test_what_a_crash_cut_short_is_finished(dead) -> None:
    assert is_unsettled(dead)
    open_core(dead).close()
    assert not is_unsettled(dead)


def test_a_copy_has_what_a_crash_cut_short(dead, tmp_path) -> None:
    copy_project(dead.folder, tmp_path / "copy", "Copy")
    with Project.open(tmp_path / "copy") as copy:
        assert copy.count(copy.classes[0].id) == 2


def test_a_project_that_can_not_be_opened_is_not_kept_locked(dead, monkeypatch) -> None:
    def broken(core) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "find_new", broken)
        with pytest.raises(RuntimeError, match="broken"):
            open_core(dead)
    open_core(dead).close()


def test_pictures_are_only_adopted(project) -> None:
    project.close()
    assert not is_unsettled(project._core.layout)
    open_core(project._core.layout).close()
