import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.media.sounds import tone
from understudy.media.resampling import Resampler, resample

RATES = [(48000, 16000), (44100, 16000), (8000, 32000), (44100, 32000), (96000, 44100)]


@pytest.mark.parametrize(("old", "new"), [*RATES, (192000, 16000), (11025, 44100), (44056, 16000)])
def test_a_tone_stays_what_and_where_it_is(old: int, new: int) -> None:
    found = resample(tone(1, 1000, old), old, new)
    wanted = tone(1, 1000, new)
    assert found.dtype == np.float32
    assert found.shape == wanted.shape
    inside = slice(new // 20, -new // 20)
    assert np.abs(found - wanted)[inside].max() < 1e-4


@pytest.mark.parametrize(("old", "new"), [(48000, 16000), (44100, 32000)])
def test_what_the_new_rate_cannot_hold_is_gone(old: int, new: int) -> None:
    found = resample(tone(1, 0.6 * new, old), old, new)
    assert np.abs(found)[new // 20 : -new // 20].max() < 1e-4


def test_a_click_is_not_late() -> None:
    click = np.zeros(48000, np.float32)
    click[24000] = 1
    assert np.argmax(resample(click, 48000, 16000)) == 8000
    assert np.argmax(resample(click, 48000, 44100)) == 22050


@pytest.mark.parametrize(("old", "new"), RATES)
@pytest.mark.parametrize("count", [0, 1, 2, 5, 99, 1000])
def test_the_length_is_exact(old: int, new: int, count: int) -> None:
    found = resample(np.ones(count, np.float32), old, new)
    assert len(found) == -(-count * new // old)


def test_many_pieces_do_not_drift() -> None:
    resampler = Resampler(44100, 16000)
    given = sum(len(resampler.add(np.zeros(4410, np.float32))) for _ in range(3000))
    given += len(resampler.finish())
    assert given == 300 * 16000


@given(st.lists(st.integers(0, 3000), max_size=8), st.sampled_from(RATES))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_pieces_make_no_difference(sizes: list[int], rates: tuple[int, int]) -> None:
    samples = tone(1, 300, 20000)[: sum(sizes)]
    resampler = Resampler(*rates)
    pieces = [resampler.add(piece) for piece in np.split(samples, np.cumsum(sizes))]
    together = np.concatenate([*pieces, resampler.finish()])
    np.testing.assert_allclose(together, resample(samples, *rates), atol=1e-6)


def test_equal_rates_pass() -> None:
    samples = tone(0.1)
    np.testing.assert_array_equal(resample(samples, 16000, 16000), samples)


@pytest.mark.parametrize("rates", [(0, 16000), (16000, -1)])
def test_rates_below_one_are_refused(rates: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="expected 1 or more"):
        Resampler(*rates)
