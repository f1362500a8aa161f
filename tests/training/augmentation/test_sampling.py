from collections import Counter

import numpy as np
import pytest

from understudy.training.augmentation.sampling import (
    choice,
    integer,
    one_of,
    operation,
    per_channel,
    random_order,
    some_of,
    sometimes,
    uniform,
)

DRAWS = 2000


def one(image):
    return image + 1


def double(image):
    return image * 2


def minus(image):
    return -image


SAMPLERS = [operation(one), operation(double), operation(minus)]


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def names(sampler, generator) -> tuple[str, ...]:
    return tuple(step.func.__name__ for step in sampler(generator))


def test_parameters_stay_in_their_ranges_and_fill_them():
    generator = rng()
    shares = [uniform(-0.05, 0.1)(generator) for _ in range(DRAWS)]
    assert -0.05 <= min(shares) < -0.04
    assert 0.09 < max(shares) <= 0.1
    assert {integer(2, 5)(generator) for _ in range(100)} == {2, 3, 4, 5}
    assert {choice("a", "b")(generator) for _ in range(100)} == {"a", "b"}


def test_per_channel_draws_one_value_or_three():
    generator = rng()
    draw = per_channel(0.5, uniform(0, 1))
    different = [len(set(draw(generator))) for _ in range(DRAWS)]
    assert set(different) == {1, 3}
    assert different.count(3) / DRAWS == pytest.approx(0.5, abs=0.05)
    assert len(set(per_channel(0, uniform(0, 1))(generator))) == 1
    assert len(set(per_channel(1, uniform(0, 1))(generator))) == 3


def test_an_operation_is_called_with_what_was_drawn():
    def add(image, *, value):
        return image + value

    (step,) = operation(add, value=integer(3, 3))(rng())
    assert step.keywords == {"value": 3}
    assert step(4) == 7


def test_sometimes_keeps_its_probability():
    generator = rng()
    drawn = [len(sometimes(0.05, operation(one))(generator)) for _ in range(DRAWS)]
    assert set(drawn) == {0, 1}
    assert np.mean(drawn) == pytest.approx(0.05, abs=0.02)


def test_one_of_takes_each_equally_often():
    generator = rng()
    times = Counter(names(one_of(*SAMPLERS), generator) for _ in range(DRAWS))
    assert times.keys() == {("one",), ("double",), ("minus",)}
    assert max(times.values()) / DRAWS == pytest.approx(1 / 3, abs=0.05)


def test_some_of_takes_every_number_of_them_without_repeating():
    generator = rng()
    drawn = [names(some_of(0, 2, *SAMPLERS), generator) for _ in range(DRAWS)]
    lengths = Counter(len(steps) for steps in drawn)
    assert lengths.keys() == {0, 1, 2}
    assert max(lengths.values()) / DRAWS == pytest.approx(1 / 3, abs=0.05)
    assert all(len(set(steps)) == len(steps) for steps in drawn)


def test_random_order_takes_all_in_every_order():
    generator = rng()
    orders = Counter(names(random_order(*SAMPLERS), generator) for _ in range(DRAWS))
    assert len(orders) == 6
    assert min(orders.values()) / DRAWS == pytest.approx(1 / 6, abs=0.04)
