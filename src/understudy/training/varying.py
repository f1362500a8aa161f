"""Examples over again as random variants, so that they are recognised elsewhere.

A variant belongs to the take of its example and is left out with it; it is taught and never tested
on, so that accuracy stays that of real examples. Where that helps: docs/decisions/augmentation.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import Backbone, ClipBackbone
from understudy.backbones.embedding import map_threads
from understudy.media.clip import smaller
from understudy.media.kinds import kind_of
from understudy.media.video import read_frames
from understudy.project.cache import FeatureCache
from understudy.training import tracking
from understudy.training.augmentation import apply
from understudy.training.examples import (
    MOST_VIDEO_FRAMES,
    ROWS_PER_WRITE,
    VIDEO_FPS,
    ExampleSet,
)
from understudy.training.gathering import Input, Progress
from understudy.training.mixing import Mixed
from understudy.training.variants import Variants, operations
from understudy.types import Image

MADE = "variants"
"""What a model calls them."""
MOST_BYTES = 400_000_000
"""Of the features of all variants; beyond it some are left out, evenly."""

Table = NDArray[np.float32]


@dataclass(frozen=True)
class Copy:
    """One variant of everything that came of one input."""

    one: Input
    content: str | None
    """The checksum of its file."""
    first: int
    """The first of its rows."""
    rows: tuple[int, ...]
    """Those of them that are taught again."""
    number: int


def over_again(
    examples: ExampleSet,
    backbone: Backbone,
    wanted: Variants,
    *,
    cache: FeatureCache | None = None,
    progress: Progress | None = None,
    most_bytes: int = MOST_BYTES,
) -> Mixed:
    """Return variants of every example: of a picture, a frame of a video, or a clip.

    Those in which the hand or body of their example is lost are left out.

    Parameters
    ----------
    examples
        Of pictures or actions.
    backbone
        What made their features.
    wanted
        How many variants of each, and which.
    cache
        Where features of files are looked up and kept: by content, seed and number.
    progress
        Called with (files done, files in all), where each counts once for every variant of it.
    most_bytes
        How much memory their features may take.

    Raises
    ------
    DataError
        These are sounds.
    MediaError
        A file can't be read any more.
    """
    wanted = wanted.of_medium(examples.medium)
    most = max(1, most_bytes // (np.dtype(np.float32).itemsize * backbone.dimensions))
    copies = copies_of(examples, wanted.count, most)
    rows = np.array([row for copy in copies for row in copy.rows], np.int64)
    table = np.empty((len(rows), backbone.dimensions), np.float32)

    def look(copy: Copy) -> tuple[str | None, Table | None, Table]:
        key = None if copy.content is None else wanted.key(_content(copy, backbone), copy.number)
        if cache is not None and key is not None:
            known = cache.get_many([key], backbone.cache_key).get(key)
            if known is not None:
                return key, None, known
        fresh = _look(copy, backbone, wanted)
        return key, fresh, fresh

    fresh: dict[str, Table] = {}
    filled = 0
    with closing(map_threads(look, copies)) as looked:
        for done, (copy, (key, new, seen)) in enumerate(zip(copies, looked, strict=True), start=1):
            table[filled : filled + len(copy.rows)] = _cut(copy, seen, examples, backbone)
            filled += len(copy.rows)
            if cache is not None and key is not None and new is not None:
                fresh[key] = new
                if sum(map(len, fresh.values())) >= ROWS_PER_WRITE:
                    cache.put_many(backbone.cache_key, fresh)
                    fresh = {}
            if progress is not None:
                progress(done, len(copies))
    if cache is not None and fresh:
        cache.put_many(backbone.cache_key, fresh)
    features = backbone.wrap(table)
    there = features.seen | ~examples.features[rows].seen
    return Mixed(features[there], rows[there], made=MADE)


def copies_of(examples: ExampleSet, count: int, most: int) -> list[Copy]:
    """Return what is to be made: `count` of each input, but no more than `most` rows, evenly."""
    inputs = examples.inputs
    by_input = groupby(range(len(inputs)), lambda row: id(inputs[row]))
    runs = [list(rows) for _, rows in by_input]
    asked = [(run[0], number, row) for run in runs for number in range(1, count + 1) for row in run]
    if len(asked) > most:
        places = np.linspace(0, len(asked) - 1, most).round().astype(int)
        asked = [asked[place] for place in places.tolist()]
    return [
        Copy(
            inputs[first], examples.checksums[first], first,
            tuple(row for _, _, row in several), number,
        )
        for (first, number), several in groupby(asked, lambda one: one[:2])
    ]  # fmt: skip


def _look(copy: Copy, backbone: Backbone, wanted: Variants) -> Table:
    """Return what is seen in a variant: of a clip its track, else a row for each picture."""
    change = operations(
        wanted.seed, copy.content or copy.one.name, copy.number, flips=bool(wanted.flips)
    )
    frames = (
        (seconds, apply(smaller(image, backbone.least_side), change))
        for seconds, image in _frames(copy.one, backbone)
    )
    if isinstance(backbone, ClipBackbone):
        return backbone.track(frames)
    return np.stack([backbone.features(image) for _, image in frames])


def _frames(one: Input, backbone: Backbone) -> Iterator[tuple[float, Image]]:
    """Yield all pictures of an input as they were learned, each with its time."""
    if isinstance(backbone, ClipBackbone):
        yield from tracking.frames(one, backbone.hop)
    elif one.path is not None and _is_video(one):
        yield from read_frames(one.path, fps=VIDEO_FPS, max_frames=MOST_VIDEO_FRAMES)
    else:
        yield 0.0, backbone.load(one.source)


def _cut(copy: Copy, seen: Table, examples: ExampleSet, backbone: Backbone) -> Table:
    """Return the features [k, d] of the rows of a copy."""
    if isinstance(backbone, ClipBackbone):
        return backbone.rows_at(seen, [examples.seconds[row] or 0.0 for row in copy.rows])
    return seen[[row - copy.first for row in copy.rows]]


def _content(copy: Copy, backbone: Backbone) -> str:
    """Return what there is to see: of a video in pictures, how many frames of it count."""
    many = not isinstance(backbone, ClipBackbone) and _is_video(copy.one)
    return f"{copy.content}@{VIDEO_FPS:g}" if many else f"{copy.content}"


def _is_video(one: Input) -> bool:
    return one.path is not None and kind_of(one.path) == "video"
