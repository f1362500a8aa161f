from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.studio.seeing import hand
from understudy.errors import MediaError
from understudy.media.image import read_image
from understudy.studio.poses import NOTHING, poses_of
from understudy.studio.thumbnails import SHORT_SIDE, as_shown, thumbnail


def write(path: Path, width: int, height: int) -> Path:
    Image.new("RGB", (width, height), (200, 30, 30)).save(path)
    return path


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ((640, 480), (213, 160)),
        ((640, 360), (284, 160)),
        ((360, 640), (160, 284)),
        ((160, 160), (160, 160)),
        ((20, 90), (20, 90)),
    ],
)
def test_the_short_side_is_small(
    tmp_path: Path, size: tuple[int, int], small: tuple[int, int]
) -> None:
    image = read_image(thumbnail(write(tmp_path / "a.jpg", *size)))
    assert image.shape[1::-1] == small
    assert min(small) <= SHORT_SIDE
    assert np.abs(image.mean((0, 1)) - (200, 30, 30)).max() < 4


def test_what_browsers_know_goes_out_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.PNG", 20, 10)
    assert as_shown(path) == (path.read_bytes(), "image/png")


def test_what_browsers_do_not_know_becomes_a_jpeg(tmp_path: Path) -> None:
    data, kind = as_shown(write(tmp_path / "a.tiff", 20, 10))
    assert kind == "image/jpeg"
    assert read_image(data).shape == (10, 20, 3)


def test_a_damaged_picture_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    with pytest.raises(MediaError, match="not a picture"):
        thumbnail(tmp_path / "a.jpg")


def test_a_skeleton_is_drawn_on_the_small_picture(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jpg", 640, 480)
    plain = read_image(thumbnail(path)).astype(int)
    found = [hand(np.zeros((480, 640, 3)))]
    drawn = read_image(thumbnail(path, poses_of(found, 480, 640))).astype(int)
    changed = np.argwhere(np.abs(drawn - plain).max(axis=2) > 60)
    assert len(changed) > 50
    assert changed.min(axis=0).max() < 5
    assert np.abs(changed.max(axis=0) - (80, 106)).max() < 6  # from the corner to the middle
    np.testing.assert_array_equal(read_image(thumbnail(path, NOTHING)), plain)
