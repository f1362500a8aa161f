import numpy as np
import pytest

from understudy.landmarks.suppression import overlaps, weighted

ONE = [0.0, 0.0, 10.0, 10.0]


def test_overlaps():
    others = np.array([ONE, [5, 0, 15, 10], [0, 0, 5, 5], [10, 0, 20, 10], [3, 3, 3, 3]])
    np.testing.assert_allclose(overlaps(np.array(ONE), others), [1, 50 / 150, 0.25, 0, 0])


def test_what_has_no_area_overlaps_nothing():
    nothing = np.array([[3.0, 3, 3, 3]])
    np.testing.assert_array_equal(overlaps(nothing[0], nothing), [0])
    ((score, box),) = weighted(nothing, np.array([0.7]))
    assert (score, box.tolist()) == (0.7, pytest.approx([3, 3, 3, 3]))


def test_what_overlaps_is_averaged_by_score_with_all_that_belongs_to_it():
    values = np.array([[0, 0, 10, 10, 7], [20, 20, 30, 30, 1], [2, 0, 12, 10, 3]], float)
    (first, near), (second, far) = weighted(values, np.array([0.6, 0.9, 0.2]))
    assert (first, second) == (0.9, 0.6)
    np.testing.assert_allclose(near, values[1])
    np.testing.assert_allclose(far, 0.75 * values[0] + 0.25 * values[2])


def test_little_overlap_is_two_things():
    values = np.array([[0, 0, 10, 10], [6, 0, 16, 10]], float)
    assert len(weighted(values, np.array([0.6, 0.9]))) == 2


def test_nothing():
    assert weighted(np.zeros((0, 4)), np.zeros(0)) == []
