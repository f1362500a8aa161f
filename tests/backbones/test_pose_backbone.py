import numpy as np
import pytest

from tests.backbones.posing import (
    OPEN_HAND,
    PERSON,
    POINTING,
    POINTING_HAND,
    SHAPES,
    WALLS,
    body,
    count_detections,
    flipped,
    hand_of,
    hands,
    placed,
    random_world,
)
from tests.taught import tiny_backbone
from understudy import drawings
from understudy.backbones.pose_backbone import (
    HAND_FILE,
    LEAST_SIDE,
    PALM_FILE,
    SIDES,
    WEIGHT,
    HandBackbone,
    as_pair,
    hand_widths,
    highest,
)
from understudy.errors import UnderstudyError
from understudy.landmarks.loading import read
from understudy.types import Image

PLACES = [(0, 0, 256), (380, 220, 256), (100, 50, 400), (300, 100, 180)]  # left, top, side
UP = drawings.person(hands=((0.32, 0.25), (0.68, 0.25)))


def pose(backbone, picture: Image) -> np.ndarray:
    return backbone.look(picture).row[backbone.pose]


def far(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.linalg.norm(one - other))


def test_a_row_is_the_picture_and_then_the_pose() -> None:
    backbone = hands()
    look = backbone.look(OPEN_HAND)
    assert look.row.shape == (backbone.dimensions,) == (3 + 308,)
    assert look.row.dtype == np.float32
    assert backbone.pose == slice(3, 311)
    scene = backbone.picture.look(OPEN_HAND).row
    np.testing.assert_array_equal(look.row[:3], scene)
    (hand,) = look.poses
    assert hand.side == "left"
    assert (backbone.seeks, body().seeks) == ("hand", "body")
    assert backbone.least_side == LEAST_SIDE
    assert "MediaPipe" in backbone.licence
    assert backbone.licence.startswith("none; ")


@pytest.mark.parametrize("sides", SIDES)
def test_blocks_follow_each_other(sides) -> None:
    backbone = hands(sides)
    ends = [0, *(block.stop for block in backbone.blocks.values())]
    assert [block.start for block in backbone.blocks.values()] == ends[:-1]
    assert list(backbone.blocks)[1:] == list(hand_widths(sides))
    assert backbone.pose.stop == backbone.dimensions


@pytest.mark.parametrize("sides", SIDES)
def test_without_a_hand_the_pose_is_nothing(sides) -> None:
    backbone = hands(sides)
    X = backbone.embed([*SHAPES, OPEN_HAND])
    assert X.seen.tolist() == [False] * 3 + [True]
    assert X.pose == backbone.pose
    assert not np.asarray(X)[:3, X.pose].any()
    assert X.found[:, 0].all()  # the picture is always seen
    assert not X.found[:3, 1:].any()
    assert backbone.look(SHAPES[0]).poses == ()


def test_without_a_person_the_pose_is_nothing() -> None:
    X = body().embed([*SHAPES, PERSON])
    assert X.seen.tolist() == [False] * 3 + [True]
    assert X.found.tolist() == [[True, False, False, False]] * 3 + [[True] * 4]


@pytest.mark.parametrize("place", PLACES)
def test_a_gesture_is_the_same_wherever_and_however_large_it_is(place) -> None:
    backbone = hands()
    known = {"open": pose(backbone, OPEN_HAND), "pointing": pose(backbone, POINTING_HAND)}
    assert far(*known.values()) > 20
    for name, picture in (("open", OPEN_HAND), ("pointing", POINTING_HAND)):
        found = pose(backbone, placed(picture, *place))
        assert found.any()
        assert min(known, key=lambda one: far(found, known[one])) == name
        assert far(found, known[name]) < 8


def test_a_gesture_is_the_same_before_any_wall() -> None:
    backbone = hands()
    for wall in WALLS:
        assert far(pose(backbone, drawings.hand(wall=wall)), pose(backbone, OPEN_HAND)) < 8


@pytest.mark.parametrize("place", PLACES)
def test_a_posture_is_the_same_wherever_and_however_large_it_is(place) -> None:
    down, up = pose(body(), PERSON), pose(body(), UP)
    found = pose(body(), placed(PERSON, *place))
    assert far(found, down) < 0.5 * far(down, up)


