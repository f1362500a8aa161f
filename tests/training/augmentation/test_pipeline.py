from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from understudy.training.augmentation import apply, augment, sample, variants
from understudy.training.augmentation.pipeline import variant_rng

DRAWS = 4000
EIGHT = {  # what article F picks 0 to 5 of, by the operations that may stand for each
    "blur": {"gaussian_blur", "average_blur", "median_blur"},
    "sharpen": {"sharpen"},
    "emboss": {"emboss"},
    "noise": {"gaussian_noise"},
    "add": {"add"},
    "hue": {"add_to_hue_and_saturation"},
    "multiply": {"multiply", "frequency_noise_blend"},
    "contrast": {"contrast"},
}


def drawn(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def samples() -> list[list]:
    rng = np.random.default_rng(44)
    return [sample(rng) for _ in range(DRAWS)]


@pytest.fixture(scope="module")
def shares(samples) -> dict[str, float]:
    times = Counter(step.func.__name__ for steps in samples for step in steps)
    return {name: count / DRAWS for name, count in times.items()}


def values(samples, name: str, parameter: str) -> list:
    return [s.keywords[parameter] for steps in samples for s in steps if s.func.__name__ == name]


def test_each_operation_has_the_probability_of_the_article(shares):
    for name in ("flip", "crop_and_pad", "affine"):
        assert shares[name] == pytest.approx(0.5, abs=0.03)
    assert shares["grayscale"] == 1
    assert shares["invert"] == pytest.approx(0.05, abs=0.015)
    for names in EIGHT.values():  # 2.5 of 8 on average
        assert sum(shares[name] for name in names) == pytest.approx(2.5 / 8, abs=0.03)
    for name in EIGHT["blur"]:
        assert shares[name] == pytest.approx(2.5 / 8 / 3, abs=0.02)
    assert shares["multiply"] == pytest.approx(2.5 / 8 / 2, abs=0.02)


def test_none_to_five_of_the_eight_and_none_twice(samples):
    eight = set().union(*EIGHT.values())
    counts = Counter(sum(step.func.__name__ in eight for step in steps) for steps in samples)
    assert counts.keys() == {0, 1, 2, 3, 4, 5}
    for count in counts.values():
        assert count / DRAWS == pytest.approx(1 / 6, abs=0.03)
    for steps in samples:
        assert len({step.func.__name__ for step in steps}) == len(steps)


def test_the_order_is_random(samples):
    positions = Counter(
        [step.func.__name__ for step in steps].index("grayscale") < len(steps) / 2
        for steps in samples
        if len(steps) % 2 == 0
    )
    assert positions[True] / positions.total() == pytest.approx(0.5, abs=0.04)


@pytest.mark.parametrize(
    ("name", "parameter", "low", "high"),
    [
        ("crop_and_pad", "left", -0.05, 0.10),
        ("crop_and_pad", "value", 0, 255),
        ("affine", "scale_x", 0.8, 1.2),
        ("affine", "translate_y", -0.1, 0.1),
        ("affine", "rotate", -5, 5),
        ("affine", "shear", -5, 5),
        ("grayscale", "alpha", 0, 1),
        ("gaussian_blur", "sigma", 0, 2),
        ("average_blur", "size", 2, 5),
        ("median_blur", "size", 3, 5),
        ("sharpen", "lightness", 0.75, 1.5),
        ("emboss", "strength", 0, 2),
        ("gaussian_noise", "scale", 0, 2.55),
        ("add_to_hue_and_saturation", "value", -20, 20),
    ],
)
def test_ranges_are_those_of_the_article(samples, name, parameter, low, high):
    found = values(samples, name, parameter)
    margin = (high - low) / 20
    assert low <= min(found) <= low + margin
    assert high - margin <= max(found) <= high


@pytest.mark.parametrize(
    ("name", "parameter", "low", "high", "different"),
    [
        ("add", "values", -10, 10, 0.5),
        ("multiply", "factors", 0.9, 1.1, 0.5),
        ("contrast", "factors", 0.5, 2.0, 0.5),
        ("frequency_noise_blend", "factors", 0.9, 1.1, 1.0),
        ("frequency_noise_blend", "contrast_factors", 0.9, 1.1, 0.0),
    ],
)
def test_channels_differ_as_often_as_in_the_article(samples, name, parameter, low, high, different):
    found = values(samples, name, parameter)
    assert low <= min(map(min, found)) <= max(map(max, found)) <= high
    share = np.mean([len(set(three)) > 1 for three in found])
    assert share == pytest.approx(different, abs=0.06)


@settings(max_examples=60, deadline=None)
@given(height=st.integers(1, 24), width=st.integers(1, 24), seed=st.integers(0, 2**32))
def test_every_size_keeps_its_size(height, width, seed):
    image = drawn(height, width)
    before = image.copy()
    result = augment(image, np.random.default_rng(seed))
    assert result.shape == image.shape
    assert result.dtype == np.uint8
    assert (image == before).all()


def test_one_sample_changes_every_frame_of_a_clip_alike():
    operations = next(
        steps for seed in range(100) if len(steps := sample(np.random.default_rng(seed))) > 7
    )
    frame = drawn(12, 16)
    assert (apply(frame, operations) == apply(frame.copy(), operations)).all()


def test_no_operations_change_nothing():
    image = drawn(3, 4)
    assert apply(image, []) is image


def test_variants_depend_on_seed_name_and_number_alone():
    image = drawn(8, 8)
    first = variants(image, 3, seed=44, name="rock/a.jpg")
    more = variants(image, 5, seed=44, name="rock/a.jpg")
    assert len(more) == 5
    assert all((a == b).all() for a, b in zip(first, more, strict=False))
    other_seed = variants(image, 3, seed=45, name="rock/a.jpg")
    other_name = variants(image, 3, seed=44, name="rock/b.jpg")
    for others in (other_seed, other_name, more[1:]):
        assert any((a != b).any() for a, b in zip(first, others, strict=False))


def test_a_name_is_the_same_however_its_accents_are_spelled():
    composed, decomposed = (
        variant_rng(1, name, 1).random() for name in ("caf\u00e9", "cafe\u0301")
    )
    assert composed == decomposed
