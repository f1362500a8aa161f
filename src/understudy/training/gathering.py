"""What there is to learn from, listed and not yet read: a folder, a project, or a mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from understudy.backbones.clip_loading import as_clips
from understudy.errors import DataError, UnderstudyError
from understudy.media import picture, recordings
from understudy.media.kinds import kind_of
from understudy.media.sound import Recording
from understudy.media.video import probe
from understudy.project.listing import list_project, project_at
from understudy.project.records import Cut
from understudy.sources.folder import list_folder
from understudy.sources.naming import as_text
from understudy.types import Medium

Source = Any
"""A picture, a sound or a clip: what `understudy.media.picture` or `.recordings`, or
`understudy.backbones.clip_loading`, takes for one."""

Progress = Callable[[int, int], None]
"""Called with (files done, files in all)."""

KINDS: Mapping[Medium, str] = {"picture": "pictures", "sound": "sounds", "clip": "actions"}
"""What to go by, in words for people."""
NOUNS: Mapping[Medium, str] = {"picture": "picture", "sound": "recording", "clip": "clip"}
"""What one thing is called that is given."""


@dataclass(frozen=True)
class Input:
    """One picture, video, recording or clip to learn from or to be tested on."""

    source: Source
    label: str
    name: str
    """For people: the path, or "rock, picture 3"."""
    take: str | None = None
    group: str | None = None
    centres: tuple[float, ...] | None = None
    """Of a recording or clip of the studio: the seconds around which its examples are cut; None
    where they have to be found."""

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
    """What a project of the studio goes by."""
    medium: Medium = "picture"
    cut: Cut | None = None
    """How a project of the studio cuts its recordings or clips."""
    mixed: list[str] = field(default_factory=list)
    """Background classes that a project of the studio mixes into the training of the others."""


def gather(
    source: Any,
    groups: str | Path | None = None,
    medium: Medium | None = None,
    cut: Cut | None = None,
) -> Inputs:
    """List what is to be learned from, without reading it.

    Parameters
    ----------
    source
        A folder of class folders, a project of the studio, or a mapping from label to paths,
        pictures and sounds; or from label to a mapping from take to them.
    groups
        CSV file that says which person or session each file of a folder belongs to; not with a
        project, which knows its takes.
    medium
        Whether to go by pictures, sounds or actions; by default what there is tells, and videos
        are pictures.
    cut
        How to cut the recordings or clips of a project; by default as it does.

    Raises
    ------
    DataError
        There is nothing to learn from.
    """
    if isinstance(source, (str, Path)):
        project = project_at(source)
        if project is not None:
            return _gather_project(project, groups, medium, cut)
        listing = list_folder(source, groups, medium)
        inputs = [
            Input(item.path, item.label, as_text(str(item.path)), item.take, item.group)
            for item in listing.items
        ]
        skipped = [(as_text(str(path)), reason) for path, reason in listing.skipped]
        return Inputs(inputs, skipped, medium=listing.medium or told_by_videos(inputs))
    if not isinstance(source, Mapping):
        raise DataError(
            "Examples are a folder or a mapping from label to pictures, sounds or clips; "
            f"got {type(source).__name__}."
        )
    if groups is not None:
        raise DataError("A groups file goes with a folder; here the examples are a mapping.")
    return _gather_mapping(source, medium)


def medium_of(kind: str | None) -> Medium | None:
    """Return the medium of what a user asks for.

    Raises
    ------
    DataError
        It is none of `KINDS`.
    """
    found = [medium for medium, name in KINDS.items() if name == kind]
    if kind is not None and not found:
        *names, last = KINDS.values()
        raise DataError(f"The kind is {kind!r}; expected {', '.join(names)} or {last}.")
    return found[0] if found else None


def _gather_mapping(source: Mapping[Any, Any], medium: Medium | None) -> Inputs:
    given: list[tuple[str, Any, Source]] = []
    for label, several in source.items():
        by_take = several if isinstance(several, Mapping) else {None: several}
        given.extend(
            (as_text(str(label)), take, one)
            for take, some in by_take.items()
            for one in _all(some, medium)
        )
    told = medium or _told([one for _, _, one in given])
    inputs: list[Input] = []
    numbers: dict[str, int] = {}
    for label, take, one in given:
        numbers[label] = numbers.get(label, 0) + 1
        path = as_text(str(one)) if isinstance(one, (str, Path)) else None
        name = path or f"{label}, {NOUNS[told or 'picture']} {numbers[label]}"
        inputs.append(Input(one, label, name, None if take is None else as_text(str(take))))
    return Inputs(inputs, medium=told or told_by_videos(inputs))


def _all(some: Any, medium: Medium | None) -> list[Source]:
    if medium == "clip":
        return as_clips(some)
    return [some] if recordings.is_one(some) else picture.as_sources(some)


def _told(sources: Iterable[Source]) -> Medium | None:
    """Return what sources are; None where there are only videos, and files held in memory."""
    first: dict[str, Source] = {}
    for one in sources:
        first.setdefault(_medium_of_one(one) or "", one)
    if "picture" in first and "sound" in first:
        raise DataError(
            'The examples are both pictures and sounds; say which to go by, kind="pictures" or '
            'kind="sounds".'
        )
    return "picture" if "picture" in first else "sound" if "sound" in first else None


def _medium_of_one(one: Source) -> Medium | None:
    if isinstance(one, (str, Path)):
        kind = kind_of(one)
        return "picture" if kind == "image" else "sound" if kind == "sound" else None
    if isinstance(one, Recording) or recordings.is_pair(one):
        return "sound"
    if isinstance(one, np.ndarray):
        return "sound" if one.ndim == 1 else "picture"
    return "picture" if picture.is_pillow(one) else None


def told_by_videos(inputs: Iterable[Input]) -> Medium:
    """Return what videos are about: a browser also records sound alone into a .webm."""
    first = next((one.path for one in inputs if one.path and kind_of(one.path) == "video"), None)
    if first is None:
        return "picture"
    try:
        probe(first)
    except UnderstudyError:
        return "sound" if has_sound(first) else "picture"
    return "picture"


def has_sound(path: Path) -> bool:
    """Whether there is a sound track in a file."""
    from understudy.media.sound import probe_sound

    try:
        probe_sound(path)
    except UnderstudyError:
        return False
    return True


def _gather_project(
    project: Path, groups: str | Path | None, medium: Medium | None, cut: Cut | None
) -> Inputs:
    if groups is not None:
        raise DataError(
            f"{project} is a project of the studio, which knows its takes; leave the groups file "
            "out."
        )
    listed = list_project(project, cut)
    if medium not in (None, listed.kind):
        raise DataError(
            f"{project} is a project of {KINDS[listed.kind]}, and {KINDS[medium or 'picture']} "
            "are asked for."
        )
    if not listed.items:
        raise DataError(f"The project {project} has no examples yet; record some in the studio.")
    inputs = [
        Input(one.path, one.label, as_text(str(one.path)), one.take, centres=one.centres)
        for one in listed.items
    ]
    return Inputs(
        inputs, [], listed.background, listed.backbone, listed.kind, listed.cut, listed.mixed
    )
