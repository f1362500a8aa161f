import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.media.sounds import noise, tone
from understudy.media.sound_levels import SILENT, LevelMeter


def measured(samples: np.ndarray, rate: int = 16000) -> np.ndarray:
    return LevelMeter(rate).add(samples)


@pytest.mark.parametrize("rate", [8000, 16000, 44100, 48000, 96000])
def test_a_tone_has_its_level_at_any_rate(rate: int) -> None:
    levels = measured(tone(0.5, 1000, rate, level=1), rate)
    assert levels.dtype == np.float32
    assert len(levels) == 49
    np.testing.assert_allclose(levels, -3, atol=0.2)
    quieter = measured(tone(0.5, 1000, rate, level=0.01), rate)
    np.testing.assert_allclose(quieter, levels - 40, atol=0.05)


@pytest.mark.parametrize(
    ("hertz", "weight"), [(100, -19.1), (200, -10.8), (500, -3.2), (2000, 1.2), (5000, 0.6)]
)
def test_levels_are_weighted_as_the_standard_says(hertz: float, weight: float) -> None:
    assert measured(tone(0.5, hertz, 48000, level=1), 48000).mean() == pytest.approx(
        weight - 3, abs=0.8 if hertz < 500 else 0.3
    )


def test_silence_and_an_offset_are_silent() -> None:
    np.testing.assert_allclose(measured(np.zeros(1600, np.float32)), SILENT, atol=1e-3)
    assert measured(np.full(1600, 0.5, np.float32)).max() < -90
    np.testing.assert_allclose(measured(tone(0.5) + 0.4), measured(tone(0.5)), atol=0.01)


def test_a_click_of_one_sample_stands_out() -> None:
    samples = noise(1, -80)
    samples[8000] += 0.05
    levels = measured(samples)
    assert np.argmax(levels) in (48, 49, 50)
    assert levels.max() > np.median(levels) + 20


def test_the_step_is_told_exactly() -> None:
    meter = LevelMeter(11025)
    assert meter.step == 110 / 11025
    assert len(meter.add(tone(100, rate=11025))) == int(100 / meter.step) - 1


@given(st.lists(st.integers(0, 900), max_size=12))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_pieces_make_no_difference(sizes: list[int]) -> None:
    samples = noise(1, -20)[: sum(sizes)]
    meter = LevelMeter(16000)
    pieces = [meter.add(piece) for piece in np.split(samples, np.cumsum(sizes))]
    np.testing.assert_allclose(np.concatenate(pieces), measured(samples), atol=1e-3)


def test_less_than_a_frame_has_a_level_too() -> None:
    meter = LevelMeter(16000)
    assert len(meter.add(tone(0.019))) == 0
    assert meter.short() > -20
