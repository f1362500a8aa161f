import numpy as np
import pytest

from understudy import tones
from understudy.backbones import sounds
from understudy.errors import UnderstudyError
from understudy.media.flac import write_flac
from understudy.types import Features

NAMES = sorted(sounds.RECIPES)


@pytest.fixture(params=NAMES)
def backbone(request):
    try:
        return sounds.load(request.param)
    except UnderstudyError as error:
        pytest.skip(str(error))


def scene(rate, seconds=2.5):
    """Return a whistle and a clap in a room."""
    whole = tones.noise(seconds, rate, 1, level=1e-3)
    for place, sound in ((0.4, tones.chirp(500, 2000, 0.5, rate)), (1.6, tones.clap(rate, 2))):
        start = round(place * rate)
        whole[start : start + len(sound)] += sound
    return whole


@pytest.mark.parametrize("most", [700, 20_000])
def test_a_stream_equals_its_windows(backbone, most):
    sound = scene(backbone.rate)
    stream, moments, start = backbone.stream(), [], 0
    random = np.random.default_rng(most)
    while start < len(sound):
        size = int(random.integers(0, most))
        moments += stream.hear(sound[start : start + size])
        start += size
    hops = np.array([moment.seconds for moment in moments]) / backbone.hop
    np.testing.assert_allclose(hops, 1 + np.arange(len(moments)), rtol=1e-9)
    assert len(moments) == int(len(sound) / backbone.rate / backbone.hop + 1e-9)
    window = round(backbone.window * backbone.rate)
    silence = np.zeros(window, np.float32)
    for moment in moments[:: max(1, len(moments) // 7)]:
        end = round(moment.seconds * backbone.rate)
        part = np.concatenate([silence, sound[:end]])[-window:]
        np.testing.assert_allclose(backbone.look(part).row, moment.row, atol=1e-4)


def test_features_know_what_they_are(backbone):
    sound = scene(backbone.rate)[: round(backbone.window * backbone.rate)]
    X = backbone.embed([sound, 0.5 * sound])
    assert isinstance(X, Features)
    assert X.shape == (2, backbone.dimensions)
    assert (X.medium, backbone.medium, backbone.pose) == ("sound", "sound", None)
    assert set(X.blocks) == set(backbone.blocks)
    assert np.isfinite(X).all()
    np.testing.assert_array_equal(X[0], backbone.look(sound).row)


def test_files_and_samples_give_the_same(backbone, tmp_path):
    sound = scene(backbone.rate)
    path = tmp_path / "scene.flac"
    write_flac(path, [sound], backbone.rate)
    from_file, from_samples = backbone.load(path), backbone.load(sound)
    assert from_file.shape == from_samples.shape == (round(backbone.window * backbone.rate),)
    np.testing.assert_allclose(from_file, from_samples, atol=1e-4)


@pytest.mark.parametrize("name", [n for n in NAMES if sounds.RECIPES[n].whitened])
def test_whitened_features_are_of_usual_size(name):
    try:
        backbone = sounds.load(name)
    except UnderstudyError as error:
        pytest.skip(str(error))
    X = backbone.embed(tones.sounds(backbone.window, backbone.rate))
    assert 0.3 < np.std(X) < 3
    raw = backbone.embed(tones.sounds(backbone.window, backbone.rate), raw=True)
    assert np.abs(np.asarray(raw) - np.asarray(X)).max() > 1


def test_fingerprints_differ():
    try:
        found = {sounds.load(name).fingerprint for name in NAMES}
    except UnderstudyError as error:
        pytest.skip(str(error))
    assert len(found) == len(NAMES)


def test_words_are_told_from_each_other_however_loud_and_wherever():
    try:
        backbone = sounds.load("sound")
    except UnderstudyError as error:
        pytest.skip(str(error))
    rate = backbone.rate
    two = tones.chirp(400, 1600, 0.4, rate), tones.chirp(1600, 400, 0.4, rate)
    taught = np.stack([backbone.look(tones.placed(one, 1.5, rate)).row for one in two])
    for place, level in ((0.35, 1.0), (0.5, 0.1), (0.65, 0.5)):
        for index, one in enumerate(two):
            heard = backbone.look(tones.placed(level * one, 1.5, rate, at=place, seed=9)).row
            assert (taught @ heard).argmax() == index


def test_others_are_rows_of_this_backbone(backbone, tmp_path):
    if backbone.others is not None:
        assert backbone.others.shape[1] == backbone.dimensions
        assert backbone.others.medium == "sound"
    file = tmp_path / "bank.npz"
    rows = np.ones((3, backbone.dimensions), np.float16)
    np.savez(file, rows=rows)
    backbone._others = file
    np.testing.assert_array_equal(backbone.others, rows)
