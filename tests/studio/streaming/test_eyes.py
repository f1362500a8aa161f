import numpy as np
import pytest

from tests.studio.learning.teaching import BACKBONE, jpeg
from tests.studio.seeing import BLACK, SeeingBackbone
from understudy.errors import MediaError
from understudy.studio.streaming.eyes import Eyes


def test_frames_of_one_camera_are_one_stream() -> None:
    backbone = SeeingBackbone("hand")
    eyes, other = Eyes(backbone), Eyes(backbone)
    for seconds in (1.0, 1.5):
        (pose,) = eyes.look(jpeg("box", 1), seconds, 1).poses
        assert (pose.kind, pose.points[-1]) == ("hand", (0.5, 0.5, 1))
    other.look(jpeg("box", 1), 9.0, 1)
    assert [stream.seconds for stream in backbone.streams] == [[1.0, 1.5], [9.0]]


def test_where_there_is_no_hand_there_are_features_all_the_same() -> None:
    seen = Eyes(SeeingBackbone("hand")).look(BLACK, 0.0, 1)
    assert (seen.poses, seen.row[3:].tolist()) == ([], [0, 0, 0])
    assert Eyes(BACKBONE).look(jpeg("box", 1), 0.0, 1).poses == []
    with pytest.raises(MediaError):
        Eyes(BACKBONE).look(b"no picture", 0.0, 1)


def test_features_are_those_of_examples() -> None:
    backbone, shown = SeeingBackbone("body"), jpeg("box", 3)
    np.testing.assert_array_equal(
        Eyes(backbone).look(shown, 0.0, 1).row, backbone.features(backbone.load(shown))
    )
