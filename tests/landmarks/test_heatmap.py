import numpy as np

from understudy.landmarks.heatmap import refine

COLD = -20.0


def heat(*warm, maps=1, side=64):
    heatmap = np.full((side, side, maps), COLD, np.float32)
    for row, column, which in warm:
        heatmap[row, column, which] = 10
    return heatmap


def test_a_point_moves_to_the_heat_around_it():
    points = np.array([[10.5 / 64, 20.5 / 64]], np.float32)
    np.testing.assert_allclose(refine(points, heat((22, 9, 0))), [[9 / 64, 22 / 64]], rtol=1e-4)
    between = refine(points, heat((22, 9, 0), (22, 11, 0)))
    np.testing.assert_allclose(between, [[10 / 64, 22 / 64]], rtol=1e-4)
    assert between.dtype == np.float32


def test_heat_that_is_far_or_faint_or_of_another_point_moves_nothing():
    points = np.array([[10.5 / 64, 20.5 / 64], [0.5, 0.5]], np.float32)
    for other in (heat((20, 15, 0), maps=2), heat((20, 10, 1), maps=2)):
        np.testing.assert_array_equal(refine(points, other)[0], points[0])
    faint = np.full((64, 64, 2), -0.1, np.float32)
    np.testing.assert_array_equal(refine(points, faint), points)


def test_at_the_border_only_what_is_on_the_map_counts():
    points = np.array([[0.2 / 64, 63.9 / 64], [-0.01, 0.5], [1.0, 1.7]], np.float32)
    warm = heat((63, 2, 0), (32, 0, 1), (63, 63, 2), maps=3)
    found = refine(points, warm)
    np.testing.assert_allclose(found[0], [2 / 64, 63 / 64], rtol=1e-4)
    np.testing.assert_array_equal(found[1:], points[1:])
