import numpy as np
import pytest

from understudy import tones
from understudy.media.mixing import mixed
from understudy.types import Sound

RATE = 8_000


def level(sound: Sound) -> float:
    return 10 * float(np.log10(np.square(sound, dtype=np.float64).mean()))


@pytest.mark.parametrize("decibels", [0.0, 7.0, 15.0])
def test_the_loudest_part_of_the_sound_is_so_much_louder(decibels: float) -> None:
    word = tones.placed(tones.tone(500, 0.3, RATE, level=0.2), 1.5, RATE)
    noise = tones.noise(1.5, RATE, 3, level=0.01)
    under = mixed(word, noise, RATE, decibels) - word
    middle = word[len(word) // 2 - 400 : len(word) // 2 + 400]
    assert level(middle) - level(under) == pytest.approx(decibels, abs=0.2)
    assert np.corrcoef(under, noise)[0, 1] > 0.99


def test_a_click_counts_as_if_it_were_longer() -> None:
    click = tones.placed(tones.click(RATE, level=0.5), 0.14, RATE)
    noise = tones.noise(0.14, RATE, 3)
    assert level(mixed(click, noise, RATE, 0) - click) < level(click) + 3


def test_it_stays_within_full_scale() -> None:
    both = mixed(tones.tone(500, 1, RATE, level=0.9), tones.noise(1, RATE, 1), RATE, 0)
    assert both.dtype == np.float32
    assert np.abs(both).max() == 1


def test_under_silence_and_with_silence_nothing_changes() -> None:
    word, nothing = tones.tone(500, 0.05, RATE), np.zeros(400, np.float32)
    np.testing.assert_array_equal(mixed(word, nothing, RATE, 5), word)
    np.testing.assert_array_equal(mixed(nothing, word, RATE, 5), nothing)
