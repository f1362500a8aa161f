import numpy as np
import pytest
from PIL import Image

from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.errors import MediaError, UnderstudyError
from understudy.onnx_graph import Graph
from understudy.onnx_session import Network


def network(raw=True):
    """A network whose features are the mean of each channel, and 100 times it."""
    graph = Graph("means")
    images = graph.input("images", np.uint8, ("n", "height", "width", 3))
    values = graph.add("Cast", images, to=1)
    axes = graph.constant([1, 2], np.int64)
    graph.add("ReduceMean", values, axes, keepdims=0, name="features")
    graph.output("features", np.float32, ("n", 3))
    if raw:
        graph.add("Mul", "features", graph.constant(100.0, np.float32), name="raw")
        graph.output("raw", np.float32, ("n", 3))
    return Network(graph.model().SerializeToString())


@pytest.fixture
def backbone():
    return OnnxBackbone("means", network(), {"red": slice(0, 1), "rest": slice(1, 3)})


def plain(*values):
    return [np.full((4, 6, 3), value, np.uint8) for value in values]


def test_features_of_pictures(backbone):
    X = backbone.embed(plain(3, 7))
    assert X.dtype == np.float32
    np.testing.assert_allclose(X, [[3] * 3, [7] * 3])
    assert dict(X.blocks) == {"red": slice(0, 1), "rest": slice(1, 3)}
    assert X.found.tolist() == [[True, True]] * 2
    assert backbone.dimensions == 3
    assert repr(backbone) == "<backbone means, 3 features>"


def test_nothing_gives_no_rows(backbone):
    assert backbone.embed([]).shape == (0, 3)
    assert backbone.embed(np.zeros((0, 4, 4, 3), np.uint8)).shape == (0, 3)


def test_paths_arrays_and_pillow_pictures_are_the_same(backbone, picture, tmp_path):
    image = picture(30, 40)
    path = tmp_path / "picture.png"
    Image.fromarray(image).save(path)
    X = backbone.embed([image, path, str(path), Image.fromarray(image)])
    np.testing.assert_array_equal(X, np.repeat(X[:1], 4, axis=0))
    for one in (image, path, Image.fromarray(image), image[np.newaxis]):
        np.testing.assert_array_equal(backbone.embed(one), X[:1])


def test_pictures_that_lie_otherwise_in_memory(backbone, picture):
    image = picture(30, 40)
    for view in (image[::-1, ::2], image[..., ::-1], np.asfortranarray(image)):
        np.testing.assert_array_equal(backbone.embed(view), backbone.embed(view.copy()))


def test_raw(backbone):
    np.testing.assert_allclose(backbone.embed(plain(2), raw=True), [[200] * 3])
    without = OnnxBackbone("means", network(raw=False), {"all": slice(0, 3)})
    with pytest.raises(UnderstudyError, match="'means' has no raw features"):
        without.embed(plain(2), raw=True)


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_order_is_kept_with_any_number_of_workers(backbone, workers):
    random = np.random.default_rng(0)
    sizes = random.integers(1, 200, (60, 2))
    pictures = [np.full((h, w, 3), i, np.uint8) for i, (h, w) in enumerate(sizes)]
    X = backbone.embed(pictures, workers=workers)
    np.testing.assert_allclose(X[:, 0], np.arange(60), rtol=1e-4)


def test_progress(backbone):
    seen = []
    backbone.embed(plain(1, 2, 3), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_file_that_can_not_be_read(backbone, tmp_path):
    bad = tmp_path / "bad.jpg"
    bad.write_text("this is text")
    with pytest.raises(MediaError, match=r"bad\.jpg"):
        backbone.embed([*plain(1), bad, *plain(2)])


def test_one_picture_now(backbone):
    np.testing.assert_allclose(backbone.features_now(plain(9)[0]), [9, 9, 9])


def test_fingerprint_is_of_all_that_decides(backbone):
    assert backbone.fingerprint == OnnxBackbone("other", network(), {}).fingerprint
    assert backbone.fingerprint != OnnxBackbone("means", network(raw=False), {}).fingerprint
    assert len(backbone.fingerprint) == 64


def test_features_are_kept_by_the_network_and_by_how_pictures_are_decoded(backbone):
    small = OnnxBackbone("small", network(), {}, least_side=224)
    assert backbone.cache_key == f"{backbone.fingerprint}:None"  # as caches that exist have it
    assert small.cache_key == f"{backbone.fingerprint}:224"
