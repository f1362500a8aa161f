from typing import get_args

import pytest

from tests.studio.sounding import hearing
from tests.taught import tiny_backbone
from understudy import backbones
from understudy.project.records import Cut
from understudy.studio.protocol import Subject
from understudy.studio.subjects import ANYTHING, backbone_of, cut_of, kind_of, subject_of


@pytest.mark.parametrize("subject", get_args(Subject))
def test_every_subject_has_a_backbone_that_there_is(subject: Subject) -> None:
    assert backbone_of(subject) in backbones.REGISTRY
    assert subject_of(backbone_of(subject)) == subject


@pytest.mark.parametrize("backbone", ["efficientnet-lite0-int8", "my own", "", "anything"])
def test_other_backbones_look_at_anything(backbone: str) -> None:
    assert subject_of(backbone) == ANYTHING


def test_sounds_are_cut_and_pictures_are_not() -> None:
    words, short = hearing()
    assert cut_of(words) == Cut(words.window, words.step)
    assert cut_of(short) != cut_of(words)
    assert cut_of(tiny_backbone()) is None
    assert [kind_of(subject) for subject in ("sound-short", "hands", "anything")] == [
        "sound", "picture", "picture",
    ]  # fmt: skip
    assert subject_of("my own", "sound") == "sound"
