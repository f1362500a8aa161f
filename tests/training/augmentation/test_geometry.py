from typing import Any

import numpy as np
import pytest

from understudy.training.augmentation.geometry import (
    BORDERS,
    PADDINGS,
    affine,
    crop_and_pad,
    flip,
)

STILL: dict[str, Any] = {
    "scale_x": 1.0,
    "scale_y": 1.0,
    "translate_x": 0.0,
    "translate_y": 0.0,
    "rotate": 0.0,
    "shear": 0.0,
    "bilinear": False,
    "border": "constant",
    "value": 7,
}


def drawn(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)


def test_flip_mirrors_columns():
    image = drawn(2, 3)
    assert flip(image).tolist() == [row[::-1] for row in image.tolist()]
    assert (flip(flip(image)) == image).all()


@pytest.mark.parametrize("mode", PADDINGS)
@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 9), (20, 30)])
def test_crop_and_pad_keeps_the_size(mode, height, width):
    result = crop_and_pad(
        drawn(height, width), top=0.1, right=-0.05, bottom=-0.05, left=0.1, mode=mode, value=3
    )
    assert result.shape == (height, width, 3)
    assert result.dtype == np.uint8


def test_crop_and_pad_by_nothing_changes_nothing():
    image = drawn(7, 5)
    result = crop_and_pad(image, top=0, right=0, bottom=0, left=0, mode="wrap", value=0)
    assert (result == image).all()


def test_padding_shows_its_value_on_the_padded_sides_only():
    image = np.full((100, 100, 3), 200, dtype=np.uint8)
    result = crop_and_pad(image, top=0.1, right=0, bottom=0, left=0.1, mode="constant", value=40)
    assert (result[0] == 40).all()
    assert (result[:, 0] == 40).all()
    assert (result[15:, 15:] == 200).all()


def test_cropping_cuts_the_named_side_away():
    image = np.zeros((100, 100, 3), dtype=np.uint8)
    image[:5] = 255
    result = crop_and_pad(image, top=-0.05, right=0, bottom=0, left=0, mode="edge", value=0)
    assert (result == 0).all()


def test_cropping_everything_is_refused():
    with pytest.raises(ValueError, match="leaves nothing of 4 x 4"):
        crop_and_pad(drawn(4, 4), top=-0.5, right=0, bottom=-0.5, left=0, mode="edge", value=0)


@pytest.mark.parametrize("bilinear", [False, True])
@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 9), (9, 1), (12, 17)])
def test_affine_that_moves_nothing_changes_nothing(bilinear, border, height, width):
    image = drawn(height, width)
    result = affine(image, **STILL | {"bilinear": bilinear, "border": border})
    assert (result == image).all()


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 9), (9, 1), (12, 17)])
def test_affine_keeps_the_size(border, height, width):
    moves = {"scale_x": 0.8, "scale_y": 1.2, "translate_x": 0.1, "translate_y": -0.1}
    turns = {"rotate": 5.0, "shear": -5.0, "bilinear": True, "border": border}
    result = affine(drawn(height, width), **STILL | moves | turns)
    assert result.shape == (height, width, 3)
    assert result.dtype == np.uint8


def test_translation_moves_right_and_down_by_shares():
    image = drawn(10, 20)
    result = affine(image, **STILL | {"translate_x": 0.1, "translate_y": 0.2})
    assert (result[2:, 2:] == image[:-2, :-2]).all()
    assert (result[:2] == 7).all()
    assert (result[:, :2] == 7).all()


def test_borders_are_those_of_numpy():
    image = drawn(1, 10)
    moved = {
        border: affine(image, **STILL | {"translate_x": 0.2, "border": border})[0, :2]
        for border in BORDERS
    }
    assert (moved["edge"] == image[0, [0, 0]]).all()
    assert (moved["reflect"] == image[0, [2, 1]]).all()
    assert (moved["symmetric"] == image[0, [1, 0]]).all()
    assert (moved["wrap"] == image[0, [8, 9]]).all()


def test_scaling_by_half_shrinks_about_the_centre():
    image = np.full((20, 20, 3), 90, dtype=np.uint8)
    result = affine(image, **STILL | {"scale_x": 0.5, "scale_y": 0.5})
    assert (result[5:15, 5:15] == 90).all()
    assert (result == 90).sum() == 10 * 10 * 3


def test_rotation_by_90_degrees_is_clockwise_as_rows_grow_downwards():
    image = drawn(6, 6)
    assert (affine(image, **STILL | {"rotate": 90.0}) == np.rot90(image, -1)).all()


def test_shear_moves_rows_sideways():
    image = np.zeros((41, 41, 3), dtype=np.uint8)
    image[:, 20] = 255  # a vertical line
    result = affine(image, **STILL | {"shear": 20.0, "value": 0})
    top, middle, bottom = (int(result[row, :, 0].argmax()) for row in (2, 20, 38))
    assert top > middle > bottom
    assert middle == 20
