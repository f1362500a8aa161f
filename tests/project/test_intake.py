"""Adding to a project; what each way of adding does is in the tests of its module."""

from pathlib import Path

import pytest

from tests.project import clips, sounds
from tests.project.small import jpeg, picture, record, take_id
from tests.project.sounds import RATE, wav
from tests.project.test_adding_clips import film
from understudy.errors import DataError
from understudy.project.store import Project

TAKE = take_id(1)


@pytest.fixture(params=["picture", "sound", "clip"])
def opened(tmp_path: Path, request):
    folder = tmp_path / "project"
    make = {"sound": sounds.create, "clip": clips.create}.get(request.param)
    with make(folder) if make else Project.create(folder, "Hands") as project:
        yield project


def calls(project: Project, class_id: str, video: Path):
    """Return what can be added to a project of each kind."""
    film(video)
    return {
        "picture": [
            lambda: project.begin_take(TAKE, class_id, "camera", 15),
            lambda: project.add_frame(TAKE, 0, jpeg()),
            lambda: project.end_take(TAKE),
            lambda: project.add_photo(class_id, picture(), "x.jpg"),
            lambda: project.add_video(class_id, video, "x.mp4"),
        ],
        "sound": [
            lambda: project.begin_take(TAKE, class_id, "microphone", RATE),
            lambda: project.add_sound(TAKE, 0, bytes(200)),
            lambda: project.end_take(TAKE),
            lambda: project.add_recording(class_id, wav(sounds.bursts(1)), "x.wav"),
        ],
        "clip": [
            lambda: project.begin_take(TAKE, class_id, "camera", 15),
            lambda: [project.add_clip_frame(TAKE, n, *frame) for n, frame in enumerate(clips.WAVE)],
            lambda: project.end_take(TAKE),
            lambda: project.add_clip(class_id, video, "x.mp4"),
        ],
    }[project.kind]


def test_all_of_a_kind_can_be_added(opened: Project, tmp_path: Path) -> None:
    owner = opened.add_class("one")
    for call in calls(opened, owner.id, tmp_path / "x.mp4"):
        call()
    assert opened.count(owner.id) >= 2 - (opened.kind == "sound")
    assert {record.ended for record in opened.takes.values()} == {True}


def test_nothing_comes_into_a_project_that_is_closed(opened: Project, tmp_path: Path) -> None:
    owner = opened.add_class("one")
    if opened.kind == "picture":
        record(opened, owner.id, TAKE)
    opened.close()
    before = sorted(path for path in opened.folder.rglob("*"))
    for call in calls(opened, owner.id, tmp_path / "x.mp4"):
        with pytest.raises(DataError, match="is closed"):
            call()
    assert sorted(path for path in opened.folder.rglob("*")) == before
