from pathlib import Path

import numpy as np
import pytest

from training.words import clips
from training.words.utterance import Utterance, save
from training.words.vocabulary import LABELS, WORDS


@pytest.fixture
def speech(tmp_path: Path, beeps: list[Utterance]) -> Path:
    save(tmp_path / "words-beeper.npz", [u for u in beeps if u.text in WORDS])
    save(tmp_path / "unknown-beeper.npz", [u for u in beeps if u.text not in WORDS])
    return tmp_path


def test_clips_hold_embeddings_and_what_is_right_in_every_window(speech: Path) -> None:
    made = clips.make(speech, 0, 1, 1)
    assert made.embeddings.shape == (4, 28, 96)
    assert made.allowed.shape == (4, 20, len(LABELS))
    assert made.allowed.any(axis=2).all()


def test_passes_differ_and_each_is_the_same_again(speech: Path) -> None:
    first, again, other = (clips.make(speech, number, 1, 1) for number in (0, 0, 1))
    np.testing.assert_array_equal(first.embeddings, again.embeddings)
    assert not np.array_equal(first.embeddings, other.embeddings)


def test_clips_are_saved_and_joined(speech: Path, tmp_path: Path) -> None:
    made = clips.make(speech, 0, 1, 1)
    made.save(tmp_path / "clips.npz")
    both = clips.join([clips.Clips.load(tmp_path / "clips.npz"), made])
    np.testing.assert_array_equal(both.embeddings[4:], both.embeddings[:4])
    assert both.allowed.dtype == np.bool_
