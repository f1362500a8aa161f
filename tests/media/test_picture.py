from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from understudy.errors import DataError
from understudy.media.picture import as_sources, load_picture

ONE = np.zeros((4, 5, 3), np.uint8)


def test_one_or_several():
    pillow = Image.fromarray(ONE)
    assert as_sources("a.jpg") == ["a.jpg"]
    assert as_sources(Path("a.jpg")) == [Path("a.jpg")]
    assert as_sources(pillow) == [pillow]
    assert as_sources(ONE)[0] is ONE
    assert [picture.shape for picture in as_sources(np.stack([ONE, ONE]))] == [ONE.shape] * 2
    assert as_sources(name for name in "ab") == ["a", "b"]
    mixed = ["a.jpg", ONE, pillow]
    assert as_sources(mixed) == mixed
    assert as_sources([]) == []


@pytest.mark.parametrize("nothing", [None, 3])
def test_neither_one_nor_several(nothing):
    with pytest.raises(DataError, match=f"one or several; got {type(nothing).__name__}"):
        as_sources(nothing)


def test_pictures_of_any_kind(picture, tmp_path):
    image = picture
    path = tmp_path / "picture.png"
    Image.fromarray(image).save(path)
    several = image, path, str(path), path.read_bytes(), Image.fromarray(image), Image.open(path)
    for source in several:
        np.testing.assert_array_equal(load_picture(source), image)
    grey = Image.fromarray(image[..., 0])
    np.testing.assert_array_equal(load_picture(grey), np.repeat(image[..., :1], 3, axis=2))


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (ONE.astype(float), r"dtype float64 and shape \(4, 5, 3\); expected uint8"),
        (ONE[..., :1], r"shape \(4, 5, 1\)"),
        (ONE[:0], r"shape \(0, 5, 3\)"),
        (Image.new("RGB", (0, 3)), r"shape \(3, 0, 3\)"),
        (7, "a path, a uint8 array or a Pillow picture; got int"),
        (None, "got NoneType"),
    ],
)
def test_what_is_no_picture(source, sentence):
    with pytest.raises(DataError, match=sentence):
        load_picture(source)
