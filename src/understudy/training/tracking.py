"""From one video to rows of features: what is seen moment by moment, and what is cut of it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import ClipBackbone
from understudy.backbones.clip_loading import frames_of
from understudy.backbones.streams import Track
from understudy.media.clip import check_long_enough
from understudy.media.movement import Movement, MovementFinder, clip_places
from understudy.media.video import read_frames
from understudy.training.gathering import Input
from understudy.types import Image

MOVEMENT = 1
"""Goes up whenever `MovementFinder` finds others: what is cached is then not used."""
CACHED = f"clip movement {MOVEMENT}"
"""What movement is kept under in the cache, [k + 1, 2]: the starts and ends of its stretches, and
last the length of the video."""


@dataclass(frozen=True)
class Tracked:
    """What was seen in a video."""

    track: Track
    """[n, f]"""
    movement: Movement

    def kept(self) -> NDArray[np.float32]:
        """Return its movement as the cache keeps it."""
        last = (0.0, self.movement.duration)
        return np.array([*self.movement.stretches, last], np.float32)

    @classmethod
    def from_kept(cls, track: Track, kept: NDArray[np.float32]) -> Tracked:
        """Return what is in the cache, in whole milliseconds as it was found."""
        *stretches, (_, duration) = np.round(kept.astype(np.float64), 3).tolist()
        return cls(track, Movement(duration, tuple((start, end) for start, end in stretches)))


def follow(one: Input, backbone: ClipBackbone) -> Tracked:
    """Look at a whole clip, in one go.

    Raises
    ------
    MediaError
        The video can't be read, or is too short to show an action.
    DataError
        It is no clip.
    """
    finder = MovementFinder()
    with closing(_watched(frames(one, backbone.hop), finder)) as watched:
        track = backbone.track(watched)
    check_long_enough(str(one.path) if one.path else "It", len(track), backbone.hop)
    return Tracked(track, finder.finish())


def table_of(
    tracked: Tracked,
    backbone: ClipBackbone,
    *,
    everywhere: bool,
    places: Sequence[float] | None = None,
) -> NDArray[np.float32]:
    """Return the features of each example with its centre as a last column, [k, d + 1].

    Parameters
    ----------
    tracked
        What was seen in the video.
    backbone
        What saw it.
    everywhere
        Whether all of it counts, as of a background class, or only where something moves.
    places
        The centres in seconds, where they are known.
    """
    if places is None:
        places = clip_places(
            tracked.movement.stretches, tracked.movement.duration,
            window=backbone.window, step=backbone.step, everywhere=everywhere,
        )  # fmt: skip
    rows = backbone.rows_at(tracked.track, places)
    return np.column_stack([rows, np.array(places, np.float32)])


def frames(one: Input, hop: float) -> Generator[tuple[float, Image], None, None]:
    """Yield the pictures of a clip with their seconds, at least one every hop."""
    if one.path is not None:
        yield from read_frames(one.path, fps=1 / hop)
        return
    for number, image in enumerate(frames_of(one.source)):
        yield number * hop, image


def _watched(
    shown: Iterable[tuple[float, Image]], finder: MovementFinder
) -> Generator[tuple[float, Image], None, None]:
    for seconds, image in shown:
        finder.add(seconds, image)
        yield seconds, image
