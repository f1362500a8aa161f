import numpy as np
import pytest

from tests import acted
from understudy.backbones.sequences import sequences, shifted
from understudy.training.shifting import BACKGROUND_SECONDS, MOST_COPIES, OFF_SECONDS, over_again
from understudy.types import Features


@pytest.fixture(scope="module")
def clips() -> Features:
    drawn = [acted.draw(label, 1) for label in acted.LABELS]
    return acted.backbone().embed(drawn, workers=1)


def test_half_an_action_is_background_and_background_stays_it(clips: Features) -> None:
    again = over_again(clips, acted.LABELS, ["other"], 0.1)
    assert again is not None
    assert again.rows.tolist() == [0, 0, 1, 1, 2, 2, 2, 2]
    assert again.labels == ("other",) * 8
    assert again.made == "shifted"
    for copy, (row, seconds) in enumerate(
        [(row, s) for row in (0, 1) for s in OFF_SECONDS] + [(2, s) for s in BACKGROUND_SECONDS]
    ):
        expected = shifted(clips[[row]], round(seconds * 10))
        np.testing.assert_array_equal(again.features[[copy]], expected)
    assert again.features.moments == clips.moments


def test_a_copy_shows_the_action_at_another_time(clips: Features) -> None:
    again = over_again(clips, acted.LABELS, ["other"], 0.1)
    assert again is not None
    amount = np.abs(sequences(again.features)["flow"]).sum(axis=(1, 2))
    whole = np.abs(sequences(clips)["flow"]).sum(axis=(1, 2))
    assert all(amount[:4] < 0.75 * whole[[0, 0, 1, 1]])


def test_without_a_background_class_there_is_nothing_to_be_half_of(clips: Features) -> None:
    assert over_again(clips, acted.LABELS, [], 0.1) is None
    assert over_again(clips, acted.LABELS, ["noise"], 0.1) is None


def test_of_several_background_classes_half_actions_are_the_largest(clips: Features) -> None:
    rows = clips[[0, 1, 2, 2]]
    again = over_again(rows, ["left", "idle", "other", "other"], ["idle", "other"], 0.1)
    assert again is not None
    assert again.labels == ("other",) * 2 + ("idle",) * 4 + ("other",) * 8


def test_of_a_long_video_actions_are_not_taken_for_halves(clips: Features) -> None:
    videos = ["film", "film", "clip", "other", "other"]
    labels = ["left", "left", "left", "other", "other"]
    again = over_again(clips[[0, 0, 0, 2, 2]], labels, ["other"], 0.1, videos)
    assert again is not None
    assert again.rows.tolist() == [2, 2, *[3] * 4, *[4] * 4]


def test_there_are_not_too_many(clips: Features) -> None:
    again = over_again(clips, acted.LABELS, ["other"], 0.1, most=5)
    assert again is not None
    assert again.rows.tolist() == [0, 1, 2, 2, 2]


def test_a_large_set_has_no_more_of_them_than_the_studio_learns(clips: Features) -> None:
    rows = [0] * 150 + [2] * 150
    again = over_again(clips[rows], ["left"] * 150 + ["other"] * 150, ["other"], 0.1)
    assert again is not None
    assert len(again.labels) == MOST_COPIES == 300
    assert (again.rows < 150).sum() == 100
