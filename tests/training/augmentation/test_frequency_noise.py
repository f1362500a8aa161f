import numpy as np
import pytest

from understudy.training.augmentation.colour import contrast, multiply
from understudy.training.augmentation.frequency_noise import frequency_noise_blend, mask

SIZES = [(1, 1), (1, 9), (9, 1), (56, 100), (3, 400)]


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_mask_covers_the_picture_with_shares(height, width):
    for seed in range(20):
        share = mask(height, width, np.random.default_rng(seed))
        assert share.shape == (height, width)
        assert share.dtype == np.float32
        assert 0 <= share.min() <= share.max() <= 1


def test_masks_are_cloudy_rather_than_even_or_noisy():
    masks = [mask(56, 100, np.random.default_rng(seed)) for seed in range(40)]
    steps = np.array([np.abs(np.diff(share, axis=1)).mean() for share in masks])
    deviations = np.array([share.std() for share in masks])
    assert np.mean(deviations > 0.05) > 0.7  # some sigmoids push a whole mask to 0 or 1
    assert (steps < 0.5 * deviations + 0.02).all()


def test_mask_depends_on_the_seed_alone():
    first, again, other = (mask(9, 9, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_neutral_factors_change_nothing(height, width):
    image = np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)
    ones = (1.0, 1.0, 1.0)
    result = frequency_noise_blend(image, factors=ones, contrast_factors=ones, seed=8)
    assert result.dtype == np.uint8
    assert (result == image).all()


def test_blend_lies_between_its_two_parts_and_shows_both():
    image = np.full((56, 100, 3), 100, dtype=np.uint8)
    brighter, duller = (1.1, 1.1, 1.1), (0.5, 0.5, 0.5)
    assert (multiply(image, factors=brighter) == 110).all()
    assert (contrast(image, factors=duller) == 114).all()
    seen = set()
    for seed in range(20):
        result = frequency_noise_blend(image, factors=brighter, contrast_factors=duller, seed=seed)
        seen |= set(np.unique(result).tolist())
    assert seen == {110, 111, 112, 113, 114}
