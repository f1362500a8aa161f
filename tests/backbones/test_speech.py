import numpy as np
import pytest

from understudy import tones
from understudy.backbones import speech
from understudy.backbones.sounds import EMBEDDING_FILE, MEL_FILE, network
from understudy.errors import UnderstudyError


@pytest.fixture
def begin():
    """Return a function that begins a stream of the shipped networks."""
    try:
        networks = network(MEL_FILE), network(EMBEDDING_FILE)
    except UnderstudyError as error:
        pytest.skip(str(error))
    return lambda: speech.SpeechStream(*networks)


def test_one_embedding_every_80_ms(begin):
    assert speech.HOP / speech.RATE == 0.08
    sound = np.zeros(24_000, np.float32)
    assert begin().hear(sound).shape == (9, 96)
    assert begin().hear(sound[: speech.LENGTH - 1]).shape == (0, 96)
    assert begin().hear(sound[: speech.LENGTH]).shape == (1, 96)


def test_the_same_however_samples_come(begin):
    sound = tones.placed(tones.chirp(300, 2000, 0.5, speech.RATE), 1.5, speech.RATE)
    whole = begin().hear(sound)
    stream, found, start = begin(), [], 0
    for size in np.random.default_rng(1).integers(1, 3000, 30):
        found.append(stream.hear(sound[start : start + size]))
        start += size
    np.testing.assert_allclose(np.concatenate(found), whole, atol=1e-4)


def test_what_else_is_heard_makes_no_difference(begin):
    quiet = tones.placed(tones.chirp(300, 2000, 0.5, speech.RATE, level=0.01), 1.5, speech.RATE)
    loud = tones.noise(1.5, speech.RATE, 1, level=0.3)
    alone = begin().hear(quiet)
    with_loud = begin().hear(np.concatenate([quiet, loud]))[: len(alone)]
    np.testing.assert_allclose(with_loud, alone, atol=1e-4)


def test_digital_silence_is_a_silent_room(begin):
    silence = begin().hear(np.zeros(16_000, np.float32))
    room = begin().hear(tones.noise(1.0, speech.RATE, 1, level=10 ** (-90 / 20)))
    loud = begin().hear(tones.noise(1.0, speech.RATE, 1, level=0.1))
    near, far = (np.linalg.norm(other[0] - silence[0]) for other in (room, loud))
    assert near < 0.4 * far


def test_pools():
    embeddings = np.random.default_rng(0).normal(size=(9, 96)).astype(np.float32)
    pooled = speech.mean_and_max(embeddings)
    np.testing.assert_array_equal(pooled[96:], embeddings.max(axis=0))
    np.testing.assert_allclose(pooled[:96], embeddings.mean(axis=0), atol=1e-6)
    np.testing.assert_array_equal(speech.in_order(embeddings)[96:192], embeddings[1])
