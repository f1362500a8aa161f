import numpy as np
import pytest
from PIL import Image

from understudy import backbones
from understudy.backbones import efficientnet_lite0, whitening
from understudy.errors import UnderstudyError

ROOT = efficientnet_lite0.FOLDER.parents[3]


@pytest.fixture(scope="module")
def backbone():
    return backbones.load()


def cosine(a, b):
    return float(np.vdot(a, b) / np.linalg.norm(a) / np.linalg.norm(b))


def test_features(backbone, picture):
    X = backbone.embed([picture(224, 224), picture(300, 200, 1)])
    assert X.shape == (2, 3184)
    assert dict(X.blocks) == efficientnet_lite0.BLOCKS
    assert X.found.shape == (2, 5)
    assert X.found.all()
    assert np.isfinite(X).all()
    assert cosine(X[0], X[1]) < 0.9
    np.testing.assert_array_equal(X[:1], backbone.embed(picture(224, 224)))


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (4000, 3), (225, 223)])
def test_any_size(backbone, picture, size):
    assert np.isfinite(backbone.embed(picture(*size))).all()


def test_the_graph_crops_and_resizes_as_pillow(backbone, picture):
    image = picture(331, 517)
    cut = Image.fromarray(image[:, 93:424]).resize((224, 224), Image.Resampling.BILINEAR)
    X = backbone.embed([image, cut])
    assert cosine(X[0], X[1]) > 0.99


def test_raw_features_whiten_to_the_features(backbone, picture):
    statistics = ROOT / "convert" / "statistics" / "efficientnet-lite0.npz"
    if not statistics.exists():
        pytest.skip("no convert/ here: this is not a checkout")
    pictures = [picture(224, 224, seed) for seed in range(2)]
    raw = backbone.embed(pictures, raw=True)
    expected = whitening.whiten(np.asarray(raw), whitening.Statistics.load(statistics))
    np.testing.assert_allclose(backbone.embed(pictures), expected, rtol=1e-2, atol=1e-2)


def test_int8_is_near(backbone, picture):
    image = picture(224, 224, 2)
    small = backbones.load(efficientnet_lite0.INT8)
    raw = [one.embed(image, raw=True) for one in (backbone, small)]
    assert cosine(*raw) > 0.95
    assert small.fingerprint != backbone.fingerprint
    assert dict(small.embed(image).blocks) == efficientnet_lite0.BLOCKS


@pytest.mark.parametrize(
    ("layer", "pool", "dimensions", "label"),
    [
        ("block15", 1, 320, "efficientnet-lite0:block15"),
        ("block15", 2, 1280, "efficientnet-lite0:block15:2"),
        ("block10", None, 14 * 14 * 112, "efficientnet-lite0:block10:all"),
        ("head", 1, 1280, "efficientnet-lite0:head"),
    ],
)
def test_layers(backbone, picture, layer, pool, dimensions, label):
    chosen = backbones.load(layer=layer, pool=pool)
    assert chosen.name == label
    X = chosen.embed(picture(224, 224))
    assert X.shape == (1, dimensions)
    assert dict(X.blocks) == {layer: slice(0, dimensions)}
    assert chosen.fingerprint != backbone.fingerprint


@pytest.mark.parametrize(
    ("layer", "pool", "block"),
    [("head", 1, "g"), ("block15", 1, "b15"), ("block10", 1, "b10"), ("block15", 2, "b15_22")],
)
def test_layers_are_the_blocks_of_the_raw_features(backbone, picture, layer, pool, block):
    image = picture(224, 224)
    whole = backbone.embed(image, raw=True)[:, backbone.blocks[block]]
    alone = backbones.load(layer=layer, pool=pool).embed(image, raw=True)
    np.testing.assert_allclose(alone, whole, rtol=1e-3, atol=1e-4)


def test_bad_layers():
    for layer in ("block16", "head.npy"):
        with pytest.raises(UnderstudyError, match=rf"no layer '{layer}'; choose one of: .*block0"):
            backbones.load(layer=layer)
    with pytest.raises(UnderstudyError, match="7 x 7 positions"):
        backbones.load(layer="head", pool=8)
    with pytest.raises(UnderstudyError, match="not of 'efficientnet-lite0-int8'"):
        backbones.load(efficientnet_lite0.INT8, layer="head")


@pytest.mark.parametrize("name", [efficientnet_lite0.FLOAT, efficientnet_lite0.INT8])
def test_bad_settings(name):
    with pytest.raises(UnderstudyError, match=r"these settings .*'layr'.*; it has: layer, pool\."):
        backbones.load(name, layr="head")


def test_classify(picture):
    answers = efficientnet_lite0.classify(picture(240, 320))
    assert len(answers) == 5
    probabilities = [p for _, p in answers]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1
    everything = efficientnet_lite0.classify(picture(240, 320), top=1000)
    assert sum(p for _, p in everything) == pytest.approx(1)
    assert {label for label, _ in everything} == set(efficientnet_lite0.labels())


@pytest.mark.parametrize("index", [0, 1, 9])
def test_classify_names_photos(data, index):
    file = data / "images" / "background" / f"{index:04}.jpg"
    ((label, _),) = efficientnet_lite0.classify(np.asarray(Image.open(file).convert("RGB")), top=1)
    assert label == efficientnet_lite0.labels()[index]


def test_labels():
    labels = efficientnet_lite0.labels()
    assert len(labels) == 1000
    assert [labels[i].split(",")[0] for i in (0, 1, 9)] == ["tench", "goldfish", "ostrich"]
