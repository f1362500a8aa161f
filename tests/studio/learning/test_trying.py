from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.studio.learning.teaching import Lesson, jpeg, lesson
from tests.studio.sounding import HearingBackbone
from understudy.errors import DataError, MediaError
from understudy.studio.learning.trying import Trying

NAMES: dict[str, str] = {}


@pytest.fixture
def lesson_of_one(tmp_path: Path) -> Iterator[Lesson]:
    with lesson(tmp_path / "one") as opened:
        opened.hold("box")
        yield opened


@pytest.fixture
def lesson_of_sounds(tmp_path: Path) -> Iterator[Lesson]:
    with lesson(tmp_path / "sounds", HearingBackbone()) as opened:
        yield opened


def ids(taught: Lesson) -> dict[str, str]:
    return {record.name: record.id for record in taught.project.classes}


def test_a_picture_is_seen_through_three_models(taught: Lesson) -> None:
    box = ids(taught)["box"]
    tried = taught.learner.trying.look(jpeg("box", 1), box, {box: "A box"})
    assert len(tried.base) == 5
    assert [one.share for one in tried.base] == sorted((o.share for o in tried.base), reverse=True)
    assert (tried.several[0].name, tried.known) == ("A box", True)
    assert sum(one.share for one in tried.several) == pytest.approx(1, abs=1e-4)
    assert tried.either is not None
    assert tried.either > 0.5
    other = taught.learner.trying.look(jpeg("disc", 1), box, NAMES)
    assert other.either is not None
    assert other.either < 0.5
    assert other.several[0].name == ids(taught)["disc"]


def test_without_a_class_that_is_asked_for_there_are_two(taught: Lesson) -> None:
    for target in (None, "gone"):
        tried = taught.learner.trying.look(jpeg("box", 1), target, NAMES)
        assert tried.either is None
        assert tried.several


def test_the_background_counts_among_the_others(taught: Lesson) -> None:
    nothing = taught.project.add_class("nothing", role="background").id
    taught.hold("nothing")
    taught.ready()
    box = ids(taught)["box"]
    tried = taught.learner.trying.look(taught.picture("nothing", 1), box, NAMES)
    assert tried.several[0].name == nothing
    assert tried.either is not None
    assert tried.either < 0.5


def test_the_binary_model_is_taught_once_until_the_model_changes(taught: Lesson) -> None:
    trying: Trying = taught.learner.trying
    box, disc = ids(taught)["box"], ids(taught)["disc"]
    trying.look(jpeg("box", 1), box, NAMES)
    first = trying._binary[box]
    trying.look(jpeg("box", 1), disc, NAMES)
    trying.look(jpeg("disc", 1), box, NAMES)
    assert trying._binary[box] is first
    taught.hold("box")
    taught.ready()
    trying.look(jpeg("box", 1), box, NAMES)
    assert set(trying._binary) == {box}
    assert trying._binary[box] is not first


def test_before_anything_is_learned_the_network_has_its_own_labels(lesson_of_one: Lesson) -> None:
    tried = lesson_of_one.learner.trying.look(jpeg("box", 1), None, NAMES)
    assert (len(tried.base), tried.several, tried.either) == (5, [], None)


def test_what_is_no_picture_is_refused(taught: Lesson) -> None:
    with pytest.raises(MediaError, match="picture"):
        taught.learner.trying.look(b"hello", None, NAMES)


def test_sounds_can_not_be_looked_at(lesson_of_sounds: Lesson) -> None:
    with pytest.raises(DataError, match="taught with pictures"):
        lesson_of_sounds.learner.trying.look(jpeg("box", 1), None, NAMES)
