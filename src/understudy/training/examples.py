"""From folders, files and arrays to features with labels: what heads are trained on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import Backbone
from understudy.backbones.embedding import map_threads
from understudy.errors import DataError, UnderstudyError
from understudy.media.image import capture_time
from understudy.media.kinds import kind_of
from understudy.media.picture import Source, as_sources
from understudy.media.video import read_frames
from understudy.project.cache import FeatureCache, file_checksum
from understudy.project.listing import list_project, project_at
from understudy.sources.folder import list_folder
from understudy.sources.naming import as_text
from understudy.types import Features

Progress = Callable[[int, int], None]
"""Called with (files done, files in all)."""

VIDEO_FPS = 5.0  # frames a second taken of a video; more are near-duplicates
MOST_VIDEO_FRAMES = 3000  # ten minutes of them
ROWS_PER_WRITE = 64  # features written to the cache at once


@dataclass(frozen=True)
class Input:
    """One picture or video to learn from or to be tested on."""

    source: Source
    label: str
    name: str
    """For people: the path, or "rock, picture 3"."""
    take: str | None = None
    group: str | None = None

    @property
    def path(self) -> Path | None:
        """The file, if it is one."""
        return Path(self.source) if isinstance(self.source, (str, Path)) else None


@dataclass
class Inputs:
    """Everything that was given, before any of it is read."""

    inputs: list[Input]
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """(path, reason) of what in a folder is left out without being read."""
    background: list[str] = field(default_factory=list)
    """Classes that a project of the studio says to ignore."""
    backbone: str | None = None
    """What a project of the studio is looked at with."""


@dataclass(frozen=True)
class ExampleSet:
    """n examples: one row per picture and per frame of a video."""

    features: Features  # [n, d]
    labels: list[str]
    names: list[str]
    """For people; frames of a video have their time: "clip.mp4 @ 1.5 s"."""
    inputs: list[Input]
    """What each row came from."""
    seconds: list[float | None]
    """Time in its video of each row that is a frame of one."""
    taken_at: list[float | None]
    """When each photo was shot, in seconds, where EXIF says so."""
    checksums: list[str | None]
    """Of each file's content."""
    failed: list[tuple[str, str]]
    """(name, reason) of what could not be read."""
    passed_over: list[str] = field(default_factory=list)
    """Files in the folder that are neither pictures nor videos, such as notes."""
    background: list[str] = field(default_factory=list)
    """Classes that a project of the studio says to ignore."""

    def nothing_read(self) -> str:
        """Say that no example could be read, and why the first could not."""
        detail = f" The first: {self.failed[0][1]}" if self.failed else ""
        return f"no example could be read.{detail}"


def gather(source: Any, groups: str | Path | None = None) -> Inputs:
    """List what is to be learned from, without reading it.

    Parameters
    ----------
    source
        A folder of class folders, a project of the studio, or a mapping from label to paths and
        pictures; or from label to a mapping from take to paths and pictures.
    groups
        CSV file that says which person or session each file of a folder belongs to; not with a
        project, which knows its takes.

    Raises
    ------
    DataError
        There is nothing to learn from.
    """
    if isinstance(source, (str, Path)):
        project = project_at(source)
        if project is not None:
            return _gather_project(project, groups)
        listing = list_folder(source, groups)
        inputs = [
            Input(item.path, item.label, as_text(str(item.path)), item.take, item.group)
            for item in listing.items
        ]
        return Inputs(inputs, [(as_text(str(path)), reason) for path, reason in listing.skipped])
    if not isinstance(source, Mapping):
        raise DataError(
            f"Examples are a folder or a mapping from label to pictures; "
            f"got {type(source).__name__}."
        )
    if groups is not None:
        raise DataError("A groups file goes with a folder; here the examples are a mapping.")
    inputs = []
    for label, several in source.items():
        by_take = several if isinstance(several, Mapping) else {None: several}
        pairs = [(take, one) for take, some in by_take.items() for one in as_sources(some)]
        inputs.extend(
            Input(
                one,
                as_text(str(label)),
                _name(one, str(label), number),
                None if take is None else as_text(str(take)),
            )
            for number, (take, one) in enumerate(pairs, start=1)
        )
    return Inputs(inputs)