def test_left_and_right_hands_are_alike_or_told_apart() -> None:
    alike, apart = hands("alike"), hands("apart")
    for picture, other in ((OPEN_HAND, POINTING_HAND), (POINTING_HAND, OPEN_HAND)):
        one = alike.look(picture)
        mirror = alike.look(flipped(picture))
        assert {one.poses[0].side, mirror.poses[0].side} == {"left", "right"}
        near, different = pose(alike, picture), pose(alike, other)
        assert far(pose(alike, flipped(picture)), near) < 0.5 * far(different, near)
        told = pose(apart, picture), pose(apart, flipped(picture))
        assert (told[0][-1], told[1][-1]) == (-WEIGHT, WEIGHT)
        assert far(*told) >= 2 * WEIGHT


def test_which_hands_are_mirrored() -> None:
    world = random_world(21)
    left, right = hand_of(world * np.float32([-1, 1, 1]), "left"), hand_of(world, "right")
    alike, apart, both = (hands(sides).pose_row for sides in SIDES)
    np.testing.assert_array_equal(alike([left]), alike([right]))
    assert far(apart([left])[:-1], apart([right])[:-1]) > 5  # as they are seen
    assert far(both([left])[:308], both([right])[308:616]) == 0
    pair = both([left, right])
    np.testing.assert_array_equal(pair[:308], pair[308:616])
    np.testing.assert_allclose(pair[:308] * np.sqrt(2), alike([left]), rtol=1e-6)
    np.testing.assert_array_equal(both([right, left]), pair)


def test_a_left_and_a_right_hand_together() -> None:
    backbone = hands("both")
    names = list(backbone.blocks)[1:]
    together = np.concatenate([flipped(POINTING_HAND), OPEN_HAND], axis=1)
    look, X = backbone.look(together), backbone.embed([together, OPEN_HAND, flipped(OPEN_HAND)])
    assert {hand.side for hand in look.poses} == {"left", "right"}
    assert X.seen.all()
    found = [{name for name, there in zip(names, row[1:], strict=True) if there} for row in X.found]
    assert found[0] == set(names)
    assert found[1] == {"left directions", "left distances", "left angles"}
    assert found[2] == {"right directions", "right distances", "right angles"}
    # Each of the two is as it is alone, and a gesture of the other hand is another gesture.
    left = np.r_[tuple(backbone.blocks[name] for name in sorted(found[1]))]
    assert far(X[0][left], X[1][left]) < 8
    swapped = np.concatenate([flipped(OPEN_HAND), POINTING_HAND], axis=1)
    assert far(pose(backbone, swapped), X[0][backbone.pose]) > 15


def test_where_the_hands_are_from_each_other_counts_when_both_do() -> None:
    backbone = hands("both")
    beside = np.concatenate([flipped(OPEN_HAND), OPEN_HAND], axis=1)
    above = np.zeros((512, 512, 3), np.uint8)
    above[:] = OPEN_HAND[0, 0]
    above[:256, :256], above[256:, 256:] = flipped(OPEN_HAND), OPEN_HAND
    one, other = (backbone.look(p).row[backbone.blocks["between"]] for p in (beside, above))
    assert abs(one[1]) < 1 < abs(other[1])


def test_the_hand_that_is_held_highest_counts() -> None:
    low, high = hand_of(random_world(21), at=(50, 300)), hand_of(random_world(21), at=(400, 80))
    assert highest([low, high]) is highest([high, low]) is high
    two = np.zeros((512, 512, 3), np.uint8)
    two[:] = OPEN_HAND[0, 0]
    two[256:, :256], two[:256, 256:] = OPEN_HAND, POINTING_HAND
    look = hands().look(two)
    assert len(look.poses) == 2
    assert far(look.row[3:], pose(hands(), POINTING_HAND)) < 8


def test_a_pair_is_a_left_and_a_right_hand() -> None:
    world = random_world(21)
    left, right = hand_of(world, "left", (100, 0)), hand_of(world, "right", (400, 0))
    assert as_pair([right, left]) == as_pair([left, right]) == (left, right)
    assert as_pair([left]) == (left, None)
    assert as_pair([right]) == (None, right)
    assert as_pair([]) == (None, None)
    # Two that look like left hands: whoever faces the camera has the right one on the left.
    other = hand_of(world, "left", (400, 0))
    assert as_pair([other, left]) == as_pair([left, other]) == (other, left)


