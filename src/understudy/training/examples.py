"""From what was gathered to features with labels: what heads are trained on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import Backbone, SoundBackbone
from understudy.backbones.embedding import map_threads
from understudy.errors import UnderstudyError
from understudy.media.image import capture_time
from understudy.media.kinds import kind_of
from understudy.media.video import read_frames
from understudy.project.cache import FeatureCache, file_checksum
from understudy.training import hearing
from understudy.training.gathering import Input, Progress
from understudy.training.mixing import Mixed
from understudy.types import Features, Medium

VIDEO_FPS = 5.0  # frames a second taken of a video; more are near-duplicates
MOST_VIDEO_FRAMES = 3000  # ten minutes of them
ROWS_PER_WRITE = 64  # features written to the cache at once


@dataclass(frozen=True)
class ExampleSet:
    """n examples: one row per picture, per frame of a video, and per sound of a recording."""

    features: Features  # [n, d]
    labels: list[str]
    names: list[str]
    """For people; frames of a video and sounds have their time: "clip.mp4 @ 1.5 s"."""
    inputs: list[Input]
    """What each row came from."""
    seconds: list[float | None]
    """Time in its video or recording of each row that is a frame or sound of one."""
    taken_at: list[float | None]
    """When each photo was shot, in seconds, where EXIF says so."""
    checksums: list[str | None]
    """Of each file's content."""
    failed: list[tuple[str, str]]
    """(name, reason) of what could not be read."""
    passed_over: list[str] = field(default_factory=list)
    """Files in the folder that are neither pictures nor videos nor sounds, such as notes."""
    background: list[str] = field(default_factory=list)
    """Classes that a project of the studio says to ignore."""
    medium: Medium = "picture"
    mixed: Mixed | None = None
    """Some of them over again, with noise under them; to be taught and not counted."""

    def nothing_read(self) -> str:
        """Say that no example could be read, and why the first could not."""
        detail = f" The first: {self.failed[0][1]}" if self.failed else ""
        return f"no example could be read.{detail}"


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
    made, so that an interrupted run goes on where it stopped. Recordings of the background
    classes become examples everywhere, others where there is a sound.
    """
    given = list(inputs)
    rows: list[NDArray[np.float32]] = []
    found = ExampleSet(
        Features(np.zeros((0, 1))), [], [], [], [], [], [], [], medium=backbone.medium
    )
    fingerprint = backbone.cache_key
    unsaved: dict[str, NDArray[np.float32]] = {}

    def read(one: Input) -> _Read:
        return _read(one, backbone, cache, fingerprint, background)

    def save() -> None:
        if cache is not None and unsaved:
            cache.put_many(fingerprint, unsaved)
            unsaved.clear()

    read_all = map_threads(read, given, workers=workers)
    try:
        for done, (one, result) in enumerate(zip(given, read_all, strict=True), start=1):
            if result.failure is not None:
                found.failed.append((one.name, result.failure))
            else:
                rows.extend(result.rows)
                _append(found, one, result)
            if result.fresh and result.key is not None:
                unsaved[result.key] = result.table
                if sum(map(len, unsaved.values())) >= ROWS_PER_WRITE:
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
        found.seconds, found.taken_at, found.checksums, found.failed, medium=backbone.medium,
    )  # fmt: skip


@dataclass(frozen=True)
class _Read:
    """What came of one input."""

    table: NDArray[np.float32]
    """As the cache keeps it: [1, d] of a picture; of a video or recording [k, d + 1], a frame or
    sound and its time."""
    timed: bool = False
    taken_at: float | None = None
    checksum: str | None = None
    key: str | None = None
    fresh: bool = False
    """Whether the table was computed now rather than found in the cache."""
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
    one: Input,
    backbone: Backbone,
    cache: FeatureCache | None,
    fingerprint: str,
    background: Collection[str],
) -> _Read:
    suffix, table = _way(one, backbone, background)
    timed = bool(suffix)
    try:
        if one.path is None:
            return _Read(table(), timed)
        checksum = file_checksum(one.path)
        key = checksum + suffix
        known = None if cache is None else cache.get_many([key], fingerprint).get(key)
        found = table() if known is None else known
        taken_at = None if timed else capture_time(one.path)
        return _Read(found, timed, taken_at, checksum, key, fresh=known is None)
    except UnderstudyError as error:
        # The error of a file says which file; that of an array can't.
        return _Read(NOTHING, failure=str(error) if one.path else f"{one.name}: {error}")


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
    digits = 2 if found.medium == "sound" else 1
    names = [one.name if time is None else f"{one.name} @ {time:.{digits}f} s" for time in seconds]
    found.labels.extend([one.label] * count)
    found.names.extend(names)
    found.inputs.extend([one] * count)
    found.seconds.extend(seconds)
    found.taken_at.extend([result.taken_at] * count)
    found.checksums.extend([result.checksum] * count)
