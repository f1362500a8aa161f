import numpy as np
import pytest

from understudy import tones
from understudy.backbones.sound_loading import as_sounds, load_window
from understudy.errors import DataError
from understudy.media.flac import write_flac
from understudy.media.part import Part
from understudy.media.sound import Recording

RATE = 16_000


def click_at(second, seconds=3.0, rate=RATE):
    return tones.placed(tones.click(rate), seconds, rate, at=second / seconds)


def place_of_click(window, rate=RATE):
    return int(np.abs(window).argmax()) / rate


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "click.flac"
    write_flac(path, [click_at(2.0)], RATE)
    return path


def test_a_long_sound_gives_the_window_around_its_loudest_event(file):
    for source in (file, str(file), click_at(2.0), Recording(click_at(2.0), RATE)):
        window = load_window(source, RATE, RATE)
        assert window.shape == (RATE,)
        assert window.dtype == np.float32
        assert place_of_click(window) == pytest.approx(0.5, abs=0.05)


def test_the_louder_of_two():
    sound = click_at(0.7) + 0.2 * click_at(2.2)
    assert place_of_click(load_window(sound, RATE, RATE)) == pytest.approx(0.5, abs=0.05)
    assert np.abs(load_window(sound, RATE, RATE)).max() > 0.3


def test_an_offset_does_not_make_a_long_sound_the_loudest():
    hum = tones.placed(tones.tone(500, 1.0, RATE, level=0.01), 4.0, RATE, at=0.25)
    sound = hum + tones.placed(tones.click(RATE), 4.0, RATE, at=0.75) + np.float32(0.3)
    window = load_window(sound, RATE, RATE) - 0.3
    assert place_of_click(window) == pytest.approx(0.5, abs=0.05)


def test_a_place_in_a_recording(file):
    window = load_window(Part(file, 1.8), RATE, RATE)
    assert place_of_click(window) == pytest.approx(0.7, abs=0.02)
    assert not load_window(Part(file, 2.9), RATE, RATE)[-RATE // 3 :].any()


def test_a_short_sound_is_in_the_middle_of_silence():
    window = load_window(np.ones(101, np.float32), 1000, RATE)
    assert window.sum() == 101
    assert np.flatnonzero(window).mean() == pytest.approx(500, abs=1)


def test_other_rates_are_resampled(tmp_path):
    path = tmp_path / "click.flac"
    write_flac(path, [click_at(2.0, rate=44_100)], 44_100)
    window = load_window(path, RATE, RATE)
    assert place_of_click(window) == pytest.approx(0.5, abs=0.05)


def test_lists_of_sounds(file):
    sound = np.zeros(5, np.float32)
    assert as_sounds(file) == [file]
    assert len(as_sounds([file, sound, Part(file, 1.0)])) == 3
    assert len(as_sounds(sound)) == 1
    assert len(as_sounds(np.zeros((4, 5), np.float32))) == 4


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (np.zeros(5, np.int16), "type int16; expected mono samples"),
        (np.zeros((2, 5), np.float32), r"shape \(2, 5\)"),
        (np.array([0, np.nan], np.float32), "holds NaN or infinity"),
    ],
)
def test_what_is_no_sound(wrong, says):
    with pytest.raises(DataError, match=says):
        load_window(wrong, 10, RATE)
