from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.studio.acting import SIZE, acting_backbone, write_clip
from tests.studio.learning.teaching import BACKBONE
from tests.taught import draw
from understudy.errors import MediaError
from understudy.media.image import encode_jpeg, read_image
from understudy.studio.glance import Shown
from understudy.studio.protocol import STRIP_FRAMES
from understudy.studio.strips import HEIGHT, strip
from understudy.studio.variants import LONG_SIDE, QUALITY, shown_variant
from understudy.training.variants import SEED, variant

NEAR = 12  # of 255, on average, which JPEG changes at most


def difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(float) - other).mean())


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "a.jpg"
    path.write_bytes(encode_jpeg(draw("box", 1)))
    return path


@pytest.mark.parametrize("mirrored", [True, False])
def test_a_picture_is_shown_as_it_is_learned(photo: Path, mirrored: bool) -> None:
    whole = read_image(photo)
    for number in range(1, 9):
        data = shown_variant(Shown(photo), BACKBONE, "sum", number, mirrored)
        expected = variant(whole, SEED, "sum", number, flips=mirrored)
        assert data == encode_jpeg(expected, QUALITY)
    before = shown_variant(Shown(photo), BACKBONE, "sum", 0, mirrored)
    assert difference(read_image(before), whole) < NEAR


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(encode_jpeg(draw("box", 1, (800, 600))))
    assert read_image(shown_variant(Shown(path), BACKBONE, "sum", 1, False)).shape == (
        LONG_SIDE * 3 // 4, LONG_SIDE, 3,
    )  # fmt: skip


def test_a_clip_is_shown_as_a_strip_with_every_frame_changed_alike(tmp_path: Path) -> None:
    path, part = write_clip(tmp_path / "a.mkv", "right"), (0.0, 1.5)
    backbone = acting_backbone()
    found = Shown(path, "clip", part)
    before = read_image(shown_variant(found, backbone, "sum", 0, False))
    assert before.shape == (HEIGHT, STRIP_FRAMES * round(HEIGHT * SIZE[0] / SIZE[1]), 3)
    assert difference(before, read_image(strip(path, part))) < NEAR
    after = read_image(shown_variant(found, backbone, "sum", 1, False))
    assert after.shape == before.shape
    assert difference(before, after) > 1
    light = [frame.mean(axis=(0, 1)) for frame in np.split(after, STRIP_FRAMES, axis=1)]
    assert np.std(light, axis=0).max() < 5


def test_beyond_its_ends_a_clip_stands_still(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mkv", "right", seconds=0.5)
    data = shown_variant(Shown(path, "clip", (-0.5, 1.0)), acting_backbone(), "sum", 2, False)
    assert read_image(data).shape[0] == HEIGHT


def test_what_can_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.mkv").write_bytes(b"hello")
    for found in (Shown(tmp_path / "a.mkv", "clip", (0, 1)), Shown(tmp_path / "a.mkv")):
        with pytest.raises(MediaError):
            shown_variant(found, BACKBONE, "sum", 1, False)
