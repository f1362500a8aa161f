import numpy as np
import pytest

from understudy.errors import DataError
from understudy.training.augmentation.geometry import flip
from understudy.training.variants import SEED, Variants, asked_for, operations, variant


def drawn(height: int = 24, width: int = 32) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)


def test_a_variant_is_another_picture_of_the_same_size_and_always_the_same() -> None:
    image = drawn()
    before = image.copy()
    made = [variant(image, 44, "a", number, flips=True) for number in (1, 2)]
    assert all(one.shape == image.shape and one.dtype == np.uint8 for one in made)
    assert (made[0] != made[1]).any()
    assert (made[0] != image).any()
    np.testing.assert_array_equal(image, before)
    np.testing.assert_array_equal(made[0], variant(image, 44, "a", 1, flips=True))
    for seed, name in ((45, "a"), (44, "b")):
        assert (variant(image, seed, name, 1, flips=True) != made[0]).any()


@pytest.mark.parametrize("number", range(1, 5))
def test_all_frames_of_a_clip_change_alike(number: int) -> None:
    image = drawn()
    frames = variant([image] * 3, 44, "a", number, flips=False)
    assert len(frames) == 3
    for frame in frames:
        np.testing.assert_array_equal(frame, variant(image, 44, "a", number, flips=False))
    as_array = variant(list(np.stack([image] * 3)), 44, "a", number, flips=False)
    np.testing.assert_array_equal(np.stack(as_array), np.stack(frames))


def test_without_flips_all_else_is_done() -> None:
    for number in range(20):
        both = operations(SEED, "a", number, flips=True)
        kept = operations(SEED, "a", number, flips=False)
        assert [one.func for one in kept] == [one.func for one in both if one.func is not flip]
    all_of_them = [operations(SEED, "a", number, flips=True) for number in range(100)]
    mirrored = [any(one.func is flip for one in some) for some in all_of_them]
    assert 30 < sum(mirrored) < 70


def test_pictures_are_mirrored_and_actions_are_not_unless_it_is_said() -> None:
    assert Variants(2).of_medium("picture").flips is True
    assert Variants(2).of_medium("clip").flips is False
    assert Variants(2, flips=True).of_medium("clip").flips is True
    assert Variants(2, flips=False).of_medium("picture").flips is False
    with pytest.raises(DataError, match=r"these are sounds\. Sounds can be learned in noise"):
        Variants(2).of_medium("sound")


def test_what_features_are_kept_under_tells_variants_apart() -> None:
    keys = {
        Variants(2, seed, flips).key(content, number)
        for seed in (1, 2)
        for flips in (True, False)
        for content in ("a", "b")
        for number in (1, 2)
    }
    assert len(keys) == 16


def test_what_is_asked_for() -> None:
    assert asked_for(0) is None
    assert asked_for(3) == Variants(3, 44, None)
    assert asked_for(8, 0, False) == Variants(8, 0, False)
    with pytest.raises(DataError, match="9 variants of each are asked for; expected 0 to 8"):
        asked_for(9)
    with pytest.raises(DataError, match="The seed of the variants is -1"):
        asked_for(1, -1)
    for alone in ({"seed": 3}, {"flips": False}):
        with pytest.raises(DataError, match=r"none are asked for\. Add --variants 4"):
            asked_for(0, **alone)
