import numpy as np
import pytest

from understudy import tones

RATE = 16_000


def pitch_of(sound, rate):
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return spectrum.argmax() * rate / len(sound)


@pytest.mark.parametrize("rate", [8000, 44_100])
def test_a_tone_has_its_pitch_at_any_rate(rate):
    sound = tones.tone(440, 0.5, rate, partials=4)
    assert len(sound) == rate // 2
    assert pitch_of(sound, rate) == pytest.approx(440, abs=3)


def test_a_chirp_glides():
    sound = tones.chirp(500, 2000, 1.0, RATE)
    assert pitch_of(sound[:2000], RATE) == pytest.approx(590, abs=60)
    assert pitch_of(sound[-2000:], RATE) == pytest.approx(1900, abs=60)


def test_noise_is_as_loud_and_as_dark_as_asked():
    white, brown = (tones.noise(1.0, RATE, 1, level=0.05, slope=slope) for slope in (0, 2))
    assert white.std() == pytest.approx(0.05, rel=0.01)
    assert brown.std() == pytest.approx(0.05, rel=0.01)
    assert np.abs(np.diff(brown)).mean() < 0.3 * np.abs(np.diff(white)).mean()


def test_the_same_seed_gives_the_same():
    np.testing.assert_array_equal(tones.noise(0.1, RATE, 3), tones.noise(0.1, RATE, 3))
    assert not np.array_equal(tones.noise(0.1, RATE, 3), tones.noise(0.1, RATE, 4))
    for one, other in zip(tones.sounds(0.2, RATE), tones.sounds(0.2, RATE), strict=True):
        np.testing.assert_array_equal(one, other)


def test_short_sounds_die_away():
    for sound in (tones.click(RATE), tones.clap(RATE, 1)):
        third = len(sound) // 3
        assert np.abs(sound[:third]).max() > 0.2
        assert np.abs(sound[-third:]).max() < 0.1 * np.abs(sound).max()


@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
def test_a_sound_is_placed_within_its_room(at):
    placed = tones.placed(np.ones(100, np.float32), 0.1, RATE, at=at)
    assert len(placed) == 1600
    inside = np.flatnonzero(placed > 0.5)
    assert len(inside) == 100
    assert inside.mean() == pytest.approx(50 + at * 1500, abs=51)


def test_a_sound_longer_than_the_room_is_cut():
    assert len(tones.placed(np.ones(5000, np.float32), 0.1, RATE)) == 1600


@pytest.mark.parametrize(("seconds", "rate"), [(0.09, 44_100), (0.144, 32_000), (1.5, 16_000)])
def test_one_of_each(seconds, rate):
    drawn = tones.sounds(seconds, rate)
    assert len(drawn) == 5
    for sound in drawn:
        assert sound.dtype == np.float32
        assert len(sound) == round(seconds * rate)
        assert 0.05 < np.abs(sound).max() <= 1
