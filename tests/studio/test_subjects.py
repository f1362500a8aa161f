from typing import get_args

import pytest

from understudy import backbones
from understudy.studio.protocol import Subject
from understudy.studio.subjects import ANYTHING, backbone_of, subject_of


@pytest.mark.parametrize("subject", get_args(Subject))
def test_every_subject_has_a_backbone_that_there_is(subject: Subject) -> None:
    assert backbone_of(subject) in backbones.REGISTRY
    assert subject_of(backbone_of(subject)) == subject


@pytest.mark.parametrize("backbone", ["efficientnet-lite0-int8", "my own", "", "anything"])
def test_other_backbones_look_at_anything(backbone: str) -> None:
    assert subject_of(backbone) == ANYTHING
