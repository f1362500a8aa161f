import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live.sounding import RATE, played, quiet, tone
from understudy.live.loudness import KEPT_SECONDS, Loudness
from understudy.types import Sound


def sounds(samples: Sound, rate: int = RATE) -> list[tuple[float, float]]:
    loudness = Loudness(rate)
    loudness.add(samples)
    return [(round(a, 2), round(b, 2)) for a, b in loudness.sounds(len(samples) / rate)]


def near(found: list[tuple[float, float]], expected: list[tuple[float, float]]) -> bool:
    return np.allclose(found, expected, atol=0.021) if len(found) == len(expected) else False


@pytest.mark.parametrize("rate", [8000, 11025, 44100])
@pytest.mark.parametrize("level", [0.02, 0.5])
def test_two_words_and_a_pause(rate: int, level: float) -> None:
    found = sounds(played(0.5, ("low", 0.4), 0.4, ("high", 0.3), 0.5, rate=rate, level=level), rate)
    assert near(found, [(0.5, 0.9), (1.3, 1.6)])


def test_a_gap_inside_a_word_is_bridged() -> None:
    assert near(sounds(played(0.5, ("low", 0.2), 0.12, ("low", 0.1), 0.6)), [(0.5, 0.92)])


@pytest.mark.parametrize("offset", [0.0, 0.5])
@pytest.mark.parametrize("level", [0.0, 1e-4, 0.1])
def test_nothing_stands_out_of_silence_and_of_steady_noise(level: float, offset: float) -> None:
    assert sounds(offset + quiet(4.0, level=level)) == []


def test_an_offset_of_the_microphone_hides_nothing() -> None:
    assert near(sounds(0.4 + played(1.0, ("low", 0.5), 1.0)), [(1.0, 1.5)])


def test_while_a_whistle_goes_on_and_on_levels_say_nothing_and_then_its_end() -> None:
    loudness = Loudness(RATE)
    loudness.add(played(1.0, ("high", 9.0), 1.0))
    assert loudness.sounds(10.0) == []
    ((_, end),) = loudness.sounds(11.0)
    assert end == pytest.approx(10.0, abs=0.03)


def test_the_future_is_not_known() -> None:
    loudness = Loudness(RATE)
    loudness.add(played(1.0, ("low", 0.5), 1.0, ("high", 0.5)))
    ((start, end),) = loudness.sounds(1.3)
    assert (start, end) == (pytest.approx(1.0, abs=0.02), pytest.approx(1.3, abs=0.02))
    assert loudness.sounds(0.0) == []


@given(cuts=st.lists(st.integers(1, 3000), min_size=1, max_size=30))
def test_blocks_do_not_matter(cuts: list[int]) -> None:
    whole = played(0.2, ("low", 0.5), 0.5)
    at_once, in_parts = Loudness(RATE), Loudness(RATE)
    at_once.add(whole)
    for part in np.split(whole, np.unique(np.cumsum(cuts))):
        in_parts.add(part)
    assert at_once.sounds(1.2) == in_parts.sounds(1.2)


def test_times_do_not_drift_and_what_is_kept_does_not_grow() -> None:
    rate = 11025  # 110.25 samples a step
    loudness = Loudness(rate)
    second = quiet(1.0, rate)
    for _ in range(60):
        loudness.add(second)
    loudness.add(np.concatenate([tone("low", 0.5, rate), quiet(0.5, rate)]))
    assert near(loudness.sounds(61.0), [(60.0, 60.5)])
    assert len(loudness._kept) == pytest.approx(100 * KEPT_SECONDS, abs=2)
