from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.studio.learning.teaching import Lesson, lesson, until
from tests.studio.sounding import CLICK, hearing
from understudy.errors import DataError
from understudy.project.store import Project
from understudy.studio.learning.automatic import SETTING, Automatic, is_automatic, wanted_by
from understudy.studio.protocol import Subject


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Lesson]:
    with lesson(tmp_path / "p", *hearing()) as opened:
        opened.project.set_setting(SETTING, True)
        yield opened


def test_takes_suggest_what_to_listen_for(opened: Lesson) -> None:
    assert wanted_by(opened.project) is None
    opened.say("low")
    assert wanted_by(opened.project) == "sound"
    for _ in range(2):
        opened.say("high", 4, lasting=CLICK)
    assert wanted_by(opened.project) == "sound-short"


def test_noise_has_no_say(opened: Lesson) -> None:
    opened.say("low")
    opened.say("noise")
    opened.say("middle", 4, lasting=CLICK)
    opened.say("middle", 4, lasting=CLICK)
    assert wanted_by(opened.project) == "sound-short"
    (middle,) = opened.ids("middle")
    opened.project.change_class(middle, role="background")
    assert wanted_by(opened.project) == "sound"


def test_silent_holds_have_no_say(opened: Lesson) -> None:
    for _ in range(8):
        opened.say("low", 0)
    opened.say("high")
    opened.say("middle")
    silent = [one.found.stretches for one in opened.project.takes.values() if one.found is not None]
    assert sum(end - start < 0.02 for ((start, end),) in silent[:8]) >= 3
    assert wanted_by(opened.project) == "sound"


def test_nothing_changes_while_a_take_is_recorded(opened: Lesson) -> None:
    opened.say("low", 4, lasting=CLICK)
    (low,) = opened.ids("low")
    opened.project.begin_take("a" * 16, low, "microphone", 8_000)
    assert wanted_by(opened.project) is None
    opened.project.end_take("a" * 16)
    assert wanted_by(opened.project) == "sound-short"


def test_switches_by_itself_and_only_when_it_should(opened: Lesson) -> None:
    switched: list[Subject] = []

    def switch(subject: Subject) -> None:
        switched.append(subject)
        opened.learners.switch(subject)

    following = Automatic(opened.project)
    following.start(switch)
    opened.say("low", 4, lasting=CLICK)
    until(lambda: opened.project.backbone == "sound-short")
    opened.say("high")
    opened.say("middle")
    until(lambda: opened.project.backbone == "sound")
    assert switched == ["sound-short", "sound"]
    opened.project.set_setting(SETTING, False)
    opened.say("low", 4, lasting=CLICK)
    opened.say("low", 4, lasting=CLICK)
    following.close()
    assert switched == ["sound-short", "sound"]
    assert following._thread is not None
    assert not following._thread.is_alive()


def test_what_can_not_be_done_is_passed_over(
    opened: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Subject] = []

    def switch(subject: Subject) -> None:
        tried.append(subject)
        raise (DataError("The networks are not there.") if len(tried) == 1 else ValueError("?"))

    following = Automatic(opened.project)
    following.start(switch)
    opened.say("low", 4, lasting=CLICK)
    until(lambda: len(tried) == 1)
    opened.say("low", 4, lasting=CLICK)
    until(lambda: len(tried) >= 2)
    following.close()


def test_pictures_are_never_automatic(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p", "Test") as project:
        project.set_setting(SETTING, True)
        assert not is_automatic(project)
        following = Automatic(project)
        following.start(lambda subject: None)
        assert following._thread is None
        following.close()


def test_only_what_was_made_so_is_automatic(opened: Lesson) -> None:
    assert is_automatic(opened.project)
    for value in (None, False, "yes"):
        opened.project.set_setting(SETTING, value)
        assert not is_automatic(opened.project)
