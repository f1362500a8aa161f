from __future__ import annotations

from dataclasses import asdict
from typing import get_args

import pytest

from understudy.studio.learning.wording import WORDINGS
from understudy.studio.protocol import Kind


def test_there_is_one_for_every_kind() -> None:
    assert set(WORDINGS) == set(get_args(Kind))


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_name_can_be_put_in_whatever_it_is(kind: Kind) -> None:
    wording = WORDINGS[kind]
    assert "{x}" in wording.next.format(empty="{x}")
    assert "{x}" in wording.another.format(full="{x}")
    assert wording.begin.format(empty="x").endswith(".")
    assert not any("!" in sentence for sentence in asdict(wording).values())
