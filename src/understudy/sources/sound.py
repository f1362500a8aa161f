"""What is listened to: blocks of sound from wherever they come; a recording as such a source."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from understudy.media.sound import Recording, sound_blocks
from understudy.types import Sound

BLOCK_SECONDS = 0.08
"""Of a recording: a block of it is read when the one before has been heard."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The next samples of a stream."""

    samples: Sound
    """float32 [n], mono, -1..1."""
    rate: int
    """Samples a second, the same in all blocks of a source."""


class Sounds(Protocol):
    """A source of sound without gaps.

    What it holds (a microphone, a file) is taken when the iteration begins, and given back when it
    ends, by itself or by the iterator's `close()`.
    """

    def __iter__(self) -> Generator[Block, None, None]:
        """Yield blocks until there are no more or the source is closed.

        Raises
        ------
        MediaError
            Nothing can be had from the source, or no longer.
        """
        ...

    def close(self) -> None:
        """Let the iteration end soon; safe in a signal handler and from any thread."""
        ...


class SoundFile:
    """A recording, or the sound of a video, as fast as it is taken; of any length.

    Parameters
    ----------
    path
        The file.
    rate
        Samples a second to give.
    """

    def __init__(self, path: Path, rate: int) -> None:
        self._path = path
        self._rate = rate
        self._closed = False

    def __iter__(self) -> Generator[Block, None, None]:
        """Yield the blocks.

        Raises
        ------
        MediaError
            The file can't be read.
        """
        blocks = sound_blocks(self._path, self._rate, BLOCK_SECONDS)
        with closing(blocks):  # type: ignore[type-var]  # it is a generator
            for samples in blocks:
                if self._closed:
                    return
                yield Block(samples, self._rate)

    def close(self) -> None:
        """Let the iteration end before the next block."""
        self._closed = True


class SoundInMemory:
    """A recording that has been read, as fast as it is taken."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._closed = False

    def __iter__(self) -> Generator[Block, None, None]:
        """Yield the blocks."""
        samples, rate = self._recording.samples, self._recording.rate
        size = round(BLOCK_SECONDS * rate)
        for start in range(0, len(samples), size):
            if self._closed:
                return
            yield Block(samples[start : start + size], rate)

    def close(self) -> None:
        """Let the iteration end before the next block."""
        self._closed = True
