import numpy as np
import pytest

from tests.backbones.posing import body_of, hand_of, random_world
from understudy.backbones.trajectory import FOUND, Follower, filled, place_of

WALL = np.zeros((200, 400, 3), np.uint8)


def test_a_place_is_in_short_sides_from_the_middle() -> None:
    world = random_world(21)
    world -= world[[0, 5, 9, 13, 17]].mean(axis=0)
    x, y, size, found = place_of(hand_of(world, at=(300, 40)), WALL).tolist()
    assert (x, y) == pytest.approx(((300 - 200) / 200, (40 - 100) / 200), abs=1e-5)
    assert found == 1
    twice = place_of(hand_of(2 * world, at=(300, 40)), WALL)
    assert twice[2] - size == pytest.approx(np.log(2), abs=1e-4)
    larger = np.zeros((400, 800, 3), np.uint8)
    same = place_of(hand_of(2 * world, at=(600, 80)), larger)  # the same scene, finer
    np.testing.assert_allclose(same, [x, y, size, 1], atol=1e-5)


def test_a_body_has_a_place_too_and_nothing_has_none() -> None:
    world = random_world(33)
    x, y, size, found = place_of(body_of(world), WALL).tolist()
    trunk = (100 * world)[[11, 12, 23, 24], :2].mean(axis=0)
    assert (x, y) == pytest.approx(((trunk - [200, 100]) / 200).tolist(), abs=1e-5)
    assert np.isfinite(size)
    assert found == 1
    assert place_of(None, WALL).tolist() == [0, 0, 0, 0]
    point = place_of(body_of(np.zeros((33, 3), np.float32)), WALL)
    assert np.isfinite(point).all()


def test_the_highest_hand_counts_and_is_kept_while_both_are_about_as_high() -> None:
    world = random_world(21)

    def at(x: float, y: float):
        return hand_of(world, at=(x, y))

    follower = Follower()
    assert follower.choose([]) is None
    high, low = at(100, 50), at(300, 150)
    assert follower.choose([low, high]) is high
    lower, higher = at(110, 60), at(300, 40)  # the other one is held a little higher now
    assert follower.choose([higher, lower]) is lower
    assert Follower().choose([higher, lower]) is higher
    assert follower.choose([]) is None
    back, raised = at(120, 150), at(300, 30)
    assert follower.choose([raised, back]) is raised
    person = body_of(random_world(33))
    assert follower.choose([person]) is person


def test_moments_in_which_it_was_not_found_lie_between_their_neighbours() -> None:
    values = np.zeros((7, 2), np.float32)
    found = np.array([False, True, False, False, True, True, False])
    values[[1, 4, 5]] = [[1, 10], [4, 40], [9, 0]]
    expected = [[1, 10], [1, 10], [2, 20], [3, 30], [4, 40], [9, 0], [9, 0]]
    np.testing.assert_allclose(filled(values, found), expected, rtol=1e-6)


@pytest.mark.parametrize("found", [0, 3])
def test_all_or_none_stays_as_it_is(found: int) -> None:
    values = np.arange(6, dtype=np.float32).reshape(3, 2)
    known = np.full(3, found == 3)
    np.testing.assert_array_equal(filled(values, known), values)
    assert FOUND == 3
