from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pytest

from tests.studio.learning.lessons import RIGHT, lesson_of
from tests.studio.learning.teaching import BACKBONE
from tests.studio.seeing import SeeingBackbone
from understudy.project.records import Example
from understudy.studio.learning.choosing import comparable, is_better
from understudy.types import Features

HANDS = SeeingBackbone("hand")
TAKES = RIGHT * 3


class Told:
    """Features that tell classes apart, or nothing."""

    others = None

    def __init__(self, backbone: object, useful: bool) -> None:
        self.backbone, self.useful = backbone, useful

    def of(self, examples: Sequence[Example]) -> Features:
        random = np.random.default_rng(1)
        rows = random.normal(0, 0.3, (len(examples), 3))
        if self.useful:
            rows[:, 0] += [5 if one.class_id == "a" else -5 for one in examples]
        return Features(rows)


@pytest.mark.parametrize(
    ("usual", "other", "better"),
    [(False, True, True), (True, True, False), (True, False, False), (False, False, False)],
)
def test_what_is_right_on_takes_left_out_decides(usual: bool, other: bool, better: bool) -> None:
    lesson, _ = lesson_of(*TAKES)
    told = Told(BACKBONE, usual), Told(HANDS, other)
    assert is_better(lesson, *told, 0.6) is better
    assert is_better(lesson, *told, 1.0) is (usual == other or better)  # as good is good enough
    assert not is_better(lesson, Told(BACKBONE, False), Told(HANDS, True), 0.3)


def test_without_takes_to_leave_out_it_must_be_found_in_nearly_all() -> None:
    lesson, _ = lesson_of(*RIGHT[:2])
    usual, other = (SimpleNamespace(backbone=backbone) for backbone in (BACKBONE, HANDS))
    assert is_better(lesson, usual, other, 0.96)
    assert not is_better(lesson, usual, other, 0.9)


def test_every_class_needs_two_takes_to_be_compared() -> None:
    assert comparable(lesson_of(*RIGHT)[0])
    assert not comparable(lesson_of(*RIGHT, ("c", "cross"))[0])
