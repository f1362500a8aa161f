import numpy as np
import pytest

from training.words.noises import KINDS, SHARES, noise
from training.words.utterance import Utterance


@pytest.mark.parametrize("kind", KINDS)
def test_every_noise_sounds_and_is_as_long_as_asked(kind: str, beeps: list[Utterance]) -> None:
    found = noise(kind, 16_000, np.random.default_rng(0), beeps)
    assert found.shape == (16_000,)
    assert np.isfinite(found).all()
    assert np.square(found).mean() > 0


def test_the_shares_are_shares() -> None:
    assert abs(sum(SHARES) - 1) < 1e-9
