from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.studio.learning.teaching import jpeg, take_id
from tests.studio.sounding import RATE, pcm, sound
from understudy.project.records import Cut
from understudy.project.store import Project
from understudy.studio.learning.arrivals import Arrivals
from understudy.studio.learning.inbox import Inbox, Work


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p", "Test") as made:
        made.add_class("box")
        yield made


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def record(project: Project, number: int, source: str = "camera") -> str:
    take = take_id(number)
    project.begin_take(take, project.classes[0].id, source, 15)
    project.add_frame(take, 0, jpeg("box", number))
    return take


def test_frames_are_looked_at_at_once_and_learned_when_the_take_ends(
    project: Project, inbox: Inbox
) -> None:
    arrivals = Arrivals(project, inbox)
    take = record(project, 1)
    (example,) = project.examples()
    assert inbox.wait() == Work([example], False)
    assert arrivals.recording
    assert arrivals.learnable()[0] == []
    project.end_take(take)
    assert inbox.wait() == Work([], True)
    assert not arrivals.recording
    assert arrivals.learnable()[0] == [example]


def test_corrections_count_while_their_take_is_open(project: Project, inbox: Inbox) -> None:
    arrivals = Arrivals(project, inbox)
    record(project, 1, "correction")
    assert inbox.wait() == Work(project.examples(), True)
    assert not arrivals.recording
    assert len(arrivals.learnable()[0]) == 1


def test_what_a_crash_left_open_is_learned_and_what_is_being_recorded_is_not(
    project: Project, inbox: Inbox
) -> None:
    record(project, 1)
    opened = Arrivals(project, inbox)  # as when the program starts again
    take = record(project, 2)
    opened.close()
    switched = Arrivals(project, inbox, opened)
    assert [one.take for one in switched.learnable()[0]] == [take_id(1)]
    assert switched.recording
    project.end_take(take)
    assert len(switched.learnable()[0]) == 2


def test_files_that_come_together_are_learned_together(project: Project, inbox: Inbox) -> None:
    Arrivals(project, inbox)
    project.add_photo(project.classes[0].id, jpeg("box", 1), "a.jpg")
    assert inbox.wait() == Work(project.examples(), False)
    assert inbox.wait() == Work([], True)


def test_settings_are_nothing_to_learn_and_closed_it_hears_nothing(
    project: Project, inbox: Inbox
) -> None:
    arrivals = Arrivals(project, inbox)
    project.set_setting("live", {})
    assert inbox.wait(0).nothing
    project.add_class("disc")
    assert inbox.wait(0).learn
    arrivals.close()
    record(project, 1)
    assert inbox.wait(0).nothing


def test_sounds_are_learned_when_their_take_ends(tmp_path: Path, inbox: Inbox) -> None:
    with Project.create(tmp_path / "sounds", "Test", "sound", Cut(0.6, 0.3)) as project:
        low = project.add_class("low").id
        arrivals = Arrivals(project, inbox)
        project.begin_take(take_id(1), low, "microphone", RATE)
        project.add_sound(take_id(1), 0, pcm(sound("low")))
        assert arrivals.recording
        assert arrivals.learnable()[0] == []
        project.end_take(take_id(1))
        work = inbox.wait()
        assert work is not None
        assert work.learn
        assert arrivals.learnable()[0] == project.examples() != []
