import math

import numpy as np
import pytest

from understudy.landmarks.one_euro import OneEuro, weight


def test_the_weight_is_the_papers_alpha():
    # tau = 1 / (2 pi f_c); alpha = 1 / (1 + tau / T_e)
    assert weight(2.0, 0.1) == pytest.approx(1 / (1 + (1 / (2 * math.pi * 2)) / 0.1))


def test_the_first_values_pass_and_a_low_pass_follows():
    still = OneEuro(cutoff=1.0, speed_gain=0.0)
    assert still.smooth(np.array([0.0]), 5.0) == 0
    expected = 0.0
    for step in range(1, 4):
        expected += weight(1.0, 0.1) * (1 - expected)
        assert still.smooth(np.array([1.0]), 5.0 + step / 10) == pytest.approx(expected)


def test_speed_raises_the_cutoff_of_each_value_by_itself():
    both = OneEuro(cutoff=1.0, speed_gain=10.0)
    both.smooth(np.zeros(2), 0.0)
    slow, fast = both.smooth(np.array([0.01, 1.0]), 0.1)
    assert slow / 0.01 < 0.5
    speed = weight(1.0, 0.1) * 10  # filtered once from 0
    assert fast == pytest.approx(weight(1 + 10 * speed, 0.1))
    assert fast > 0.9


def test_units_make_no_difference():
    small, large = OneEuro(1.0, 10.0), OneEuro(1.0, 10.0)
    for step in range(5):
        value = np.array([math.sin(step)])
        one = small.smooth(value, step / 30)
        other = large.smooth(value * 640, step / 30, scale=640)
        np.testing.assert_allclose(other, one * 640)


def test_no_time_no_change():
    filtered = OneEuro(1.0, 10.0)
    filtered.smooth(np.array([1.0]), 3.0)
    assert filtered.smooth(np.array([9.0]), 3.0) == 1.0
    assert filtered.smooth(np.array([9.0]), 1e9) == pytest.approx(9.0)


def test_the_kind_of_number_stays():
    filtered = OneEuro(1.0, 10.0)
    for step in range(3):
        assert filtered.smooth(np.ones((2, 3), np.float32) * step, step / 30).dtype == np.float32
