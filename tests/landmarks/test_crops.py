import math
import tracemalloc

import numpy as np
import pytest

from understudy.landmarks.crops import crop
from understudy.landmarks.regions import Region, of_picture


def waves(height, width, period=40.0):
    """Draw smooth colours that tell each place from its neighbours."""
    y, x = np.mgrid[0:height, 0:width] + 0.5
    values = [
        np.sin(x * 2 * math.pi / period),
        np.cos(y * 2 * math.pi / period),
        np.sin((x + y) / 9),
    ]
    return np.round(127 + 100 * np.stack(values, axis=2)).astype(np.uint8)


def exact(image, region, side):
    """Return the crop by interpolating in decimals, the picture's last pixels going on."""
    shares = (np.stack(np.meshgrid(*[np.arange(side) + 0.5] * 2), axis=-1) / side).reshape(-1, 2)
    x, y = (region.to_picture(shares) - 0.5).T
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    height, width = image.shape[:2]

    def at(row, column):
        return image[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)].astype(float)

    right, down = (x - left)[:, None], (y - top)[:, None]
    upper = at(top, left) * (1 - right) + at(top, left + 1) * right
    lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right
    return (upper * (1 - down) + lower * down).reshape(side, side, 3)


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    "region",
    [
        Region(150, 110, 96, 0.0), Region(150, 110, 100.5, 0.7), Region(140.3, 100.2, 60, -2.5),
        Region(150, 110, 30, 3.0), Region(8, 230, 90, 0.4), Region(290, 5, 90, -1.2),
    ],
    ids=str,
)  # fmt: skip
def test_as_interpolated(region, quick):
    image = waves(240, 300)
    found = crop(image, region, 96, outside="edge", quick=quick).astype(float)
    assert found.shape == (96, 96, 3)
    off = np.abs(found - exact(image, region, 96))
    assert off.mean() < (3 if quick else 0.5)
    assert off.max() < (25 if quick else 4)


@pytest.mark.parametrize("quick", [False, True])
def test_places_are_kept_when_it_is_made_much_smaller(quick):
    image = waves(1500, 2000, period=700)
    region = Region(900, 800, 1400, 0.5)
    found = crop(image[..., [0, 1, 1]], region, 32, outside="edge", quick=quick).astype(float)
    assert np.abs(found - exact(image[..., [0, 1, 1]], region, 32)).mean() < (5 if quick else 3)


@pytest.mark.parametrize("side", [300, 1100])
def test_fine_grain_turns_grey_instead_of_flickering(side):
    grain = np.random.default_rng(0).integers(0, 2, (1200, 1200), dtype=np.uint8) * 255
    image = np.repeat(grain[..., None], 3, axis=2)
    found = crop(image, Region(600, 600, side, 0.3), 64, outside="edge")
    assert abs(found.mean() - 127) < 3
    assert found.std() < 127 / 2


def test_beyond_the_picture_it_is_black_or_goes_on():
    image = np.full((20, 40, 3), 200, np.uint8)
    letterbox = crop(image, of_picture(40, 20), 40, outside="black")
    assert (letterbox[:9] == 0).all()
    assert (letterbox[31:] == 0).all()
    assert (letterbox[11:29] == 200).all()
    assert (crop(image, of_picture(40, 20, 2.0), 40, outside="edge") == 200).all()
    far = Region(500, -300, 20, 1.0)
    assert (crop(image, far, 16, outside="edge", quick=True) == 200).all()
    assert (crop(image, far, 16, outside="black") == 0).all()


def test_each_side_goes_on_with_its_own_pixels():
    image = np.zeros((10, 10, 3), np.uint8)
    image[:, 0], image[:, -1], image[0], image[-1] = 50, 100, 150, 200
    found = crop(image, of_picture(10, 10, 3.0), 30, outside="edge", quick=True)[..., 0]
    assert (found[15, 3], found[15, 27], found[3, 15], found[27, 15]) == (50, 100, 150, 200)
    assert (found[2, 2], found[2, 28], found[28, 2], found[28, 28]) == (150, 150, 200, 200)


@pytest.mark.parametrize("shape", [(1, 1), (2, 500), (500, 2), (1, 4000)])
@pytest.mark.parametrize("outside", ["edge", "black"])
@pytest.mark.parametrize("quick", [False, True])
def test_tiny_and_narrow_pictures(shape, outside, quick):
    image = np.full((*shape, 3), 90, np.uint8)
    for region in (of_picture(shape[1], shape[0]), Region(0.5, 0.5, 1, 0.5), Region(0, 0, 9000, 2)):
        found = crop(image, region, 24, outside=outside, quick=quick)
        assert found.shape == (24, 24, 3)
        assert found.dtype == np.uint8
        assert outside == "black" or (found == 90).all()


def test_of_a_huge_picture_little_is_copied():
    image = np.zeros((6000, 8000, 3), np.uint8)  # 144 MB
    tracemalloc.start()
    crop(image, of_picture(8000, 6000), 192, outside="black")
    crop(image[:, ::-1], Region(4000, 3000, 9000, 0.4), 224, outside="edge", quick=True)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20e6
