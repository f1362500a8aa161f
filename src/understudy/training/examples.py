"""From what was gathered to features with labels: what heads are trained on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import Backbone, ClipBackbone, SoundBackbone
from understudy.backbones.embedding import map_threads
from understudy.errors import UnderstudyError
from understudy.media.image import capture_time
from understudy.media.kinds import kind_of
from understudy.media.video import read_frames
from understudy.project.cache import FeatureCache, file_checksum
from understudy.training import hearing, tracking
from understudy.training.gathering import Input, Progress
from understudy.training.mixing import Mixed
from understudy.types import Features, Medium

VIDEO_FPS = 5.0  # frames a second taken of a video; more are near-duplicates
MOST_VIDEO_FRAMES = 3000  # ten minutes of them
ROWS_PER_WRITE = 64  # features written to the cache at once


@dataclass(frozen=True)
class ExampleSet:
    """n examples: one row per picture, frame of a video, sound of a recording, part of a clip."""

    features: Features  # [n, d]
    labels: list[str]
    names: list[str]
    """For people; what is one of several in a file has its time: "clip.mp4 @ 1.5 s"."""
    inputs: list[Input]
    """What each row came from."""
    seconds: list[float | None]
    """Time in its video or recording of each row that is of one."""
    taken_at: list[float | None]
    """When each photo was shot, in seconds, where EXIF says so."""
    checksums: list[str | None]
    """Of each file's content."""
    failed: list[tuple[str, str]]
    """(name, reason) of what could not be read."""
    unread: list[str] = field(default_factory=list)
    """Classes none of whose files could be read."""
    kind_stated: bool = False
    """Whether someone said whether these are pictures, sounds or actions."""
    passed_over: list[str] = field(default_factory=list)
    """Files in the folder that are neither pictures nor videos nor sounds, such as notes."""
    background: list[str] = field(default_factory=list)
    """Classes that a project of the studio says to ignore."""
    medium: Medium = "picture"
    mixed: Mixed | None = None
    """Some of them over again, changed; to be taught and not counted."""
    binary: str | None = None
    """The class that is told apart from the rest, if one is."""
    alike_is_one_take: bool = True
    """Whether photos with almost equal features are one take; see `Backbone.tells_takes`."""

    def nothing_read(self) -> str:
        """Say that no example could be read, and why the first could not."""
        return f"no example could be read. {self.first_failure()}".rstrip()

    def first_failure(self) -> str:
        """Say why the first that could not be read could not."""
        return f"The first: {self.failed[0][1]}" if self.failed else ""


def embed(
    inputs: Iterable[Input],
    backbone: Backbone,
    *,
    cache: FeatureCache | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    background: Collection[str] = (),
) -> ExampleSet:
    """Return the features of everything that can be read, and why the rest can't be.

    Features of files are looked up in the cache by content, and stored there as they are
    made, so that an interrupted run goes on where it stopped. Recordings and clips of the
    background classes become examples everywhere, others where there is a sound or something moves.
    """
    given = list(inputs)
    rows: list[NDArray[np.float32]] = []
    found = ExampleSet(
        Features(np.zeros((0, 1))), [], [], [], [], [], [], [], medium=backbone.medium
    )
    unsaved: dict[str, dict[str, NDArray[np.float32]]] = {}

    def read(one: Input) -> _Read:
        return _read(one, backbone, cache, background)

    def save() -> None:
        if cache is not None:
            for fingerprint, tables in unsaved.items():
                cache.put_many(fingerprint, tables)
        unsaved.clear()

    read_all = map_threads(read, given, workers=workers)
    try:
        for done, (one, result) in enumerate(zip(given, read_all, strict=True), start=1):
            if result.failure is not None:
                found.failed.append((one.name, result.failure))
                found.unread.append(one.label)
            else:
                rows.extend(result.rows)
                _append(found, one, result)
            for fingerprint, key, table in result.fresh:
                unsaved.setdefault(fingerprint, {})[key] = table
            if sum(len(rows) for many in unsaved.values() for rows in many.values()) >= (
                ROWS_PER_WRITE
            ):
                save()
            if progress is not None:
                progress(done, len(given))
    finally:
        read_all.close()  # so that the threads end before the cache is closed
        save()
    features = np.stack(rows) if rows else np.zeros((0, backbone.dimensions), np.float32)
    rows.clear()
    return ExampleSet(
        backbone.wrap(features), found.labels, found.names, found.inputs,
        found.seconds, found.taken_at, found.checksums, found.failed,
        unread=sorted(set(found.unread) - set(found.labels)), medium=backbone.medium,
        alike_is_one_take=backbone.tells_takes,
    )  # fmt: skip


