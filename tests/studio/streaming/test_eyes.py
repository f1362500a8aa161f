import numpy as np
import pytest

from tests.studio.acting import acting_backbone, clip
from tests.studio.learning.teaching import BACKBONE, jpeg
from tests.studio.seeing import BLACK, SeeingBackbone
from tests.studio.sounding import HearingBackbone
from understudy.backbones.streams import Sight
from understudy.errors import DataError, MediaError
from understudy.studio.streaming.eyes import ClipEyes, Eyes, open_eyes


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
    assert (seen.poses, seen.found[3:].tolist()) == ([], [0, 0, 0])
    assert Eyes(BACKBONE).look(jpeg("box", 1), 0.0, 1).poses == []
    with pytest.raises(MediaError):
        Eyes(BACKBONE).look(b"no picture", 0.0, 1)


def test_features_are_those_of_examples() -> None:
    backbone, shown = SeeingBackbone("body"), jpeg("box", 3)
    np.testing.assert_array_equal(
        Eyes(backbone).look(shown, 0.0, 1).found, backbone.features(backbone.load(shown))
    )


def test_movements_are_seen_in_ten_frames_a_second() -> None:
    backbone = acting_backbone("actions-hands")
    eyes = open_eyes(backbone)
    seen = [eyes.look(jpeg, ms / 1000, 1) for ms, jpeg in clip("left", rate=30, seconds=2)]
    assert backbone.picture.looks == 20
    sights = [one.found for one in seen]
    moments = [moment for sight in sights if isinstance(sight, Sight) for moment in sight.moments]
    assert [round(one.seconds, 3) for one in moments] == [1.5, 1.6, 1.7, 1.8, 1.9, 2.0]
    assert all(one.poses == seen[0].poses != [] for one in seen)


def test_frames_between_two_moments_are_not_even_decoded() -> None:
    eyes = ClipEyes(acting_backbone())
    (_, first), *_ = clip("left")
    eyes.look(first, 0.0, 1)
    assert eyes.look(b"no picture", 0.05, 1).found == Sight()
    with pytest.raises(MediaError):
        eyes.look(b"no picture", 0.1, 1)


def test_there_are_no_eyes_for_sounds() -> None:
    with pytest.raises(DataError, match="This project listens"):
        open_eyes(HearingBackbone())
