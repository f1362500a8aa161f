import numpy as np
import onnxruntime
import pytest
from PIL import Image

from understudy.backbones.preprocessing import add_preprocessing
from understudy.onnx_graph import Graph


def session(side=32, mean=0.0, scale=1.0, channels_last=False):
    graph = Graph("preprocessing")
    pictures = graph.input("images", np.uint8, ("n", "height", "width", 3))
    result = add_preprocessing(
        graph, pictures, side=side, mean=mean, scale=scale, channels_last=channels_last
    )
    graph.add("Identity", result, name="image")
    graph.output("image", np.float32, ("n", "a", "b", "c"))
    content = graph.model().SerializeToString()
    return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])


def run(images, **settings):
    batch = images if images.ndim == 4 else images[np.newaxis]
    return session(**settings).run(None, {"images": batch})[0]


def reference(image, side):
    height, width = image.shape[:2]
    square = min(height, width)
    top, left = (height - square) // 2, (width - square) // 2
    cut = Image.fromarray(image[top : top + square, left : left + square])
    resized = cut.resize((side, side), Image.Resampling.BILINEAR)
    return np.asarray(resized, dtype=np.float32).transpose(2, 0, 1)


@pytest.mark.parametrize(
    ("height", "width"),
    [(32, 32), (64, 64), (97, 61), (61, 98), (240, 320), (33, 32), (20, 20), (7, 90), (130, 32)],
)
def test_crops_and_resizes_as_pillow(picture, height, width):
    image = picture(height, width)
    difference = np.abs(run(image)[0] - reference(image, 32))
    assert difference[:, 1:-1, 1:-1].max() < 1.51  # Pillow rounds after each of its two passes
    # At the border ONNX repeats the last pixel where Pillow leaves out what is not there.
    assert difference.max() < 20
    assert difference.mean() < 0.7


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 5000), (4000, 3), (2, 1)])
def test_any_size(picture, height, width):
    image = picture(height, width)
    found = run(image)
    assert found.shape == (1, 3, 32, 32)
    np.testing.assert_allclose(found[0], reference(image, 32), atol=1.51)


def test_large_pictures_are_averaged_not_sampled():
    stripes = np.zeros((320, 320, 3), np.uint8)
    stripes[:, ::2] = 200
    np.testing.assert_allclose(run(stripes)[..., 1:-1], 100, atol=1)


def test_one_number_or_one_per_channel(picture):
    image = picture(32, 32)
    plain = run(image)
    np.testing.assert_allclose(run(image, mean=127.0, scale=128.0), (plain - 127) / 128, atol=1e-5)
    mean, scale = (10.0, 20.0, 30.0), (2.0, 4.0, 8.0)
    expected = (plain - np.reshape(mean, (3, 1, 1))) / np.reshape(scale, (3, 1, 1))
    np.testing.assert_allclose(run(image, mean=mean, scale=scale), expected, atol=1e-4)


def test_channels_last(picture):
    image = picture(40, 50)
    settings = {"mean": (1.0, 2.0, 3.0), "scale": 2.0}
    last = run(image, channels_last=True, **settings)
    assert last.shape == (1, 32, 32, 3)
    np.testing.assert_array_equal(last.transpose(0, 3, 1, 2), run(image, **settings))


def test_batches(picture):
    batch = np.stack([picture(40, 50, seed) for seed in range(3)])
    np.testing.assert_allclose(run(batch), np.concatenate([run(one) for one in batch]), atol=1e-4)
