"""Sources of sound for tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator

import numpy as np

from understudy.sources.sound import Block
from understudy.types import Sound


class Played:
    """Gives a sound in blocks, then runs a function, if any; remembers whether it was ended."""

    def __init__(
        self,
        samples: Sound,
        rate: int,
        *,
        seconds: float = 0.1,
        then: Callable[[], None] | None = None,
    ) -> None:
        self.blocks = np.array_split(samples, max(1, round(len(samples) / rate / seconds)))
        self.rate = rate
        self.then = then
        self.ended = self.closed = False

    def __iter__(self) -> Generator[Block, None, None]:
        try:
            for samples in self.blocks:
                yield Block(samples, self.rate)
            if self.then is not None:
                self.then()
        finally:
            self.ended = True

    def close(self) -> None:
        self.closed = True


class PlayedAgain(Played):
    """Gives a sound again and again until it is closed, after having sent this process a signal."""

    def __init__(self, samples: Sound, rate: int, number: signal.Signals) -> None:
        super().__init__(samples, rate)
        self.number = number

    def __iter__(self) -> Generator[Block, None, None]:
        try:
            for count in range(1000):
                if count == 1:
                    os.kill(os.getpid(), self.number)
                for samples in self.blocks:
                    if self.closed:
                        return
                    yield Block(samples, self.rate)
            raise AssertionError("it was never closed")
        finally:
            self.ended = True
