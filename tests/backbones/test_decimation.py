import numpy as np
import pytest

from understudy import tones
from understudy.backbones.decimation import TAPS, Halver, half_band

RATE = 32_000


def test_the_filter_is_symmetric_and_of_sum_one():
    taps = half_band()
    np.testing.assert_allclose(taps, taps[::-1], atol=1e-8)
    assert taps.sum() == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("pitch", [100, 1000, 3800])
def test_what_speech_needs_passes_late_by_half_the_filter(pitch):
    sound = tones.tone(pitch, 0.2, RATE)
    halved = Halver().hear(sound)
    late = np.pad(sound, (TAPS // 2, 0))[: len(sound)][::2]
    assert np.abs(halved[20:-20] - late[20 : len(halved) - 20]).max() < 0.003


@pytest.mark.parametrize("pitch", [12_200, 14_000, 15_900])
def test_what_would_come_back_as_speech_is_taken_out(pitch):
    halved = Halver().hear(tones.tone(pitch, 0.2, RATE, level=1.0))
    assert np.abs(halved[20:-20]).max() < 10 ** (-50 / 20)


def test_the_same_however_samples_come():
    sound = tones.noise(0.2, RATE, 1)
    whole = Halver().hear(sound)
    assert len(whole) == len(sound) // 2
    halver, found, start = Halver(), [], 0
    for size in [1, 0, 2, 777, 5, 1024, 3000]:
        found.append(halver.hear(sound[start : start + size]))
        start += size
    found = np.concatenate(found)
    np.testing.assert_allclose(found, whole[: len(found)], atol=1e-7)
    assert abs(len(found) - 4809 / 2) <= 1
