import numpy as np
import pytest

from tests.backbones import posing
from tests.sounds import Bands
from tests.taught import draw, tiny_backbone
from understudy.backbones.videos import rows_of_frames
from understudy.errors import DataError

FRAMES = [(0.2 * number, draw("box", number)) for number in range(3)]


def test_each_frame_is_a_row_in_order() -> None:
    found = list(rows_of_frames(tiny_backbone(), iter(FRAMES)))
    assert [seconds for seconds, _ in found] == [0, 0.2, 0.4]
    for (_, row), (_, image) in zip(found, FRAMES, strict=True):
        np.testing.assert_array_equal(row, tiny_backbone().features(image))


def test_hands_are_followed() -> None:
    backbone = posing.hands()
    found = list(rows_of_frames(backbone, FRAMES))
    assert [seconds for seconds, _ in found] == [0, 0.2, 0.4]
    assert all(row.shape == (backbone.dimensions,) for _, row in found)


def test_sounds_have_no_frames() -> None:
    with pytest.raises(DataError, match="hears sounds; it can't look at a video"):
        rows_of_frames(Bands(), FRAMES)
