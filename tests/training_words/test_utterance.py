from pathlib import Path

import numpy as np

from training.words.utterance import PEAK, RATE, Utterance, load, save, tidy


def test_sound_is_resampled_trimmed_and_levelled() -> None:
    tone = 0.1 * np.sin(2 * np.pi * 440 * np.arange(4000) / 8000).astype(np.float32)
    found = tidy(np.pad(tone, 8000), 8000)
    assert found is not None
    assert abs(len(found) / RATE - 0.5) < 0.05
    assert abs(np.abs(found).max() / 32767 - PEAK) < 0.01


def test_silence_and_what_is_too_short_or_too_long_is_nothing() -> None:
    assert tidy(np.zeros(RATE, np.float32), RATE) is None
    assert tidy(np.zeros(0, np.float32), RATE) is None
    assert tidy(np.ones(100, np.float32), RATE) is None
    assert tidy(np.ones(20 * RATE, np.float32), RATE) is None


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    said = [Utterance(np.arange(n, dtype=np.int16), f"text {n}", "voice") for n in (3, 5)]
    save(tmp_path / "said.npz", said)
    read = load(tmp_path / "said.npz")
    assert [(u.text, u.voice, u.samples.tolist()) for u in read] == [
        (u.text, u.voice, u.samples.tolist()) for u in said
    ]
