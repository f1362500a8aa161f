from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from understudy.studio.protocol import SOUND_RATES, Begin

TAKE: dict[str, Any] = {"take": "a" * 16, "class_id": "c"}


def test_a_take_of_pictures_may_say_its_rate() -> None:
    assert Begin(**TAKE).rate is None
    assert Begin(**TAKE, rate=30).rate == 30
    assert Begin(**TAKE, source="correction").rate is None


@pytest.mark.parametrize("rate", [30.1, 0, -1, 48_000])
def test_of_pictures_there_are_few_a_second(rate: float) -> None:
    with pytest.raises(ValidationError):
        Begin(**TAKE, rate=rate)


@pytest.mark.parametrize("rate", SOUND_RATES)
def test_a_take_of_sound_says_its_rate(rate: int) -> None:
    assert Begin(**TAKE, source="microphone", rate=rate).rate == rate


@pytest.mark.parametrize("rate", [None, 15, SOUND_RATES[0] - 1, SOUND_RATES[1] + 1, "nan"])
def test_of_sound_there_are_many_a_second(rate: Any) -> None:
    with pytest.raises(ValidationError):
        Begin(**TAKE, source="microphone", rate=rate)
