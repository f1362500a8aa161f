import pytest

from tests.studio.learning.lessons import RIGHT, fitted_to, lesson_of
from understudy.errors import Cancelled
from understudy.evaluation.sentences import CANT_TELL
from understudy.studio.learning.choice import Choice
from understudy.studio.learning.comparing import compare, confusion
from understudy.studio.learning.wording import WORDINGS

NAMES = {"a": "up", "b": "left"}
DENSE = Choice("dense", {"units": [8], "epochs": 5})


def test_heads_are_tested_on_every_take() -> None:
    lesson, drawn = lesson_of(*RIGHT)
    choices = [Choice("neighbors", {"k": 1}), DENSE]
    compared = compare(choices, lesson, drawn, NAMES, lambda: False)
    assert [(one.head, one.settings) for one in compared] == [
        ("neighbors", {"k": 1}), ("dense", DENSE.settings),
    ]  # fmt: skip
    assert compared[0].accuracy == 1.0
    assert compared[0].sentence == "Recognises 100 % of pictures in takes it has not seen."
    assert all(one.fit_seconds > 0 and one.predict_milliseconds > 0 for one in compared)


def test_can_be_cancelled_between_heads_and_within_one() -> None:
    lesson, drawn = lesson_of(*RIGHT)
    with pytest.raises(Cancelled):
        compare([Choice()], lesson, drawn, NAMES, lambda: True)
    asked = []

    def later() -> bool:
        asked.append(True)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        compare([DENSE], lesson, drawn, NAMES, later)
    assert len(asked) == 4


def test_cells_hold_the_examples_behind_them() -> None:
    fitted = fitted_to(*RIGHT, ("a", "disc"))
    present = {one.id for one in fitted.lesson.examples}
    found = confusion(fitted, present, NAMES, "picture")
    cells = {(cell.true, cell.predicted): cell.examples for cell in found.cells}
    assert found.class_ids == ["a", "b"]
    assert cells["a", "b"] == ["t4-0", "t4-1", "t4-2"]
    assert sum(map(len, cells.values())) == 15
    assert "`up` is sometimes taken for `left`" in found.sentence
    there = confusion(fitted, present - {"t4-1"}, NAMES, "picture")
    assert ["t4-0", "t4-2"] in [cell.examples for cell in there.cells]


def test_without_takes_to_test_there_are_no_cells() -> None:
    one_take_each = fitted_to(*RIGHT[:2])
    nothing = confusion(None, (), NAMES, "clip")
    assert (nothing.class_ids, nothing.cells) == ([], [])
    assert nothing.sentence == WORDINGS["clip"].cant_tell
    found = confusion(one_take_each, (), NAMES, "picture")
    assert (found.class_ids, found.cells, found.sentence) == (["a", "b"], [], CANT_TELL)
