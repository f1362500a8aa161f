import shutil

import numpy as np
import pytest

from training.words.utterance import RATE, Utterance


@pytest.fixture
def beeps() -> list[Utterance]:
    """Utterances of half a second: tones, whatever their text."""
    time = np.arange(RATE // 2) / RATE
    return [
        Utterance((np.sin(2 * np.pi * pitch * time) * 20_000).astype(np.int16), text, "beeper")
        for pitch, text in ((300, "one"), (700, "table"), (1500, "two"), (2500, "chair"))
    ]


@pytest.fixture
def espeak() -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
