import math

import numpy as np
import pytest

from understudy.landmarks import regions
from understudy.landmarks.regions import Region

# A hand upright in the picture: wrist below, knuckles above it.
UPRIGHT = np.zeros((21, 2))
UPRIGHT[:, 1] = 100
UPRIGHT[[5, 9, 13, 17], 0], UPRIGHT[[5, 9, 13, 17], 1] = (-15, -5, 5, 15), 60
UPRIGHT[[6, 10, 14, 18], 0], UPRIGHT[[6, 10, 14, 18], 1] = (-15, -5, 5, 15), 40
UPRIGHT[5, 0], UPRIGHT[13, 0], UPRIGHT[9, 0] = -10, 10, 0


def turn(points, angle):
    cos, sin = math.cos(angle), math.sin(angle)
    return points @ np.array([[cos, sin], [-sin, cos]])


@pytest.mark.parametrize(
    ("angle", "expected"),
    [
        (0, 0),
        (math.pi, -math.pi),
        (-math.pi, -math.pi),
        (7, 7 - 2 * math.pi),
        (-4, 2 * math.pi - 4),
    ],
)
def test_angles_go_from_minus_pi_up_to_pi(angle, expected):
    assert regions.wrap(angle) == pytest.approx(expected)


@pytest.mark.parametrize("angle", np.linspace(-3.1, 3.1, 9))
def test_a_turned_hand_has_the_same_region_turned(angle):
    still, turned = regions.of_hand(UPRIGHT), regions.of_hand(turn(UPRIGHT, angle))
    assert still.angle == pytest.approx(0, abs=1e-6)
    assert turned.angle == pytest.approx(angle)
    assert turned.side == pytest.approx(still.side)
    np.testing.assert_allclose([turned.x, turned.y], turn(np.array([still.x, still.y]), angle))


def test_a_hands_region_is_twice_its_long_side_and_a_tenth_higher():
    region = regions.of_hand(UPRIGHT)
    assert region.side == pytest.approx(2 * 60)
    assert (region.x, region.y) == pytest.approx((0, 70 - 0.1 * 60))


def test_depth_makes_no_difference():
    assert regions.of_hand(np.column_stack([UPRIGHT, np.arange(21)])) == regions.of_hand(UPRIGHT)


def test_a_palms_region_reaches_to_the_fingertips():
    points = np.array([[100.0, 130], [0, 0], [100, 90]])
    region = regions.of_palm(np.array([80.0, 90, 120, 130]), points)
    assert region == Region(100, pytest.approx(110 - 20), pytest.approx(2.6 * 40), pytest.approx(0))
    lying = regions.of_palm(np.array([80.0, 90, 120, 130]), points[[2, 1, 0]])
    assert lying.angle == pytest.approx(-math.pi)
    assert lying.y == pytest.approx(110 + 20)


def test_a_bodys_region_is_a_circle_around_the_hips():
    region = regions.of_body(np.array([50.0, 60]), np.array([90.0, 60]))
    assert region == Region(50, 60, pytest.approx(2 * 40 * 1.25), pytest.approx(math.pi / 2))


def test_points_that_fall_together_still_make_a_square():
    assert regions.of_hand(np.zeros((21, 3))).side == regions.LEAST_SIDE
    assert regions.of_body(np.zeros(2), np.zeros(2)).side == regions.LEAST_SIDE


def test_the_square_of_a_picture():
    assert regions.of_picture(640, 480) == Region(320, 240, 640, 0)
    assert regions.of_picture(2, 500, 2.0).side == 1000


def test_from_shares_of_a_region_to_the_picture_and_directions():
    region = Region(100, 50, 20, math.pi / 2)  # its top points to the right
    shares = np.array([[0.5, 0.5], [0.5, 0.0], [1.0, 0.5]], np.float32)
    places = region.to_picture(shares)
    np.testing.assert_allclose(places, [[100, 50], [110, 50], [100, 60]], atol=1e-5)
    assert places.dtype == np.float32
    up = np.array([[0, -1, 5]], np.float32)
    np.testing.assert_allclose(region.turned(up), [[1, 0, 5]], atol=1e-6)


def test_overlap_is_of_all_between_two_squares():
    one = Region(0, 0, 10, 0.3)
    assert one.overlap(one) == 1
    assert one.overlap(Region(5, 0, 10, 0)) == pytest.approx(50 / 150)
    assert one.overlap(Region(0, 0, 5, 0)) == pytest.approx(25 / 100)
    assert one.overlap(Region(0, 11, 10, 0)) == 0


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (Region(320, 240, 100, 0.3), True),
        (Region(-40, 240, 100, 0), True),  # half a hand at the border
        (Region(320, 900, 1500, 0), True),  # the hips of who sits at a desk
        (Region(320, 240, 6000, 0), True),
        (Region(-60, 240, 100, 0), False),
        (Region(320, 540, 100, 0), False),
        (Region(320, 240, 1e9, 0), False),
        (Region(1e12, 240, 100, 0), False),
        (Region(math.nan, 240, 100, 0), False),
        (Region(320, 240, math.nan, 0), False),
        (Region(320, 240, math.inf, 0), False),
        (Region(320, 240, 100, math.nan), False),
    ],
)
def test_a_region_that_shows_nothing_of_the_picture_or_is_absurd_is_told(region, expected):
    assert region.touches(640, 480) is expected


def test_points_that_are_no_numbers_make_a_region_that_is_not_looked_at():
    nowhere = np.full((21, 3), np.nan)
    for region in (
        regions.of_hand(nowhere),
        regions.of_body(nowhere[0, :2], nowhere[1, :2]),
        regions.of_palm(nowhere[0, [0, 1, 0, 1]], nowhere[:, :2]),
    ):
        assert not region.touches(640, 480)
