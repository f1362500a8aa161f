import numpy as np
import onnx
import onnxruntime
import pytest

from convert import speech
from convert.errors import BuildError
from understudy import tones


@pytest.fixture(scope="module")
def published():
    """Return the published networks."""
    try:
        return {file: speech.read(file) for file in speech.SHA256}
    except BuildError as error:
        pytest.skip(str(error))


def run(content, feeds, output=None):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    return session.run(output, feeds)[0]


def test_mel_bands_are_the_published_ones_above_the_floor(published):
    sound = tones.chirp(200, 3000, 1.0, 16_000, level=0.5) + tones.noise(1.0, 16_000, 1)
    frames = np.lib.stride_tricks.sliding_window_view(sound, 512)[::160]
    mine = run(speech.build_mel(), {"frames": np.ascontiguousarray(frames)})
    # With a loud sound the published floor, 80 dB below the loudest, is lower than ours.
    theirs = run(published["melspectrogram.onnx"], {"input": sound[None] * 32_767})
    theirs = theirs.reshape(-1, 32) / 10 + 2
    assert mine.shape == theirs.shape == (97, 32)
    np.testing.assert_allclose(mine, np.maximum(theirs, 3.0), atol=1e-4)


def test_silence_has_the_floor(published):
    mine = run(speech.build_mel(), {"frames": np.zeros((2, 512), np.float32)})
    np.testing.assert_allclose(mine, speech.FLOOR / 10 + 2)


def test_embeddings_of_many_frames_are_the_published_ones_of_each_76(published):
    mel = np.random.default_rng(0).normal(5, 2, (2, 99, 32)).astype(np.float32)
    mine = run(speech.build_embedding(), {"mel": mel})
    assert mine.shape == (2, 3, 96)
    for index, start in enumerate((0, 8, 16)):
        window = mel[:, start : start + 76, :, None]
        theirs = run(published["embedding_model.onnx"], {"input_1": window})
        np.testing.assert_allclose(mine[:, index], theirs.reshape(2, 96), atol=1e-4)


def test_the_same_every_time(published):
    assert speech.build_mel() == speech.build_mel()
    assert speech.build_embedding() == speech.build_embedding()
    for content in (speech.build_mel(), speech.build_embedding()):
        onnx.checker.check_model(onnx.load_from_string(content), full_check=True)


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(speech, "PACKAGE", "no-such-package")
    with pytest.raises(BuildError, match=r"no-such-package.*is not installed"):
        speech.read("melspectrogram.onnx")


def test_another_file_is_refused(monkeypatch, published):
    monkeypatch.setitem(speech.SHA256, "melspectrogram.onnx", "0" * 64)
    with pytest.raises(BuildError, match=r"SHA-256 [0-9a-f]{64}; expected 0000"):
        speech.read("melspectrogram.onnx")
