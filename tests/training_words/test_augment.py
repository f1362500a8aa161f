import numpy as np

from training.words import augment
from training.words.augment import RATE, SAMPLES, Said, clip
from training.words.utterance import Utterance

Beeps = list[Utterance]


def test_the_utterance_is_wholly_in_the_clip(beeps: Beeps) -> None:
    for seed in range(20):
        sound, said = clip(beeps[0], beeps, np.random.default_rng(seed))
        assert sound.shape == (SAMPLES,)
        assert sound.dtype == np.float32
        assert np.abs(sound).max() <= 1
        assert any(s.text == "one" and s.start >= 0 and s.end * RATE <= SAMPLES for s in said)
        ends = [s.end for s in said]
        assert all(later.start >= end for end, later in zip(ends, said[1:], strict=False))


def test_the_same_seed_gives_the_same_clip(beeps: Beeps) -> None:
    first, second = (clip(beeps[0], beeps, np.random.default_rng(3))[0] for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_a_short_recording_has_nothing_around_what_is_said() -> None:
    sound = np.ones(SAMPLES, np.float32)
    found = augment.cut(sound, [Said("one", 1.0, 1.5)], np.random.default_rng(0))
    assert found[: round(0.5 * RATE)].max() == 0
    assert found[round(2.0 * RATE) :].max() == 0
    assert found[round(1.1 * RATE) : round(1.4 * RATE)].min() == 1


def test_a_recording_at_a_lower_rate_has_nothing_above_half_of_it() -> None:
    random = np.random.default_rng(0)
    found = np.abs(np.fft.rfft(augment.narrow(random.standard_normal(SAMPLES, np.float32), random)))
    high = round(7500 * SAMPLES / RATE)
    assert found[high:].max() < 1e-2 * found[: SAMPLES // 8].mean()


def test_a_telephone_lets_the_middle_through() -> None:
    response = augment.band_limit(RATE, np.random.default_rng(0))  # one bin a hertz
    assert response[1000] > 0.9
    assert response[20] < 0.5
    assert response[7900] < 0.5


def test_a_room_dies_away() -> None:
    response = augment.room(np.random.default_rng(0))
    assert response[0] == 1
    assert np.abs(response[-20:]).max() < 0.01
