import tracemalloc
from typing import Any

import numpy as np
import pytest

from tests.live.sounding import RATE, Tones, TonesModel, played, quiet
from tests.taught import tiny
from understudy.backbones.streams import Moment
from understudy.errors import DataError
from understudy.live.listening import Listening
from understudy.live.windows import Window, Windows, check_hears
from understudy.types import Sound

WORD = played(0.5, ("low", 0.4), 0.3)


def windows(samples: Sound, listening: Listening | None = None, **options: Any) -> list[Window]:
    model: Any = TonesModel()
    made = Windows(model, listening or Listening(), **options)
    return [*made.add(samples), *made.finish()]


def test_a_window_ends_every_hop_and_a_quarter_of_one_after_the_end() -> None:
    found = windows(WORD)
    np.testing.assert_allclose(
        [one.seconds for one in found], np.arange(1, len(found) + 1) * 0.08, atol=1e-9
    )
    assert 1.2 + 0.25 - 0.08 < found[-1].seconds <= 1.2 + 0.25


def test_it_knows_what_sounded_up_to_its_end() -> None:
    found = windows(WORD)
    assert found[4].sounds == []
    during = next(one for one in found if one.seconds > 0.7)
    ((start, end),) = during.sounds
    assert start == pytest.approx(0.5, abs=0.02)
    assert end == pytest.approx(during.seconds, abs=0.02)
    assert during.prediction.best == "low"


def test_windows_that_overlap_less_are_fewer() -> None:
    assert [one.seconds for one in windows(WORD, Listening(overlap=0.52))][:2] == [
        pytest.approx(0.48), pytest.approx(0.96),
    ]  # fmt: skip


def test_a_model_of_pictures_does_not_hear() -> None:
    with pytest.raises(DataError, match="understudy watch"):
        check_hears(tiny())


class Deaf(Tones):
    """A backbone that costs nothing and hears nothing."""

    def stream(self) -> Any:
        return self

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    def hear(self, samples: Sound) -> list[Moment]:
        hop = round(self.hop * RATE)
        before, self.heard = self.heard // hop, self.heard + len(samples)
        return [
            Moment(count * self.hop, np.zeros(2, np.float32))
            for count in range(before + 1, self.heard // hop + 1)
        ]


def test_memory_does_not_grow() -> None:
    model: Any = TonesModel(Deaf())
    made = Windows(model, Listening(overlap=0.0), rate=RATE)  # a window every second
    minute = quiet(60.0)

    def hear(minutes: int) -> int:
        for _ in range(minutes):
            for _ in made.add(minute):
                pass
        return tracemalloc.get_traced_memory()[0]

    hear(3)  # until the collector of cycles has run
    tracemalloc.start()
    try:
        early, late = hear(1), hear(6)
    finally:
        tracemalloc.stop()
    assert late - early < 20_000  # bytes