Kept = tuple[str, str, NDArray[np.float32]]
"""What the cache is to keep: the fingerprint of what made it, its key, and the rows."""


@dataclass(frozen=True)
class _Read:
    """What came of one input."""

    table: NDArray[np.float32]
    """[1, d] of a picture; of what has many rows [k, d + 1], each with its time."""
    timed: bool = False
    taken_at: float | None = None
    checksum: str | None = None
    fresh: tuple[Kept, ...] = ()
    """What was computed now rather than found in the cache."""
    failure: str | None = None

    @property
    def rows(self) -> NDArray[np.float32]:
        """Features [k, d]: one row for a picture, one per frame or sound for what has many."""
        return self.table[:, :-1] if self.timed else self.table

    @property
    def seconds(self) -> list[float | None]:
        """The time of each row in its video or recording, where it is of one."""
        return list(map(float, self.table[:, -1])) if self.timed else [None] * len(self.table)


NOTHING = np.zeros((0, 0), np.float32)


def _read(
    one: Input, backbone: Backbone, cache: FeatureCache | None, background: Collection[str]
) -> _Read:
    try:
        if isinstance(backbone, ClipBackbone):
            return _read_clip(one, backbone, cache, background)
        suffix, table = _way(one, backbone, background)
        timed = bool(suffix)
        if one.path is None:
            return _Read(table(), timed)
        checksum = file_checksum(one.path)
        fingerprint, key = backbone.cache_key, checksum + suffix
        found = _known(cache, fingerprint, key)
        fresh: tuple[Kept, ...] = ()
        if found is None:
            found = table()
            fresh = ((fingerprint, key, found),)
        taken_at = None if timed else capture_time(one.path)
        return _Read(found, timed, taken_at, checksum, fresh)
    except UnderstudyError as error:
        # The error of a file says which file; that of an array can't.
        return _Read(NOTHING, failure=str(error) if one.path else f"{one.name}: {error}")


def _read_clip(
    one: Input, backbone: ClipBackbone, cache: FeatureCache | None, background: Collection[str]
) -> _Read:
    """Return the windows of a clip; what is kept is all that was seen, wherever it is cut."""
    checksum = None if one.path is None else file_checksum(one.path)
    tracked, fresh = None, tuple[Kept, ...]()
    if checksum is not None:
        track = _known(cache, backbone.cache_key, checksum)
        moved = _known(cache, tracking.CACHED, checksum)
        if track is not None and moved is not None:
            tracked = tracking.Tracked.from_kept(track, moved)
    if tracked is None:
        tracked = tracking.follow(one, backbone)
        if checksum is not None:
            moved = tracked.kept()
            fresh = (
                (backbone.cache_key, checksum, tracked.track),
                (tracking.CACHED, checksum, moved),
            )
            tracked = tracking.Tracked.from_kept(tracked.track, moved)
    table = tracking.table_of(
        tracked, backbone, everywhere=one.label in background, places=one.centres
    )
    return _Read(table, True, None, checksum, fresh)


def _known(cache: FeatureCache | None, fingerprint: str, key: str) -> NDArray[np.float32] | None:
    return None if cache is None else cache.get_many([key], fingerprint).get(key)


def _way(
    one: Input, backbone: Backbone, background: Collection[str]
) -> tuple[str, Callable[[], NDArray[np.float32]]]:
    """Return what decides an input's table besides its content, and how the table is made."""
    if isinstance(backbone, SoundBackbone):
        cut = hearing.cut_of(one, backbone, background)
        return f"@{cut.key}", lambda: hearing.table_of(one, backbone, cut)
    if (path := one.path) is not None and kind_of(path) == "video":
        return f"@{VIDEO_FPS:g}", lambda: _video_table(path, backbone)
    return "", lambda: backbone.features(backbone.load(one.source))[np.newaxis]


def _video_table(path: Path, backbone: Backbone) -> NDArray[np.float32]:
    """Return the features of each frame with its time as a last column, [k, d + 1]."""
    frames = read_frames(path, fps=VIDEO_FPS, max_frames=MOST_VIDEO_FRAMES)
    timed = [np.append(backbone.features(image), time) for time, image in frames]
    return np.stack(timed).astype(np.float32)


def _append(found: ExampleSet, one: Input, result: _Read) -> None:
    seconds, count = result.seconds, len(result.table)
    digits = 1 if found.medium == "picture" else 2
    names = [one.name if time is None else f"{one.name} @ {time:.{digits}f} s" for time in seconds]
    found.labels.extend([one.label] * count)
    found.names.extend(names)
    found.inputs.extend([one] * count)
    found.seconds.extend(seconds)
    found.taken_at.extend([result.taken_at] * count)
    found.checksums.extend([result.checksum] * count)
