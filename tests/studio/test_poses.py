import numpy as np

from tests.studio.seeing import body, hand
from understudy.studio.poses import NOTHING, as_messages, found_of, poses_of

PICTURE = np.zeros((50, 100, 3), np.uint8)


def test_the_page_gets_shares_of_the_picture_of_any_size() -> None:
    (left,) = as_messages(poses_of([hand(PICTURE, "left")], 50, 100))
    assert (left.kind, left.side, len(left.points)) == ("hand", "left", 21)
    assert (left.points[0], left.points[-1]) == ((0, 0, 1), (0.5, 0.5, 1))
    assert as_messages(poses_of([hand(PICTURE)], 50, 100))[0].points[7] == (0.175, 0.175, 1)
    (one,) = as_messages(poses_of([body(PICTURE, 0.12345)], 50, 100))
    assert (one.kind, one.side, len(one.points)) == ("body", None, 33)
    assert {point[2] for point in one.points} <= {0.1234, 0.1235}
    assert as_messages(poses_of([], 50, 100)) == as_messages(NOTHING) == []


def test_what_the_picture_cuts_off_stays_outside() -> None:
    cut = hand(PICTURE)
    cut.points[3, :2] = -10, 60
    assert as_messages(poses_of([cut], 50, 100))[0].points[3] == (-0.1, 1.2, 1)


def test_what_was_kept_is_drawn_on_a_picture_of_another_size() -> None:
    found = [hand(PICTURE, "left"), hand(PICTURE, "right")]
    kept = poses_of(found, 50, 100)
    large = found_of(kept, 500, 1000)
    assert [one.side for one in large] == ["left", "right"]
    for one, before in zip(large, found, strict=True):
        np.testing.assert_allclose(one.points[:, :2], 10 * before.points[:, :2], atol=1e-3)
    (one,) = found_of(poses_of([body(PICTURE, 0.25)], 50, 100), 50, 100)
    assert one.visibility.tolist() == [0.25] * 33
    assert found_of(NOTHING, 50, 100) == []
