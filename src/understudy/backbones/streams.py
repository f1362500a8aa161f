"""What comes of streams: rows of features, and the hands or bodies that they were made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from understudy.landmarks import Body, Hand
from understudy.types import Image, Sound

Row = NDArray[np.float32]
Track = NDArray[np.float32]
"""What is seen in a video, moment by moment [n, f]: one row every `hop` seconds from its start."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a backbone makes of one picture, or of one stretch of sound."""

    row: Row
    """Features [d]."""
    poses: tuple[Hand | Body, ...] = ()
    """The hands or bodies that they were made from, where the backbone looks for them."""


class Stream(Protocol):
    """The frames of one camera or video, one after another; used by one thread at a time."""

    def look(self, image: Image, seconds: float, *, threads: int = 1) -> Look:
        """Return what the backbone makes of the frame at a time of the stream's own clock."""
        ...


@dataclass(frozen=True, slots=True)
class Moment:
    """What a backbone makes of a stream up to a moment."""

    seconds: float
    """The end of the window, since the beginning of a stream of sound; of frames, by the clock of
    the stream."""
    row: Row
    """Features [d]."""


class SoundStream(Protocol):
    """The sound of one microphone or recording, bit by bit; used by one thread at a time."""

    def hear(self, samples: Sound) -> list[Moment]:
        """Return what is heard with these next samples: one moment every `hop` seconds."""
        ...


@dataclass(frozen=True, slots=True)
class Sight:
    """What comes of one frame of a stream in which movements are recognised."""

    moments: tuple[Moment, ...] = ()
    """The windows that are complete with it: none, one, or several after a gap."""
    poses: tuple[Hand | Body, ...] = ()
    """The hands or bodies in the newest frame that was looked at, where they are looked for."""


class ClipStream(Protocol):
    """The frames of one camera or video as windows of time; used by one thread at a time."""

    def see(self, image: Image, seconds: float, *, threads: int = 1) -> Sight:
        """Return what comes of the frame at a time of the stream's own clock.

        Frames may come at any rate; those between two moments are passed over.
        """
        ...

    def due(self, seconds: float) -> bool:
        """Return whether a frame at a time would be looked at: others need not be decoded."""
        ...
