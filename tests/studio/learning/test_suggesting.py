from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.studio.learning.teaching import BACKBONE, jpeg, take_id
from tests.studio.seeing import BLACK, SeeingBackbone, loading
from understudy.errors import UnderstudyError
from understudy.project.cache import FeatureCache
from understudy.project.store import Project
from understudy.studio.learning import suggesting
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.learning.lesson import Lesson
from understudy.studio.learning.suggesting import (
    IDLE_SECONDS,
    MOST,
    MOST_A_CLASS,
    PAUSE_SECONDS,
    SETTING,
    Suggesting,
    declined,
    few_of,
)
from understudy.studio.protocol import Suggestion


class Watched:
    """A project whose examples are looked at, and what was suggested."""

    def __init__(self, project: Project, cache: FeatureCache) -> None:
        self.project, self.cache = project, cache
        self.hands, self.body = SeeingBackbone("hand"), SeeingBackbone("body")
        self.load: Any = loading(self.hands, self.body)
        self.busy = False
        self.told: list[Suggestion | None] = []
        self.usual = ExampleFeatures(BACKBONE, cache, project.checksums)
        self.suggesting = Suggesting(
            project,
            self.usual,
            lambda name: ExampleFeatures(self.load(name), cache, project.checksums),
            lambda: self.busy,
            self.told.append,
        )
        self.taken = 0

    def hold(self, name: str, seen: int, unseen: int = 0, role: str = "class") -> None:
        """Record a take of pictures in which a hand and a body are seen, and some without."""
        ids = {record.name: record.id for record in self.project.classes}
        class_id = ids.get(name) or self.project.add_class(name, role=role).id
        self.taken += 1
        take = take_id(self.taken)
        self.project.begin_take(take, class_id, "camera")
        for number in range(seen + unseen):
            shown = jpeg(name, 100 * self.taken + number) if number < seen else BLACK
            self.project.add_frame(take, number, shown)
        self.project.end_take(take)

    def lesson(self) -> Lesson:
        """Return what there is to learn."""
        examples = tuple(self.project.examples())
        return Lesson(examples, tuple(one.take for one in examples))

    def consider(self) -> None:
        """Have learned what there is."""
        for one in self.usual.missing(self.project.examples()):
            self.usual.look(one)
        self.suggesting.consider(self.lesson())

    def suggestion(self) -> Suggestion | None:
        """Find out about what there is now, as long as it takes."""
        self.consider()
        steps = 0
        while self.suggesting.pause is not None:
            self.suggesting.go_on()
            steps += 1
            assert steps < 200
        return self.told[-1] if self.told else None


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with (
        Project.create(tmp_path / "p", "Test") as project,
        FeatureCache(project.cache_path) as cache,
    ):
        yield Watched(project, cache)


def test_hands_in_every_example_are_suggested(watched: Watched) -> None:
    watched.hold("rock", 4)
    watched.hold("paper", 4)
    said = "I can see a hand in every example: recognise it by its pose?"
    assert watched.suggestion() == Suggestion(subject="hands", sentence=said)
    assert watched.body.looks == 0


def test_nearly_every_example_is_enough_and_fewer_are_not(watched: Watched) -> None:
    for name in "abcde":
        watched.hold(name, 8)
    watched.hold("f", 6, 2)
    suggestion = watched.suggestion()
    assert suggestion is not None
    assert suggestion.sentence.startswith("I can see a hand in nearly every example")
    watched.hold("g", 5, 3)
    watched.hold("f", 20, 20)
    assert watched.suggestion() is None


