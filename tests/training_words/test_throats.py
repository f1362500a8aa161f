import numpy as np

from training.words import throats
from training.words.utterance import RATE, Utterance


def loudest_hz(sound: np.ndarray) -> float:
    return float(np.abs(np.fft.rfft(sound)).argmax() * RATE / len(sound))


def test_formants_that_stay_leave_the_sound_as_it_is() -> None:
    sound = np.random.default_rng(0).standard_normal(RATE, np.float32)
    np.testing.assert_allclose(throats.move_formants(sound, 1.0), sound, atol=1e-4)


def test_formants_move_without_the_pitch() -> None:
    random = np.random.default_rng(0)
    frequency = np.fft.rfftfreq(RATE, 1 / RATE)
    shape = np.exp(-(((frequency - 1500) / 300) ** 2))  # one formant at 1500 Hz
    pulses = np.zeros(RATE)
    pulses[:: RATE // 100] = 1  # a voice of 100 Hz
    voice = np.fft.irfft(np.fft.rfft(pulses) * shape) + 1e-4 * random.standard_normal(RATE)
    moved = throats.move_formants(voice.astype(np.float32), 1.2)
    assert abs(loudest_hz(moved) - 1800) < 150
    assert abs(loudest_hz(moved) % 100) < 2 or abs(loudest_hz(moved) % 100 - 100) < 2


def test_another_speaker_takes_as_long_as_asked(beeps: list[Utterance]) -> None:
    said = throats.other_speaker(beeps[0].samples, 1.25, np.random.default_rng(0))
    assert len(said) == int(len(beeps[0].samples) / 1.25)
    assert said.dtype == np.float32
