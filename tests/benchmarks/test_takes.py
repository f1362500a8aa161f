import numpy as np
from PIL import Image

from benchmarks import takes

CHAIN = np.array([[1, 0.95, 0.5], [0.95, 1, 0.92], [0.5, 0.92, 1]], np.float32)


def test_chains_join():
    assert takes.components(CHAIN, 0.9) == 1
    assert takes.components(CHAIN, 0.93) == 2
    assert takes.components(CHAIN, 0.96) == 3


def test_a_shot_that_is_not_whole_is_split():
    assert takes.split([CHAIN, np.ones((3, 3), np.float32)], 0.93).tolist() == [True, False]


def test_takes_are_counted_for_a_hundred_photos():
    assert takes.takes_found([CHAIN, CHAIN], 0.93) == 66.7


def test_a_crop_keeps_the_size_and_moves():
    random = np.random.default_rng(0)
    photo = Image.fromarray(random.integers(0, 256, (48, 64, 3), dtype=np.uint8))
    still, moved = takes.crop(photo), takes.crop(photo, x=0.02)
    assert still.size == moved.size == photo.size
    assert np.asarray(still).tolist() != np.asarray(moved).tolist()
