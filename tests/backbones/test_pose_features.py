import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.backbones.posing import body_of, hand_of, random_world
from understudy.backbones.pose_features import (
    BODY_WIDTHS,
    HAND_BONES,
    HAND_JOINTS,
    HAND_WIDTHS,
    between,
    body_features,
    hand_features,
)
from understudy.landmarks import HAND_LINES, HAND_NAMES

seeds = st.integers(0, 10_000)


def hand_shape(world: np.ndarray, *, mirror: bool = False) -> np.ndarray:
    return hand_features(hand_of(world), mirror=mirror)


def body_shape(world: np.ndarray) -> np.ndarray:
    return body_features(body_of(world))


KINDS = pytest.mark.parametrize(("shape", "points"), [(hand_shape, 21), (body_shape, 33)])


def blocks(values: np.ndarray, widths: dict[str, int]) -> dict[str, np.ndarray]:
    ends = np.cumsum(list(widths.values()))[:-1]
    return dict(zip(widths, np.split(values, ends), strict=True))


def turned(world: np.ndarray, axis: int, degrees: float) -> np.ndarray:
    """Turn points about one axis of the picture: x, y or the line of sight."""
    one, other = (i for i in range(3) if i != axis)
    sine, cosine = np.sin(np.deg2rad(degrees)), np.cos(np.deg2rad(degrees))
    rotation = np.eye(3)
    rotation[[one, one, other, other], [one, other, one, other]] = cosine, -sine, sine, cosine
    return world @ rotation.T


def test_how_many_numbers_there_are() -> None:
    assert hand_shape(random_world(21)).shape == (sum(HAND_WIDTHS.values()),) == (308,)
    assert body_shape(random_world(33)).shape == (sum(BODY_WIDTHS.values()),) == (153,)
    assert hand_shape(random_world(21)).dtype == body_shape(random_world(33)).dtype == np.float32


def test_every_bone_is_a_line_of_the_skeleton_and_every_point_ends_one() -> None:
    assert sorted(end for _, end in HAND_BONES) == list(range(1, len(HAND_NAMES)))
    lines = {frozenset(line) for line in HAND_LINES}
    within_fingers = {frozenset(bone) for bone in HAND_BONES if 0 not in bone}
    assert within_fingers <= lines
    assert len(set(HAND_JOINTS)) == len(HAND_JOINTS)


@KINDS
@settings(max_examples=40, deadline=None)
@given(seed=seeds, place=st.tuples(*[st.floats(-2, 2)] * 3), times=st.floats(0.1, 20))
def test_place_and_size_do_not_count(
    shape, points: int, seed: int, place: tuple[float, float, float], times: float
) -> None:
    world = random_world(points, seed).astype(np.float64)
    expected = shape(world.astype(np.float32))
    np.testing.assert_allclose(shape((times * world).astype(np.float32)), expected, atol=2e-4)
    moved = (world + place).astype(np.float32)  # float32 metres keep about 1e-7 of 2 metres
    np.testing.assert_allclose(shape(moved), expected, atol=5e-3)


@settings(max_examples=40, deadline=None)
@given(seed=seeds)
def test_a_mirrored_hand_is_the_other_hand(seed: int) -> None:
    world = random_world(21, seed)
    other = world * np.float32([-1, 1, 1])
    np.testing.assert_array_equal(hand_shape(other, mirror=True), hand_shape(world))
    np.testing.assert_array_equal(hand_shape(world, mirror=True), hand_shape(other))
    assert np.abs(hand_shape(other) - hand_shape(world)).max() > 0.1


def test_a_body_is_not_mirrored() -> None:
    world = random_world(33)
    assert np.abs(body_shape(world * np.float32([-1, 1, 1])) - body_shape(world)).max() > 0.1


@KINDS
@pytest.mark.parametrize("axis", [0, 1, 2])
def test_distances_are_the_same_from_every_side_and_directions_are_not(
    shape, points: int, axis: int
) -> None:
    widths = HAND_WIDTHS if points == 21 else BODY_WIDTHS
    world = random_world(points)
    one, other = (blocks(shape(w), widths) for w in (world, turned(world, axis, 70)))
    np.testing.assert_allclose(one["distances"], other["distances"], atol=1e-5)
    cosines = len(one["angles"]) // 2
    np.testing.assert_allclose(one["angles"][:cosines], other["angles"][:cosines], atol=1e-5)
    assert np.linalg.norm(one["directions"] - other["directions"]) > 0.3
    sines = one["angles"][cosines:] - other["angles"][cosines:]
    assert (np.abs(sines).max() < 1e-5) == (axis == 2)  # as the camera sees them


def test_bending_one_finger_changes_what_tells_of_it() -> None:
    straight = np.zeros((21, 3), np.float32)
    for finger in range(5):
        for step in range(4):
            straight[4 * finger + step + 1] = (finger - 2) * 0.02, -0.04 - 0.03 * step, 0
    bent = straight.copy()
    bent[8] = bent[7] + np.float32([0, 0.03, 0])  # the tip of the index finger, folded back
    one, other = (blocks(hand_shape(w), HAND_WIDTHS) for w in (straight, bent))
    changed = np.abs(one["directions"] - other["directions"]).reshape(-1, 3).max(axis=1) > 1e-6
    assert [HAND_BONES[i] for i in np.flatnonzero(changed)] == [(7, 8)]
    angles = one["angles"] - other["angles"]
    joints = [HAND_JOINTS[i] for i in np.flatnonzero(np.abs(angles[: len(HAND_JOINTS)]) > 1e-6)]
    assert (6, 7, 8) in joints
    assert all(8 in joint for joint in joints)


@KINDS
def test_points_that_fall_together_give_numbers(shape, points: int) -> None:
    world = random_world(points)
    for nowhere in (np.zeros_like(world), np.full_like(world, 0.3)):
        np.testing.assert_array_equal(shape(nowhere), 0)
    world[5:] = world[0]
    assert np.isfinite(shape(world)).all()


def test_blocks_weigh_about_the_same() -> None:
    for shape, points, widths in ((hand_shape, 21, HAND_WIDTHS), (body_shape, 33, BODY_WIDTHS)):
        spread = [
            np.var([block for seed in range(40)
                    for block in [blocks(shape(random_world(points, seed)), widths)[name]]], axis=0)
            .sum() for name in widths
        ]  # fmt: skip
        assert max(spread) < 40 * min(spread)


def test_where_the_right_hand_is_from_the_left_one() -> None:
    left, right = hand_of(random_world(21), "left"), hand_of(random_world(21), "right", (700, 100))
    apart = between(left, right)
    assert apart[0] > 0
    assert apart[1] == pytest.approx(0, abs=1e-6)
    np.testing.assert_allclose(between(right, left), -apart, atol=1e-6)


def test_between_hands_counts_in_sizes_of_a_hand() -> None:
    world = random_world(21)
    near = between(hand_of(world, at=(100, 50)), hand_of(world, at=(300, 90)))
    left, right = hand_of(2 * world, at=(200, 100)), hand_of(2 * world, at=(600, 180))
    np.testing.assert_allclose(between(left, right), near, atol=1e-5)
    flat = hand_of(np.zeros((21, 3)))
    assert np.isfinite(between(flat, flat)).all()
