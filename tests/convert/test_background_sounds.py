import shutil

import numpy as np
import pytest

from convert import background_sounds
from convert.errors import BuildError

RATE = 16_000


def test_speech_in_many_voices():
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed here")
    spoken = list(background_sounds.speech(2, RATE, np.random.default_rng(0)))
    assert all(len(sound) > RATE for sound in spoken)
    assert all(0.05 < np.abs(sound).max() <= 1 for sound in spoken)


def test_without_the_synthesiser_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(BuildError, match="apt install espeak-ng"):
        next(background_sounds.speech(1, RATE, np.random.default_rng(0)))


def test_other_sounds_of_all_kinds():
    random = np.random.default_rng(0)
    drawn = [background_sounds.other(RATE, random) for _ in range(40)]
    lengths = [len(sound) for sound in drawn]
    assert min(lengths) < 0.2 * RATE < RATE < max(lengths)
    assert all(np.isfinite(sound).all() and sound.any() for sound in drawn)


@pytest.mark.parametrize("length", [50, 5000, 40_000])
def test_windows_have_the_sound_at_any_level(length):
    random = np.random.default_rng(length)
    sound = np.ones(length, np.float32)
    windows = [background_sounds.window(sound, 8000, random) for _ in range(30)]
    assert {window.shape for window in windows} == {(8000,)}
    peaks = 20 * np.log10([np.abs(window).max() for window in windows])
    assert peaks.max() > -10 > -30 > peaks.min()