def test_with_two_takes_a_class_a_hand_must_be_as_good_on_takes_left_out(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("rock", "paper") * 2:
        watched.hold(name, 8)
    assert watched.suggestion() is not None  # the colours tell them apart as well
    monkeypatch.setattr(suggesting, "is_better", lambda *given: False)
    for _ in range(2):
        watched.hold("well", 8)
    assert watched.suggestion() is None


def test_where_it_is_better_half_of_the_examples_are_enough(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def is_better(lesson: Lesson, usual: Any, other: Any, found: float) -> bool:
        asked.append((len(lesson.examples), usual, other.backbone.name, found))
        return True

    monkeypatch.setattr(suggesting, "is_better", is_better)
    for name in ("rock", "paper") * 2:
        watched.hold(name, 3, 1)
    suggestion = watched.suggestion()
    assert suggestion is not None
    assert suggestion.sentence.startswith("I can see a hand in most examples")
    assert asked == [(16, watched.usual, "hands", 0.75)]
    watched.suggesting.decline()
    for name in ("rock", "paper") * 2:
        watched.hold(name, 1, 7)
    assert watched.suggestion() is None
    assert len(asked) == 1


def test_a_background_needs_no_hand(watched: Watched) -> None:
    watched.hold("nothing", 0, 8, role="background")
    watched.hold("rock", 4)
    assert watched.suggestion() is None  # one class
    watched.hold("paper", 4)
    assert watched.suggestion() is not None


def test_a_body_is_suggested_where_there_is_no_hand(watched: Watched) -> None:
    watched.hands.look = lambda image, threads=1: SeeingBackbone("hand").look(0 * image)
    watched.hold("sit", 4)
    watched.hold("stand", 4)
    assert watched.suggestion() == Suggestion(
        subject="body",
        sentence="I can see a person in every example: recognise it by its pose?",
    )


def test_of_a_body_shoulders_and_hips_must_be_visible(watched: Watched) -> None:
    watched.hands.look = lambda image, threads=1: SeeingBackbone("hand").look(0 * image)
    watched.body.visibility = 0.4
    watched.hold("sit", 4)
    watched.hold("stand", 4)
    assert watched.suggestion() is None


def test_in_ordinary_pictures_it_is_soon_clear(watched: Watched) -> None:
    watched.hold("cup", 0, 30)
    watched.hold("pen", 0, 30)
    assert watched.suggestion() is None
    assert watched.hands.looks == watched.body.looks == 1


@pytest.mark.parametrize("takes", [[("rock", 20)], [("rock", 4), ("paper", 3)]])
def test_with_one_class_or_few_examples_nothing_is_looked_at(
    watched: Watched, takes: list[tuple[str, int]]
) -> None:
    for name, frames in takes:
        watched.hold(name, frames)
    assert watched.suggestion() is None
    assert watched.suggesting.pause is None
    assert watched.hands.looks == 0


def test_it_waits_for_quiet_and_goes_on_slowly(watched: Watched) -> None:
    watched.hold("rock", 8)
    watched.hold("paper", 8)
    assert watched.suggesting.pause is None
    watched.consider()
    assert watched.suggesting.pause == IDLE_SECONDS
    watched.busy = True
    for _ in range(5):
        watched.suggesting.go_on()
    assert (watched.suggesting.pause, watched.hands.looks) == (IDLE_SECONDS, 0)
    watched.busy = False
    for looks in range(5):
        assert watched.hands.looks == looks
        watched.suggesting.go_on()
        if looks == 0:
            watched.suggesting.go_on()  # the first step brought the backbone
        assert watched.suggesting.pause == PAUSE_SECONDS


def test_the_same_is_not_looked_at_again(watched: Watched) -> None:
    watched.hold("rock", 8)
    watched.hold("paper", 8)
    watched.suggestion()
    looks = watched.hands.looks
    watched.hold("rock", 1)
    assert watched.suggestion() is not None
    assert watched.hands.looks == looks
    watched.hold("scissors", 0, 8)
    assert watched.suggestion() is None
    watched.project.delete_class(watched.project.classes[-1].id)
    assert watched.suggestion() is not None


def test_what_was_looked_at_is_kept_for_the_switch(watched: Watched) -> None:
    watched.hold("rock", 4)
    watched.hold("paper", 4)
    watched.suggestion()
    again = ExampleFeatures(watched.hands, watched.cache, watched.project.checksums)
    again.recall(watched.project.examples(), lambda count: True)
    assert again.missing(watched.project.examples()) == []


def test_declined_it_comes_again_with_twice_as_many_examples(watched: Watched) -> None:
    watched.hold("rock", 4)
    watched.hold("paper", 4)
    assert watched.suggestion() is not None
    watched.suggesting.decline()
    assert watched.told[-1] is None
    assert declined(watched.project) == 8
    watched.hold("rock", 7)
    assert watched.suggestion() is None
    watched.hold("rock", 1)
    assert watched.suggestion() is not None


def test_declined_while_it_is_being_found_out(watched: Watched) -> None:
    watched.hold("rock", 4)
    watched.hold("paper", 4)
    watched.consider()
    watched.suggesting.go_on()
    watched.suggesting.decline()
    assert watched.suggesting.pause is None
    watched.suggesting.go_on()
    assert watched.told == [None]


@pytest.mark.parametrize("kept", [None, 8, {}, {"declined": "8"}, {"declined": None}])
def test_a_damaged_setting_declines_nothing(watched: Watched, kept: Any) -> None:
    watched.project.set_setting(SETTING, kept)
    assert declined(watched.project) == 0


@pytest.mark.parametrize("error", [UnderstudyError("Run: make setup"), ZeroDivisionError()])
def test_where_nothing_can_look_nothing_is_suggested(watched: Watched, error: Exception) -> None:
    def fail(name: str) -> None:
        raise error

    watched.load = fail
    watched.hold("rock", 4)
    watched.hold("paper", 4)
    assert watched.suggestion() is None
    assert watched.told == []


def test_a_damaged_picture_is_as_one_without_a_hand(watched: Watched) -> None:
    watched.hold("rock", 4)
    watched.hold("paper", 4)
    examples = watched.project.examples()
    examples[0].path.write_bytes(b"no picture")
    assert watched.suggestion() is None


def test_a_few_are_spread_over_all_takes(watched: Watched) -> None:
    watched.hold("rock", 50)
    watched.hold("rock", 50)
    watched.hold("paper", 3)
    watched.hold("nothing", 9, role="background")
    rock, _, nothing = (record.id for record in watched.project.classes)
    few = few_of(watched.lesson(), {nothing})
    places = [(one.take, one.number) for one in few.examples if one.class_id == rock]
    assert len(places) == MOST_A_CLASS
    assert (places[0], places[-1]) == ((take_id(1), 0), (take_id(2), 49))
    assert len(few.examples) == MOST_A_CLASS + 3
    assert few.groups == tuple(one.take for one in few.examples)
    for number in range(20):
        watched.hold(f"class {number}", 3)
    few = few_of(watched.lesson(), {nothing})
    assert len(few.examples) <= MOST
    assert len(few.classes) == 22
    assert few_of(Lesson(), set()) == Lesson()