def _gather_project(project: Path, groups: str | Path | None) -> Inputs:
    if groups is not None:
        raise DataError(
            f"{project} is a project of the studio, which knows its takes; leave the groups file "
            "out."
        )
    listed = list_project(project)
    if not listed.items:
        raise DataError(f"The project {project} has no examples yet; record some in the studio.")
    inputs = [Input(one.path, one.label, as_text(str(one.path)), one.take) for one in listed.items]
    return Inputs(inputs, background=listed.background, backbone=listed.backbone)


def embed(
    inputs: Iterable[Input],
    backbone: Backbone,
    *,
    cache: FeatureCache | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> ExampleSet:
    """Return the features of everything that can be read, and why the rest can't be.

    Features of files are looked up in the cache by content, and stored there as they are
    made, so that an interrupted run goes on where it stopped.
    """
    given = list(inputs)
    rows: list[NDArray[np.float32]] = []
    found = ExampleSet(Features(np.zeros((0, 1))), [], [], [], [], [], [], [])
    fingerprint = backbone.cache_key
    unsaved: dict[str, NDArray[np.float32]] = {}

    def read(one: Input) -> _Read:
        return _read(one, backbone, cache, fingerprint)

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
        found.seconds, found.taken_at, found.checksums, found.failed,
    )  # fmt: skip


@dataclass(frozen=True)
class _Read:
    """What came of one input."""

    table: NDArray[np.float32]
    """As the cache keeps it: [1, d] of a picture; of a video [k, d + 1], a frame and its time."""
    is_video: bool = False
    taken_at: float | None = None
    checksum: str | None = None
    key: str | None = None
    fresh: bool = False
    """Whether the table was computed now rather than found in the cache."""
    failure: str | None = None

    @property
    def rows(self) -> NDArray[np.float32]:
        """Features [k, d]: one row for a picture, one per frame for a video."""
        return self.table[:, :-1] if self.is_video else self.table

    @property
    def seconds(self) -> list[float | None]:
        """The time of each row in its video, where it is a frame of one."""
        return list(map(float, self.table[:, -1])) if self.is_video else [None] * len(self.table)


NOTHING = np.zeros((0, 0), np.float32)


def _read(one: Input, backbone: Backbone, cache: FeatureCache | None, fingerprint: str) -> _Read:
    try:
        if one.path is None:
            return _Read(backbone.features(backbone.load(one.source))[np.newaxis])
        video = kind_of(one.path) == "video"
        checksum = file_checksum(one.path)
        key = f"{checksum}@{VIDEO_FPS:g}" if video else checksum
        known = None if cache is None else cache.get_many([key], fingerprint).get(key)
        if known is not None:
            table = known
        elif video:
            table = _video_table(one.path, backbone)
        else:
            table = backbone.features(backbone.load(one.path))[np.newaxis]
        taken_at = None if video else capture_time(one.path)
        return _Read(table, video, taken_at, checksum, key, fresh=known is None)
    except UnderstudyError as error:
        # The error of a file says which file; that of an array can't.
        return _Read(NOTHING, failure=str(error) if one.path else f"{one.name}: {error}")


def _video_table(path: Path, backbone: Backbone) -> NDArray[np.float32]:
    """Return the features of each frame with its time as a last column, [k, d + 1]."""
    frames = read_frames(path, fps=VIDEO_FPS, max_frames=MOST_VIDEO_FRAMES)
    timed = [np.append(backbone.features(image), time) for time, image in frames]
    return np.stack(timed).astype(np.float32)


def _append(found: ExampleSet, one: Input, result: _Read) -> None:
    seconds, count = result.seconds, len(result.table)
    names = [one.name if time is None else f"{one.name} @ {time:.1f} s" for time in seconds]
    found.labels.extend([one.label] * count)
    found.names.extend(names)
    found.inputs.extend([one] * count)
    found.seconds.extend(seconds)
    found.taken_at.extend([result.taken_at] * count)
    found.checksums.extend([result.checksum] * count)


def _name(source: Source, label: str, number: int) -> str:
    path = source if isinstance(source, (str, Path)) else None
    return f"{label}, picture {number}" if path is None else as_text(str(path))
