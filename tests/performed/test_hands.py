"""The generator of hand clips, on drawn hands and rooms."""

from __future__ import annotations

import numpy as np
import pytest

from tests.performed import hands, moves
from tests.performed.moves import ACTIONS


def test_a_clip_is_a_second_and_a_half_at_ten_frames_a_second(drawn: None) -> None:
    (clip,) = hands.hand_clips(1, labels=["wave"])
    assert clip.frames.shape == (15, 224, 224, 3)
    assert clip.frames.dtype == np.uint8
    assert clip.seconds == pytest.approx(np.arange(15) / 10)
    assert 0 <= clip.start < clip.end <= 1.5
    assert clip.label == "wave"


def test_clips_come_action_by_action(drawn: None) -> None:
    clips = hands.hand_clips(2, size=(32, 32), seconds=0.2)
    assert [clip.label for clip in clips] == [label for label in ACTIONS for _ in range(2)]


def test_the_same_seed_gives_the_same_clips_and_another_does_not(drawn: None) -> None:
    first, again, other = (
        hands.hand_clips(1, seed, size=(64, 64), labels=["punch"])[0].frames for seed in (3, 3, 4)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_rate_length_and_size_can_be_others(drawn: None) -> None:
    (clip,) = hands.hand_clips(
        1, rate=30, seconds=2.0, size=(48, 64), labels=["hold"], noise=(1.0, 5.0)
    )
    assert clip.frames.shape == (60, 48, 64, 3)


def test_something_moves_during_the_action_and_little_before_it(drawn: None) -> None:
    (clip,) = hands.hand_clips(1, 5, 20, seconds=4.0, labels=["swipe_left"], lasting=(1.0, 1.1))
    change = np.abs(np.diff(clip.frames.astype(np.int16), axis=0)).mean(axis=(1, 2, 3))
    during = (clip.seconds[1:] > clip.start + 0.1) & (clip.seconds[1:] < clip.end - 0.1)
    before = (clip.seconds[1:] < clip.start) | (clip.seconds[1:] > clip.end + 0.1)
    assert change[during].mean() > 1.3 * change[before].mean()


@pytest.mark.parametrize("label", ACTIONS)
def test_a_hand_comes_from_below_and_goes_there_again(label: str) -> None:
    along = moves.action(label, np.random.RandomState(1))
    assert along(0)[1] == along(1)[1] == moves.BELOW
    assert all(along(u / 10)[1] < 1 for u in range(3, 8))


def test_actions_go_where_their_names_say() -> None:
    def way(label: str) -> np.ndarray:
        along = moves.action(label, np.random.RandomState(1))
        return np.subtract(along(0.79), along(0.26))

    assert way("swipe_left")[0] < -0.3 < 0.3 < way("swipe_right")[0]
    assert way("swipe_up")[1] < -0.3 < 0.3 < way("swipe_down")[1]
    assert np.abs(way("hold")).max() < 0.05


def test_a_punch_comes_near() -> None:
    along = moves.action("punch", np.random.RandomState(1))
    assert along(0.525)[2] > 1.9 * along(0.26)[2]


def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(ValueError, match="'jump'"):
        moves.action("jump", np.random.RandomState(1))


def test_real_hands_and_rooms_are_used_where_there_are_photos(photographed: None) -> None:
    (clip,) = hands.hand_clips(1, labels=["circle"])
    assert clip.frames.shape == (15, 224, 224, 3)
    assert clip.frames.std() > 20
