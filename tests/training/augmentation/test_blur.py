import sys

import numpy as np
import pytest

from understudy.errors import MissingExtraError
from understudy.training.augmentation.blur import (
    average_blur,
    emboss,
    gaussian_blur,
    median_blur,
    sharpen,
)

OPERATIONS = {
    "gaussian": lambda image: gaussian_blur(image, sigma=2.0),
    "average": lambda image: average_blur(image, size=5),
    "average, even": lambda image: average_blur(image, size=2),
    "median": lambda image: median_blur(image, size=5),
    "sharpen": lambda image: sharpen(image, alpha=0.5, lightness=1.0),
    "emboss": lambda image: emboss(image, alpha=0.5, strength=2.0),
}
NEUTRAL = {
    "gaussian": lambda image: gaussian_blur(image, sigma=0.0),
    "average": lambda image: average_blur(image, size=1),
    "median": lambda image: median_blur(image, size=1),
    "sharpen": lambda image: sharpen(image, alpha=0.0, lightness=1.5),
    "emboss": lambda image: emboss(image, alpha=0.0, strength=2.0),
}


def drawn(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)


def point() -> np.ndarray:
    image = np.zeros((7, 7, 3), dtype=np.uint8)
    image[3, 3] = 90
    return image


@pytest.mark.parametrize("change", OPERATIONS.values(), ids=OPERATIONS)
@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 9), (9, 1), (12, 17)])
def test_size_and_type_are_kept(change, height, width):
    image = drawn(height, width)
    before = image.copy()
    result = change(image)
    assert result.shape == image.shape
    assert result.dtype == np.uint8
    assert (image == before).all()


@pytest.mark.parametrize("change", NEUTRAL.values(), ids=NEUTRAL)
def test_neutral_parameters_change_nothing(change):
    image = drawn(8, 9)
    assert (change(image) == image).all()


@pytest.mark.parametrize("change", OPERATIONS.values(), ids=OPERATIONS)
def test_an_even_picture_stays_even(change):
    image = np.full((6, 6, 3), 120, dtype=np.uint8)
    assert (change(image) == 120).all()


def test_channels_do_not_mix():
    image = point()
    image[..., 1:] = 0
    for change in OPERATIONS.values():
        assert (change(image)[..., 1:] == 0).all()


def test_average_spreads_a_point_evenly():
    result = average_blur(point(), size=3)[..., 0]
    assert (result[2:5, 2:5] == 10).all()
    assert result.sum() == 90


def test_gaussian_has_the_shape_of_its_sigma():
    image = np.zeros((1, 41, 3), dtype=np.uint8)
    image[0, 20] = 255
    result = gaussian_blur(image, sigma=1.0)[0, :, 0].astype(float)
    assert result[20] == round(255 / np.sqrt(2 * np.pi))
    assert result[21] / result[20] == pytest.approx(np.exp(-0.5), abs=0.01)


def test_median_removes_a_point_and_keeps_an_edge():
    assert (median_blur(point(), size=3) == 0).all()
    edge = np.zeros((6, 6, 3), dtype=np.uint8)
    edge[:, 3:] = 200
    assert (median_blur(edge, size=3) == edge).all()


def test_sharpen_has_the_kernel_of_imgaug():
    image = np.full((5, 5, 3), 10, dtype=np.uint8)
    image[2, 2] = 12
    result = sharpen(image, alpha=1.0, lightness=1.0)[..., 0]
    assert result[2, 2] == 9 * 12 - 8 * 10
    assert result[1, 1] == 9 * 10 - 7 * 10 - 12
    assert sharpen(image, alpha=0.5, lightness=1.0)[2, 2, 0] == (28 + 12) / 2


def test_lightness_brightens():
    image = np.full((4, 4, 3), 100, dtype=np.uint8)
    assert (sharpen(image, alpha=1.0, lightness=1.5) == 150).all()


def test_emboss_has_the_kernel_of_imgaug():
    image = np.full((5, 5, 3), 100, dtype=np.uint8)
    image[2, 2] = 110
    result = emboss(image, alpha=1.0, strength=1.0)[..., 0].astype(int) - 100
    assert result[1:4, 1:4].tolist() == [[20, 10, 0], [10, 10, -10], [0, -10, -20]]


def test_without_scipy_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.ndimage", None)
    with pytest.raises(MissingExtraError, match=r"understudy\[studio\]"):
        gaussian_blur(point(), sigma=1.0)
