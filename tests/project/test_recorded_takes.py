"""What recordings and clips have in common while they come in."""

import pytest

from tests.project import clips, sounds
from tests.project.clips import WAVES
from tests.project.small import take_id
from tests.project.sounds import RATE, bursts
from understudy.errors import DataError
from understudy.project.recorded_takes import HOLDS, finish_all, left_over, recorded
from understudy.project.store import Project

TAKE = take_id(1)


@pytest.fixture(params=["sound", "clip"])
def project(tmp_path, request):
    """Return a project in which a take of two examples is being recorded."""
    make = sounds.create if request.param == "sound" else clips.create
    with make(tmp_path / "project") as opened:
        begin(opened, opened.add_class("wave").id)
        yield opened


def begin(project: Project, class_id: str, take: str = TAKE) -> None:
    if project.kind == "sound":
        project.begin_take(take, class_id, "microphone", RATE)
        sounds.send(project, take, bursts(0.5, 1.5))
    else:
        project.begin_take(take, class_id, "camera")
        clips.send(project, take, WAVES)


def test_what_comes_in_lies_beside_what_it_becomes(project) -> None:
    layout, hold = project._core.layout, HOLDS[project.kind]
    [(folder, path)] = left_over(layout, project.kind)
    assert (path.name, path.parent.name) == (f"{TAKE}{hold.pending}", folder)
    project.end_take(TAKE)
    assert left_over(layout, project.kind) == []
    assert project.recording(TAKE) == path.with_suffix(hold.suffix)


def test_what_has_not_ended_is_not_there(project) -> None:
    with pytest.raises(DataError, match="has not ended"):
        recorded(project._core, TAKE)
    project.end_take(TAKE)
    record, found = recorded(project._core, TAKE)
    assert (record.id, found.duration) == (TAKE, project.duration(TAKE))


def test_all_of_a_class_end_together(project) -> None:
    other = project.add_class("other").id
    begin(project, other, take_id(2))
    with project._core.lock:
        finish_all(project._core, other)
    assert [project.takes[take].ended for take in (TAKE, take_id(2))] == [False, True]
    with project._core.lock:
        finish_all(project._core)
    assert project.count(other) == project.take_count(TAKE) == 2


def test_a_take_that_came_in_is_one_change(project) -> None:
    project.end_take(TAKE)
    before = sounds.state(project)
    number = "a clip" if project.kind == "clip" else "2 examples"
    assert project.undo() == f"Recorded {number} of wave"
    assert not project.takes
    assert project.redo() == f"Recorded {number} of wave"
    assert sounds.state(project) == before
    sounds.check(project)


def test_deleting_or_moving_what_comes_in_ends_it_first(project) -> None:
    other = project.add_class("other")
    project.end_take(TAKE)
    [first, _] = project.examples()
    begin(project, first.class_id)  # it goes on
    project.move_examples([first.id], other.id)
    assert [project.count(one.id) for one in project.classes] == [0, 2]
    sounds.check(project)
    begin(project, other.id, take_id(2))
    project.delete_take(take_id(2))
    assert project.count(other.id) == 2
    sounds.check(project)
