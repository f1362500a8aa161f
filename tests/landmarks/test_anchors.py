import numpy as np

from understudy.landmarks.anchors import anchors


def test_as_many_as_the_networks_have():
    assert anchors(192, (8, 16, 16, 16)).shape == (2016, 2)  # palms
    assert anchors(224, (8, 16, 32, 32, 32)).shape == (2254, 2)  # bodies


def test_in_the_middles_of_cells_row_by_row_two_each():
    np.testing.assert_allclose(
        anchors(4, (2,)),
        [[0.25, 0.25]] * 2 + [[0.75, 0.25]] * 2 + [[0.25, 0.75]] * 2 + [[0.75, 0.75]] * 2,
    )


def test_equal_strides_share_a_grid_and_others_follow():
    found = anchors(8, (4, 8, 8))
    np.testing.assert_allclose(found[:3], [[0.25, 0.25], [0.25, 0.25], [0.75, 0.25]])
    np.testing.assert_allclose(found[8:], [[0.5, 0.5]] * 4)
