import pytest

from understudy.project.noise import SETTING, mixed_noise
from understudy.project.records import ClassRecord

WORD = ClassRecord("w", "land", "#000000", "class")
MOTOR = ClassRecord("m", "motor", "#000000", "background")
ROOM = ClassRecord("r", "room", "#000000", "background")


def test_only_background_classes_that_are_there_are_mixed_in() -> None:
    assert mixed_noise([WORD, MOTOR, ROOM], {SETTING: ["gone", "m", "w"]}) == [MOTOR]
    assert mixed_noise([WORD, MOTOR, ROOM], {}) == []


@pytest.mark.parametrize("damaged", [None, "m", {"m": True}, [{}], 3])
def test_a_damaged_setting_is_none(damaged: object) -> None:
    assert mixed_noise([MOTOR], {SETTING: damaged}) == []
