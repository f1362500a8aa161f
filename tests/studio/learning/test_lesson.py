from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.studio.learning.teaching import BACKBONE
from understudy.project.records import Example, Source, TakeRecord
from understudy.studio.learning.lesson import Composer, Lesson, Pair, same
from understudy.types import Features


class Rows:
    """Features by example: what `Composer` needs of `ExampleFeatures`."""

    backbone = BACKBONE

    def __init__(self) -> None:
        self.rows: dict[str, list[float]] = {}
        self.pose = [0.0, 0.0]
        self.asked: list[list[str]] = []
        self.checksums: dict[str, str] = {}

    def has(self, example: Example) -> bool:
        return example.id in self.rows

    def of(self, examples: list[Example]) -> Features:
        self.asked.append([one.id for one in examples])
        rows = [[*self.rows[one.id], *self.pose] for one in examples]
        return Features(rows, pose=slice(2, 4))

    def checksums_of(self, examples: list[Example]) -> list[str]:
        return [self.checksums.get(one.take, one.take) for one in examples]

    def shot(self, example: Example) -> None:
        return None


class Folder:
    """Examples and takes as a project tells them."""

    def __init__(self) -> None:
        self.features = Rows()
        self.examples: list[Example] = []
        self.takes: dict[str, TakeRecord] = {}
        self.composer = Composer(self.features)

    def add(
        self, take: str, class_id: str = "a", source: Source = "camera", row: float = 0,
        apart: bool = False, count: int = 1,
    ) -> None:  # fmt: skip
        self.takes[take] = TakeRecord(take, class_id, source, 0.0, None, None, apart, True)
        for number in range(count):
            one = Example(f"{take}-{number}", class_id, take, number, Path(take), 1, 1)
            self.examples.append(one)
            self.features.rows[one.id] = [float(np.cos(row)), float(np.sin(row))]

    def lesson(self, earlier: Lesson | None = None) -> Lesson:
        return self.composer.compose(self.examples, self.takes, earlier or Lesson())


@pytest.fixture
def folder() -> Folder:
    return Folder()


def test_a_take_is_a_group(folder: Folder) -> None:
    folder.add("one", count=2)
    folder.add("two", "b")
    lesson = folder.lesson()
    assert [one.id for one in lesson.examples] == ["one-0", "one-1", "two-0"]
    assert lesson.groups == ("one", "one", "two")
    assert (lesson.labels, lesson.classes) == (["a", "a", "b"], {"a", "b"})


def test_what_has_no_features_is_left_out(folder: Folder) -> None:
    folder.add("one", count=2)
    del folder.features.rows["one-0"]
    assert [one.id for one in folder.lesson().examples] == ["one-1"]


def test_new_examples_come_last_and_continue_the_lesson(folder: Folder) -> None:
    folder.add("two", "b")
    first = folder.lesson()
    folder.add("one", count=2)
    folder.examples.sort(key=lambda one: one.id)
    second = folder.lesson(first)
    assert [one.take for one in second.examples] == ["two", "one", "one"]
    assert second.continues(first)
    assert not first.continues(second)
    assert second.takes_beyond(first) == 1


def test_without_an_example_it_is_another_lesson(folder: Folder) -> None:
    folder.add("one", count=2)
    first = folder.lesson()
    del folder.examples[0]
    assert not folder.lesson(first).continues(first)


def test_a_file_replaced_by_hand_is_another_example(folder: Folder) -> None:
    folder.add("one", count=2)
    first = folder.lesson()
    one = folder.examples[0]
    changed = Example(one.id, one.class_id, one.take, 0, one.path, 2, 2)
    moved = Example(one.id, one.class_id, one.take, 0, Path("elsewhere"), 1, 1)
    assert same(one, moved)
    assert not same(one, changed)
    assert not same(one, None)
    folder.examples[0] = moved
    assert folder.lesson(first).continues(first)
    folder.examples[0] = changed
    assert not folder.lesson(first).continues(first)


def test_photos_almost_equal_are_one_take(folder: Folder) -> None:
    folder.add("one", source="photo")
    folder.add("two", source="photo", row=2)
    folder.add("three", source="by-hand", row=0.01)
    folder.add("four", "b", source="photo")
    lesson = folder.lesson()
    assert lesson.groups == ("one", "two", "one", "four")
    assert lesson.merged == {"a": [["one", "three"]], "b": []}


def test_hands_that_are_held_alike_do_not_make_photos_one_take(folder: Folder) -> None:
    folder.features.pose = [1000.0, 1000.0]
    folder.add("one", source="photo", row=0)
    folder.add("two", source="photo", row=1)
    folder.add("three", source="photo", row=0)
    assert folder.lesson().merged == {"a": [["one", "three"]]}


@pytest.mark.parametrize("source", ["camera", "video", "correction"])
def test_takes_of_a_camera_are_never_merged(folder: Folder, source: Source) -> None:
    folder.add("one", source=source)
    folder.add("two", source=source)
    assert folder.lesson().groups == ("one", "two")


def test_what_was_split_stays_apart(folder: Folder) -> None:
    folder.add("one", source="photo", apart=True)
    folder.add("two", source="photo", apart=True)
    assert folder.lesson().merged == {}


def test_photos_are_compared_only_when_they_are_others(folder: Folder) -> None:
    folder.add("one", source="photo")
    lesson = folder.lesson()
    folder.add("two", "b", source="photo")
    folder.add("three")
    lesson = folder.lesson(lesson)
    assert folder.features.asked == [["one-0"], ["two-0"]]
    folder.add("four", source="photo", row=0.01)
    assert folder.lesson(lesson).continues(lesson)
    assert folder.features.asked[2:] == [["one-0", "four-0"]]


def test_a_photo_that_joins_two_takes_makes_another_lesson(folder: Folder) -> None:
    folder.add("one", source="photo")
    folder.add("two", source="photo", row=0.5)
    lesson = folder.lesson()
    assert lesson.groups == ("one", "two")
    folder.add("between", source="photo", row=0.25)
    joined = folder.lesson(lesson)
    assert joined.groups == ("one", "one", "one")
    assert not joined.continues(lesson)


def test_a_recording_added_twice_is_one_take(folder: Folder) -> None:
    for take in ("first", "copy", "other"):
        folder.add(take, source="recording", count=2)
    folder.add("foreign", class_id="b", source="recording")
    folder.features.checksums = dict.fromkeys(("first", "copy", "foreign"), "same")
    folder.examples = [replace(one, centre=float(one.number)) for one in folder.examples]
    assert folder.lesson().groups == ("first",) * 4 + ("other",) * 2 + ("foreign",)
    assert not folder.lesson().merged


def test_a_lesson_with_what_is_mixed_continues_only_the_very_same(folder: Folder) -> None:
    folder.add("t1", "a")
    folder.add("t2", "b")
    before = folder.lesson()
    mixed = replace(before, pairs=(Pair(*before.examples),))
    assert mixed.continues(mixed)
    assert not mixed.continues(before)
    assert not before.continues(mixed)
    folder.add("t3", "a")
    more = folder.lesson(before)
    assert more.continues(before)
    assert not replace(more, pairs=mixed.pairs).continues(mixed)
