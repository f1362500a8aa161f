"""Draw operations and their parameters; nothing here touches a picture.

A parameter is a function from a random generator to a value; a sampler one to a list of
operations. The words (`sometimes`, `one_of`, `some_of`, `random_order`) are imgaug's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from understudy.types import Image

Parameter = Callable[[np.random.Generator], Any]
Operation = partial[Image]
"""A function on pictures with its parameters drawn: `.func`, `.keywords`, and it can be called."""
Sampler = Callable[[np.random.Generator], list[Operation]]


def uniform(low: float, high: float) -> Parameter:
    """Draw a float between low and high."""
    return lambda rng: float(rng.uniform(low, high))


def integer(low: int, high: int) -> Parameter:
    """Draw a whole number from low to high, both included."""
    return lambda rng: int(rng.integers(low, high, endpoint=True))


def choice(*values: Any) -> Parameter:
    """Draw one of the values, each with the same probability."""
    return lambda rng: values[rng.integers(len(values))]


def per_channel(probability: float, parameter: Parameter) -> Parameter:
    """Draw for red, green and blue: with `probability` each its own, otherwise all the same."""

    def draw(rng: np.random.Generator) -> tuple[Any, Any, Any]:
        if rng.random() < probability:
            return parameter(rng), parameter(rng), parameter(rng)
        return (parameter(rng),) * 3

    return draw


SEED = integer(0, 2**63 - 1)
"""For operations that draw one number per pixel, so that they too are a function of parameters."""


def operation(function: Callable[..., Image], **parameters: Parameter) -> Sampler:
    """Draw every parameter of the function."""
    return lambda rng: [partial(function, **{name: draw(rng) for name, draw in parameters.items()})]


def sometimes(probability: float, sampler: Sampler) -> Sampler:
    """Draw from the sampler with this probability, otherwise nothing."""
    return lambda rng: sampler(rng) if rng.random() < probability else []


def one_of(*samplers: Sampler) -> Sampler:
    """Draw from one of the samplers."""
    return lambda rng: samplers[rng.integers(len(samplers))](rng)


def some_of(least: int, most: int, *samplers: Sampler) -> Sampler:
    """Draw from `least` to `most` of the samplers, each at most once, in random order."""

    def draw(rng: np.random.Generator) -> list[Operation]:
        count = rng.integers(least, most, endpoint=True)
        chosen = rng.permutation(len(samplers))[:count]
        return [step for index in chosen for step in samplers[index](rng)]

    return draw


def random_order(*samplers: Sampler) -> Sampler:
    """Draw from every sampler, in random order."""
    return some_of(len(samplers), len(samplers), *samplers)
