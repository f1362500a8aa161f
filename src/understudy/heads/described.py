"""The examples of a clip head as they are described, and the products of what is said of them.

Recipes weigh parts differently, and their products are weighed sums of those of the parts, so that
trying a recipe costs little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from understudy.heads.description import SMALLEST, Description, Part, parts_of
from understudy.heads.examples import Examples
from understudy.heads.sequence_input import CLIPS_AT_ONCE

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

Recipe = Mapping[str, float]
"""How much the parts of each name count: their share of the mean squared length of a row."""


@dataclass(frozen=True)
class Described:
    """Examples, part by part; each number of a part is centred and of mean squared length 1."""

    parts: tuple[Part, ...]
    values: tuple[Floats, ...]  # of each part [n, numbers * width]
    centres: tuple[Floats, ...]
    scales: tuple[Floats, ...]
    _products: dict[str, Doubles] = field(default_factory=dict)

    @classmethod
    def of(cls, examples: Examples, kinds: Mapping[str, Iterable[str]]) -> Self:
        """Describe examples by parts of these kinds of their blocks."""
        parts = parts_of(kinds, examples.blocks, examples.moments)
        values, centres, scales = [], [], []
        for part in parts:
            said = np.empty((len(examples.y), part.numbers * part.width), np.float32)
            for start in range(0, len(said), CLIPS_AT_ONCE):
                rows = slice(start, start + CLIPS_AT_ONCE)
                said[rows] = part.values(examples.X[rows])
            centre, scale = standard(said, part.numbers)
            said -= centre
            said *= scale
            values.append(said)
            centres.append(centre)
            scales.append(scale)
        return cls(parts, tuple(values), tuple(centres), tuple(scales))

    def some(self, rows: NDArray[np.int64]) -> Self:
        """Return some of the examples as they are described among all."""
        values = tuple(said[rows] for said in self.values)
        return type(self)(self.parts, values, self.centres, self.scales)

    def products(self, recipe: Recipe) -> Doubles:
        """Return the products [n, n] of the rows of a recipe with each other."""
        total = np.zeros((len(self.values[0]),) * 2)
        for part, values in zip(self.parts, self.values, strict=True):
            if part.name not in recipe:
                continue
            if part.name not in self._products:
                self._products[part.name] = (values @ values.T).astype(np.float64) / part.numbers
            total += recipe[part.name] * self._products[part.name]
        return total

    def rows(self, recipe: Recipe) -> tuple[Description, Floats]:
        """Return how rows are described by a recipe, and the examples so described [n, e]."""
        chosen = [index for index, part in enumerate(self.parts) if part.name in recipe]
        weights = [
            np.float32(np.sqrt(recipe[self.parts[i].name] / self.parts[i].numbers)) for i in chosen
        ]
        description = Description(
            tuple(self.parts[i] for i in chosen),
            np.concatenate([self.centres[i] for i in chosen]),
            np.concatenate([self.scales[i] * w for i, w in zip(chosen, weights, strict=True)]),
        )
        rows = [self.values[i] * w for i, w in zip(chosen, weights, strict=True)]
        return description, np.concatenate(rows, axis=1)


def standard(values: Floats, numbers: int) -> tuple[Floats, Floats]:
    """Return what to take away from values [n, numbers * width] and what to multiply them by.

    A number that is the same of all examples is left where it is: it tells none apart, but what
    differs from it is strange.
    """
    centre = values.mean(axis=0)
    spread = lengths(values - centre, numbers)
    whole = lengths(values, numbers)
    alike = spread <= SMALLEST * whole
    size = np.where(alike, whole, spread)
    size[size == 0] = 1.0
    width = len(centre) // numbers
    centre[np.repeat(alike, width)] = 0
    return centre, np.repeat(1 / size, width).astype(np.float32)


def lengths(values: Floats, numbers: int) -> Floats:
    """Return the root mean square length of each number of values [n, numbers * width]."""
    squares: Floats = np.sqrt(np.square(values).mean(axis=0).reshape(numbers, -1).sum(axis=1))
    return squares
