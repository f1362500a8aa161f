import numpy as np
import pytest

from understudy.landmarks.drawing import EDGE, LINE, draw
from understudy.landmarks.found import Body, Hand

BLACK = np.zeros((120, 160, 3), np.uint8)
ROW = np.stack([np.linspace(20, 140, 21), np.full(21, 60), np.zeros(21)], 1).astype(np.float32)


def has(picture, colour):
    return bool((picture == colour).all(axis=2).any())


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_hand_is_drawn_on_a_copy(side):
    drawn = draw(BLACK, [Hand(ROW, ROW, 0.9, side, 0.9)])
    assert drawn.shape == BLACK.shape
    assert drawn.dtype == np.uint8
    assert not BLACK.any()
    assert tuple(drawn[60, 20]) == LINE
    assert has(drawn, EDGE)
    assert not drawn[:50].any()


def test_hidden_points_of_a_body_are_left_out():
    points = np.zeros((33, 3), np.float32)
    points[:, 0], points[:, 1] = np.arange(33) * 4 + 10, 40
    points[15, 1] = 100  # the left wrist
    for seen in (1.0, 0.2):
        visibility = np.ones(33, np.float32)
        visibility[15] = seen
        drawn = draw(BLACK, [Body(points, visibility, points, 0.9)])
        assert drawn[80:].any() == (seen == 1.0)
        assert has(drawn[:60], LINE)


def test_points_outside_and_nothing_found_do_no_harm():
    away = ROW + np.float32(1e4)
    np.testing.assert_array_equal(draw(BLACK, [Hand(away, away, 0.9, "left", 0.9)]), BLACK)
    np.testing.assert_array_equal(draw(BLACK, []), BLACK)
    assert draw(np.zeros((1, 1, 3), np.uint8), [Hand(ROW, ROW, 0.9, "left", 0.9)]).shape == (
        1,
        1,
        3,
    )
