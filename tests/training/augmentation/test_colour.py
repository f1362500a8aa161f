import colorsys

import numpy as np
import pytest

from understudy.training.augmentation.colour import (
    add,
    add_to_hue_and_saturation,
    contrast,
    gaussian_noise,
    grayscale,
    invert,
    multiply,
)

ONES, ZEROS = (1.0, 1.0, 1.0), (0, 0, 0)
OPERATIONS = {
    "grayscale": lambda image: grayscale(image, alpha=0.5),
    "invert": invert,
    "noise": lambda image: gaussian_noise(image, scale=2.0, per_channel=True, seed=1),
    "grey noise": lambda image: gaussian_noise(image, scale=2.0, per_channel=False, seed=1),
    "add": lambda image: add(image, values=(10, -10, 3)),
    "multiply": lambda image: multiply(image, factors=(0.9, 1.0, 1.1)),
    "contrast": lambda image: contrast(image, factors=(0.5, 1.0, 2.0)),
    "hue": lambda image: add_to_hue_and_saturation(image, value=-20),
}
NEUTRAL = {
    "grayscale": lambda image: grayscale(image, alpha=0.0),
    "invert twice": lambda image: invert(invert(image)),
    "noise": lambda image: gaussian_noise(image, scale=0.0, per_channel=True, seed=1),
    "add": lambda image: add(image, values=ZEROS),
    "multiply": lambda image: multiply(image, factors=ONES),
    "contrast": lambda image: contrast(image, factors=ONES),
    "hue": lambda image: add_to_hue_and_saturation(image, value=0),
}


def drawn(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)


def pixel(*values: int) -> np.ndarray:
    return np.array([[values]], dtype=np.uint8)


@pytest.mark.parametrize("change", OPERATIONS.values(), ids=OPERATIONS)
@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 9), (12, 17)])
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


def test_grayscale_weighs_the_channels_as_bt_601():
    assert grayscale(pixel(200, 100, 50), alpha=1.0).tolist() == [[[124] * 3]]  # 124.2
    assert grayscale(pixel(200, 100, 50), alpha=0.5).tolist() == [[[162, 112, 87]]]


def test_invert():
    assert invert(pixel(0, 255, 100)).tolist() == [[[255, 0, 155]]]


def test_add_clips():
    assert add(pixel(250, 5, 100), values=(10, -10, 3)).tolist() == [[[255, 0, 103]]]


def test_multiply_rounds_and_clips():
    result = multiply(pixel(250, 100, 13), factors=(1.1, 1.1, 0.9))
    assert result.tolist() == [[[255, 110, 12]]]  # 11.7


def test_contrast_pivots_about_127():
    result = contrast(pixel(127, 147, 107), factors=(2.0, 2.0, 0.5))
    assert result.tolist() == [[[127, 167, 117]]]


def test_noise_has_the_asked_deviation_and_no_mean():
    image = np.full((200, 200, 3), 128, dtype=np.uint8)
    noise = gaussian_noise(image, scale=5.0, per_channel=True, seed=3).astype(float) - 128
    assert noise.mean() == pytest.approx(0, abs=0.1)
    assert noise.std() == pytest.approx(5, rel=0.02)
    assert abs(np.corrcoef(noise[..., 0].ravel(), noise[..., 1].ravel())[0, 1]) < 0.02


def test_noise_is_grey_unless_per_channel_and_equal_for_equal_seeds():
    image = np.full((9, 9, 3), 128, dtype=np.uint8)
    grey = gaussian_noise(image, scale=9.0, per_channel=False, seed=3)
    assert (grey[..., 0] == grey[..., 1]).all()
    assert (grey == gaussian_noise(image, scale=9.0, per_channel=False, seed=3)).all()
    assert (grey != gaussian_noise(image, scale=9.0, per_channel=False, seed=4)).any()


def test_hue_turns_by_the_share_of_the_circle_and_saturation_grows():
    result = add_to_hue_and_saturation(pixel(200, 100, 100), value=20)  # hue 0, saturation 1/2
    hue, saturation, brightness = colorsys.rgb_to_hsv(*result[0, 0] / 255)
    assert hue == pytest.approx(20 / 256, abs=0.01)
    assert saturation == pytest.approx(0.5 + 20 / 255, abs=0.01)
    assert brightness == pytest.approx(200 / 255, abs=0.01)


def test_hue_wraps_and_saturation_stops_at_nothing():
    result = add_to_hue_and_saturation(pixel(200, 100, 100), value=-20)
    assert colorsys.rgb_to_hsv(*result[0, 0] / 255)[0] == pytest.approx(1 - 20 / 256, abs=0.01)
    grey = pixel(90, 90, 90)
    assert (add_to_hue_and_saturation(grey, value=-20) == grey).all()
