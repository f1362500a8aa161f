"""Where the examples of a recording are."""

from dataclasses import replace

import pytest

from understudy.media.sound_events import centres
from understudy.project.cuts import example_numbers, numbers, without
from understudy.project.document import Document
from understudy.project.records import ClassRecord, Cut, Found, TakeRecord

WORDS = Cut(window=1.0, step=0.5)
FOUND = Found(4.0, ((0.5, 0.7), (1.4, 1.6), (3.0, 3.4)), "x")
DOCUMENT = Document(
    "Sounds",
    "sound",
    classes=(
        ClassRecord("c", "clap", "#00ff00", "class"),
        ClassRecord("n", "noise", "#00ff00", "background"),
    ),
    kind="sound",
    cut=WORDS,
    trims={"b": (1.0, 4.0)},
    removed={"b": (1500,)},
)


def take(name: str, class_id: str = "c", found: Found | None = FOUND) -> TakeRecord:
    return TakeRecord(name, class_id, "microphone", 0.0, 8000.0, None, False, True, found)


def test_a_class_is_cut_at_its_sounds_and_a_background_class_everywhere() -> None:
    assert example_numbers(DOCUMENT, take("a")) == [600, 1500, 3200]
    assert example_numbers(DOCUMENT, take("a", "n")) == list(range(500, 3501, 500))


def test_edits_are_of_their_take() -> None:
    assert example_numbers(DOCUMENT, take("b")) == [3200]


def test_what_was_not_heard_or_has_no_class_has_no_examples() -> None:
    assert example_numbers(DOCUMENT, take("a", found=None)) == []
    assert example_numbers(DOCUMENT, take("a", "gone")) == []
    assert example_numbers(Document("Hands", "net"), take("a")) == []


def test_what_could_not_be_read_has_no_examples() -> None:
    assert numbers(centres, Found(0.0, (), "x"), WORDS, None, everywhere=True) == []


def test_a_trim_cuts_events_and_everywhere() -> None:
    assert numbers(centres, FOUND, WORDS, (0.6, 3.2), everywhere=False) == [650, 1500, 3100]
    assert numbers(centres, FOUND, WORDS, (1.7, 2.9), everywhere=False) == []
    assert numbers(centres, FOUND, WORDS, (1.25, 3.25), everywhere=True) == [1750, 2250, 2750]
    assert numbers(centres, FOUND, WORDS, (5.0, 6.0), everywhere=True) == []  # it was longer then


@pytest.mark.parametrize(
    ("removed", "left"),
    [
        ([], [600, 820, 3200]),
        ([600], [820, 3200]),
        ([820], [600, 3200]),
        ([690], [820, 3200]),  # moved a little by another trim
        ([3449], [600, 820]),
        ([3450], [600, 820, 3200]),  # half a step away
        ([600, 610, 3200], [820]),
    ],
)
def test_what_was_deleted_takes_the_one_nearest_along(removed, left) -> None:
    assert without([600, 820, 3200], removed, step=0.5) == left
    assert without([], removed, step=0.5) == []


def test_clips_are_cut_at_their_movement() -> None:
    document = replace(DOCUMENT, kind="clip", cut=Cut(1.5, 0.75), removed={})
    document = replace(document, trims={"b": (1.0, 5.0)})
    once, again = Found(2.0, ((0.9, 1.3),), "x"), Found(8.0, ((0.5, 1.5), (4.0, 5.0)), "x")
    assert example_numbers(document, take("a", found=once)) == [1100]
    assert example_numbers(document, take("a", "n", once)) == [750]
    assert example_numbers(document, take("a", found=again)) == [1000, 4500]
    assert example_numbers(document, take("a", "n", again)) == list(range(750, 7251, 750))
    assert example_numbers(document, take("b", found=again)) == [1750, 4250]  # within the trim
    still = Found(1.0, (), "x")
    assert example_numbers(document, take("a", found=still)) == [500]
    assert example_numbers(document, take("a", found=Found(0.0, (), "x"))) == []
