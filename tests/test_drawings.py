import numpy as np
import pytest

from understudy import drawings, landmarks

WALLS = [drawings.WALL, (60, 90, 60), (160, 120, 90), (40, 40, 80), (180, 180, 170)]


def test_shapes_are_as_they_always_were() -> None:
    shapes = drawings.shapes()
    assert [picture.shape for picture in shapes] == [(96, 128, 3), (64, 64, 3), (80, 48, 3)]
    for one, again in zip(shapes, drawings.shapes(), strict=True):
        assert one.dtype == np.uint8
        assert np.array_equal(one, again)
        assert one.std() > 20


@pytest.mark.parametrize("draw", [drawings.hand, drawings.person])
def test_a_drawing_is_the_same_every_time_and_may_be_changed(draw) -> None:
    picture = draw()
    assert (picture.shape, picture.dtype) == ((256, 256, 3), np.uint8)
    again = draw()
    picture[:] = 0
    assert np.array_equal(again, draw())


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("folded", [(), (1, 2, 3), (2, 3)])
def test_the_hand_is_a_left_one(wall, folded) -> None:
    (hand,) = landmarks.hands(drawings.hand(folded=folded, wall=wall))
    assert hand.side == "left"
    assert hand.score > 0.7


def test_its_mirror_image_is_a_right_one() -> None:
    (hand,) = landmarks.hands(drawings.hand()[:, ::-1])
    assert hand.side == "right"


def test_the_fingers_are_where_they_are_drawn() -> None:
    (hand,) = landmarks.hands(drawings.hand())
    for number, (knuckle, tip, _) in enumerate(drawings.FINGERS):
        points = hand.points[5 + 4 * number : 9 + 4 * number, :2] / drawings.SIDE
        assert np.abs(points[0] - knuckle).max() < 0.08
        assert np.abs(points[-1] - tip).max() < 0.08
    assert np.abs(hand.points[4, :2] / drawings.SIDE - drawings.THUMB[-1]).max() < 0.1


def test_a_folded_finger_is_not_stretched() -> None:
    def lengths(hand: landmarks.Hand) -> np.ndarray:
        return np.array([np.linalg.norm(hand.points[tip] - hand.points[tip - 3])
                         for tip in (8, 12, 16, 20)])  # fmt: skip

    (straight,) = landmarks.hands(drawings.hand())
    (pointing,) = landmarks.hands(drawings.hand(folded=(1, 2, 3)))
    shorter = lengths(pointing) < 0.7 * lengths(straight)
    assert shorter.tolist() == [False, True, True, True]


def test_the_thumb_may_be_left_out() -> None:
    with_it, without = drawings.hand(), drawings.hand(thumb=False)
    x, y = (int(part * drawings.SIDE) for part in drawings.THUMB[-1])
    assert np.abs(with_it[y, x].astype(int) - drawings.SKIN).max() < 20
    assert np.abs(without[y, x].astype(int) - drawings.WALL).max() < 20


HANDS = [((0.325, 0.555), (0.705, 0.235)), ((0.32, 0.25), (0.68, 0.25)), ((0.3, 0.55), (0.7, 0.55))]


@pytest.mark.parametrize("hands", HANDS)
def test_the_person_has_the_hands_where_they_are_drawn(hands) -> None:
    (body,) = landmarks.body(drawings.person(hands=hands))
    names = landmarks.BODY_NAMES
    for side, expected in zip(("right", "left"), hands, strict=True):  # who faces us
        wrist = body.points[names.index(f"{side}_wrist"), :2] / drawings.SIDE
        assert np.abs(wrist - expected).max() < 0.15
    nose, ankle = (body.points[names.index(name), 1] for name in ("nose", "left_ankle"))
    assert nose < 0.3 * drawings.SIDE < 0.7 * drawings.SIDE < ankle


def test_shapes_show_nobody() -> None:
    for picture in drawings.shapes():
        assert landmarks.hands(picture) == landmarks.body(picture) == []


def test_a_picture_sways_once_and_is_back() -> None:
    picture = drawings.hand()
    clip = drawings.swaying(picture, 15)
    assert (clip.shape, clip.dtype) == ((15, 256, 256, 3), np.uint8)
    assert np.array_equal(clip[0], picture)
    assert np.array_equal(clip, drawings.swaying(picture, 15))
    places = [landmarks.hands(frame)[0].points[:, 0].mean() for frame in clip[::2]]
    assert int(np.argmax(places)) in (1, 2)
    assert int(np.argmin(places)) in (5, 6)
    assert 40 < max(places) - min(places) < 70
