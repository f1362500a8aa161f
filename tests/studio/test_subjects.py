import sys
from typing import get_args

import pytest

from tests.studio.acting import acting_backbone
from tests.studio.sounding import hearing
from tests.taught import tiny_backbone
from understudy import backbones
from understudy.errors import MissingExtraError
from understudy.project.records import Cut
from understudy.studio.protocol import Kind, Subject
from understudy.studio.subjects import (
    ACTIONS,
    ANYTHING,
    CALLED,
    able,
    backbone_of,
    cut_of,
    kind_of,
    subject_of,
)


@pytest.mark.parametrize("subject", sorted({*get_args(Subject)} - {"silhouette"}))
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


def test_actions_are_cut_from_clips() -> None:
    acting = acting_backbone()
    assert cut_of(acting) == Cut(acting.window, acting.step)
    assert [kind_of(subject) for subject in ACTIONS] == ["clip", "clip", "clip"]
    assert subject_of("my own", "clip") == "actions"
    assert set(CALLED) == set(get_args(Kind))


def test_a_backbone_that_can_not_see_movements_here_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acting = acting_backbone()
    assert able(acting) is acting
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(MissingExtraError, match="cv2"):
        able(acting)
    able(tiny_backbone())
