"""Rows in memory that has room for more, so that adding a few does not copy the many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ROOM = 1.5  # as many rows fit as there are, times this; untouched memory costs nothing


@dataclass
class _Memory:
    """A block that successive `Rows` share."""

    block: Floats  # [capacity, d]
    filled: int


@dataclass(frozen=True)
class Rows:
    """The first n rows of a block of memory; they never change."""

    memory: _Memory
    n: int
    width: int | None = None
    """How many columns of the memory are seen, if not all."""

    @classmethod
    def of(cls, values: Floats) -> Rows:
        """Copy rows [n, d] into a block with room for more."""
        block = np.empty((int(len(values) * ROOM) + 1, values.shape[1]), np.float32)
        block[: len(values)] = values
        return cls(_Memory(block, len(values)), len(values))

    @property
    def array(self) -> Floats:
        """The rows [n, d]."""
        return self.memory.block[: self.n, : self.width]

    def first_columns(self, width: int) -> Rows:
        """Return the first columns of the same rows, in the same memory."""
        return Rows(self.memory, self.n, width)

    def followed_by(self, values: Floats) -> Rows:
        """Return these rows and more, in the same memory where it has room nobody has taken."""
        total = self.n + len(values)
        taken = self.memory.filled != self.n or self.width is not None
        if taken or total > len(self.memory.block):
            return Rows.of(np.concatenate([self.array, values]))
        self.memory.block[self.n : total] = values
        self.memory.filled = total
        return Rows(self.memory, total)
