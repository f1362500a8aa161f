import sys

import numpy as np
import pytest

from understudy import heads
from understudy.backbones.spectrogram import BINS
from understudy.errors import Cancelled, DataError, MissingExtraError, UnderstudyError
from understudy.heads.scorers import Linear
from understudy.heads.spectrogram_conv import Convolved


@pytest.fixture
def torch():
    return pytest.importorskip("torch")


def spectra(frames=3, each=20, seed=0):
    """Return spectrograms with a line at one of three pitches, and what they are."""
    random = np.random.default_rng(seed)
    y = np.repeat(["high", "low", "middle"], each)
    X = random.normal(0, 1, (len(y), frames, BINS))
    for row, name in enumerate(y):
        X[row, :, {"low": 40, "middle": 110, "high": 190}[name]] += 8
    return X.reshape(len(y), -1).astype(np.float32), y


@pytest.mark.parametrize("frames", [3, 6])
def test_it_learns_and_equals_its_onnx(torch, run_onnx, frames):
    X, y = spectra(frames)
    head = heads.create("spectrogram-conv", epochs=4).fit(X, y, groups=np.arange(60) // 5)
    fresh, truth = spectra(frames, seed=1)
    assert head.score(fresh, truth) > 0.95
    probabilities, novelty = run_onnx(head, fresh)
    np.testing.assert_allclose(probabilities, head.predict_proba(fresh), rtol=0, atol=1e-5)
    np.testing.assert_allclose(novelty, head.novelty(fresh), rtol=0, atol=1e-5)


def test_the_scorer_is_the_network_of_the_article(torch):
    random = np.random.default_rng(0)
    kernel, bias = random.normal(size=(8, 3, 3)), random.normal(size=8)
    weights, offset = random.normal(size=(8 * 115, 4)), random.normal(size=4)
    X = random.normal(size=(5, 3, BINS))
    maps = torch.nn.functional.conv2d(
        torch.from_numpy(X)[:, None], torch.from_numpy(kernel)[:, None], torch.from_numpy(bias)
    )
    pooled = torch.nn.functional.max_pool2d(torch.relu(maps), (1, 2), (2, 2))
    expected = pooled.flatten(1).numpy() @ weights + offset
    dense = Linear(weights.astype(np.float32), offset.astype(np.float32))
    scorer = Convolved(kernel.astype(np.float32), bias.astype(np.float32), dense)
    np.testing.assert_allclose(scorer.logits(X.reshape(5, -1)), expected, rtol=1e-4, atol=1e-4)


def test_accuracy_of_every_epoch_is_told(torch):
    X, y = spectra()
    steps = []
    heads.create("spectrogram-conv", epochs=3, on_batch=steps.append).fit(X, y)
    assert [(step.epoch, step.batch) for step in steps] == [
        (epoch, batch) for epoch in (1, 2, 3) for batch in (1, 2, 3, 4)
    ]
    last = [step.accuracy for step in steps if step.epoch == 3]
    assert np.mean(last) > 0.9


def test_the_same_seed_gives_the_same(torch):
    X, y = spectra()
    one, again, other = (
        heads.create("spectrogram-conv", epochs=1, seed=seed).fit(X, y) for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one.predict_proba(X), again.predict_proba(X))
    assert not np.array_equal(one.predict_proba(X), other.predict_proba(X))


def test_it_can_be_cancelled(torch):
    X, y = spectra()
    head = heads.create("spectrogram-conv", cancelled=lambda: True)
    with pytest.raises(Cancelled):
        head.fit(X, y)
    assert not hasattr(head, "scorer_")


def test_training_that_runs_away_is_told(torch):
    X, y = spectra()
    with pytest.raises(DataError, match="ran away to infinity"):
        heads.create("spectrogram-conv", learning_rate=1e30, epochs=2).fit(1e6 * X, y)


def test_other_features_are_refused():
    with pytest.raises(DataError, match=r"have 832 columns\. Use it with the backbone"):
        heads.create("spectrogram-conv").fit(np.ones((4, 832)), list("aabb"))


def test_without_pytorch_a_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtraError, match=r'pip install "understudy\[neural\]"'):
        heads.create("spectrogram-conv").fit(*spectra(each=2))


@pytest.mark.parametrize("setting", [{"epochs": 0}, {"batch": 1.5}, {"learning_rate": -1}])
def test_settings_out_of_range(setting):
    (name,) = setting
    with pytest.raises(UnderstudyError, match=f"{name} is"):
        heads.create("spectrogram-conv", **setting)