def test_fingerprints_are_of_all_that_decides() -> None:
    variants = [hands(sides).fingerprint for sides in SIDES] + [body().fingerprint]
    assert len({*variants, tiny_backbone().fingerprint}) == 5
    palm, hand = read("palm-detection-lite.onnx"), read("hand-landmarks-lite.onnx")
    again = HandBackbone("other name", tiny_backbone(), palm, hand, "alike")
    assert again.fingerprint == hands().fingerprint
    assert len(again.fingerprint) == 64
    for changed in (
        HandBackbone("hands", tiny_backbone(scale=20), palm, hand, "alike"),
        HandBackbone("hands", tiny_backbone(), hand, palm, "alike"),
    ):
        assert changed.fingerprint != hands().fingerprint


def test_steps_name_their_networks() -> None:
    carried = hands().steps
    assert [step["step"] for step in carried.steps] == ["onnx", "hand-landmarks", "hand-features"]
    assert set(carried.files) == {"backbone.onnx", PALM_FILE, HAND_FILE}
    for step in carried.steps:
        assert {step[key] for key in ("file", "detector") if key in step} <= set(carried.files)
    assert carried.steps[2]["sides"] == "alike"
    assert hands("both").steps.steps[2]["sides"] == "both"
    assert [step["step"] for step in body().steps.steps][1:] == ["body-landmarks", "body-features"]


def test_many_pictures_at_once_are_as_one_by_one() -> None:
    pictures = [OPEN_HAND, SHAPES[0], POINTING_HAND, flipped(OPEN_HAND)] * 2
    together = hands().embed(pictures, workers=4)
    for row, picture in zip(together, pictures, strict=True):
        np.testing.assert_array_equal(row, hands().features(picture))


def test_raw_features_are_those_of_the_picture_and_the_pose() -> None:
    from understudy import backbones

    backbone = backbones.load("hands")
    raw = backbone.features(OPEN_HAND, raw=True)
    assert raw.shape == (backbone.dimensions,)
    np.testing.assert_array_equal(raw[backbone.pose], backbone.look(OPEN_HAND).row[backbone.pose])
    assert np.abs(raw[:3184] - backbone.look(OPEN_HAND).row[:3184]).max() > 0.1
    with pytest.raises(UnderstudyError, match="no raw features"):
        hands().features(OPEN_HAND, raw=True)


def test_a_stream_follows_the_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    backbone, stream = hands(), hands().stream()
    still = pose(backbone, OPEN_HAND)
    detections = count_detections(monkeypatch, backbone)
    for frame in range(20):
        look = stream.look(placed(OPEN_HAND, 20 + 4 * frame, 30), frame / 30)
        assert len(look.poses) == 1
        assert far(look.row[backbone.pose], still) < 10
    assert len(detections) < 8  # and not in every frame
    assert not stream.look(SHAPES[0], 20 / 30).row[backbone.pose].any()


def test_an_unhurried_stream_looks_everywhere_in_each_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backbone = hands()
    stream = backbone.unhurried_stream()
    detections = count_detections(monkeypatch, backbone)
    for frame in range(3):
        assert not stream.look(SHAPES[0], frame / 10).poses
        assert len(detections) == 3 * (frame + 1)
    assert stream.look(OPEN_HAND, 0.3).poses
    assert body().unhurried_stream().look(PERSON, 0.0).poses


def test_streams_do_not_meet() -> None:
    one, other = hands().stream(), hands().stream()
    for frame in range(3):
        assert one.look(OPEN_HAND, frame / 30).poses
        assert not other.look(SHAPES[0], frame / 30).poses


def test_a_person_is_followed_too() -> None:
    stream = body().stream()
    for frame in range(4):
        look = stream.look(placed(PERSON, 20 + 4 * frame, 30, 400), frame / 30)
        assert len(look.poses) == 1
        assert far(look.row[3:], pose(body(), PERSON)) < 12


def test_the_other_gesture_is_seen_in_the_stream_within_a_few_frames() -> None:
    backbone, stream = hands(), hands().stream()
    known = pose(backbone, OPEN_HAND), pose(backbone, drawings.hand(folded=POINTING))
    for frame in range(12):
        picture = OPEN_HAND if frame < 6 else POINTING_HAND
        row = stream.look(picture, frame / 30).row[backbone.pose]
        if frame in (5, 11):
            nearer = np.argmin([far(row, one) for one in known])
            assert nearer == (frame > 5)
