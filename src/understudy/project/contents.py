"""What there is in an open project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from understudy.errors import DataError
from understudy.project import classes, clip_takes
from understudy.project.core import Core
from understudy.project.recorded_takes import recorded
from understudy.project.records import ClassRecord, Cut, Example, Stretch, TakeRecord
from understudy.project.room import room_of
from understudy.types import Medium


class Contents:
    """Reading an open project, from any thread."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @property
    def folder(self) -> Path:
        """The project's folder."""
        return self._core.layout.folder

    @property
    def cache_path(self) -> Path:
        """Where features of its examples are kept; may be deleted at any time."""
        return self._core.layout.cache

    @property
    def room(self) -> Path | None:
        """The picture of the empty room; None where it was not captured."""
        return room_of(self._core.layout)

    @property
    def name(self) -> str:
        """The name that people gave it."""
        return self._core.document.name

    @property
    def backbone(self) -> str:
        """The name of the backbone that it is taught with."""
        return self._core.document.backbone

    @property
    def kind(self) -> Medium:
        """What it is of."""
        return self._core.document.kind

    @property
    def cut(self) -> Cut | None:
        """How examples are cut from recordings or clips; None of pictures."""
        return self._core.document.cut

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        return self._core.document.revision

    @property
    def settings(self) -> Mapping[str, Any]:
        """What `set_setting` kept; a copy."""
        return classes.settings(self._core)

    @property
    def classes(self) -> tuple[ClassRecord, ...]:
        """The classes in their order."""
        return self._core.document.classes

    @property
    def takes(self) -> Mapping[str, TakeRecord]:
        """The takes of which there is a file, or that are being recorded, by id."""
        with self._core.lock:
            return self._core.index.takes()

    def examples(self) -> list[Example]:
        """Return all examples: by class, then by the start of the take, then by number."""
        with self._core.lock:
            return self._core.index.examples()

    def example(self, example_id: str) -> Example:
        """Return an example; DataError when it is gone."""
        with self._core.lock:
            found = self._core.index.example(example_id)
        if found is None:
            raise DataError(f"There is no example {example_id!r} any more. Load the page again.")
        return found

    def count(self, class_id: str) -> int:
        """Return how many examples a class has."""
        return self._core.index.count(class_id)

    def take_count(self, take: str) -> int:
        """Return how many examples a take has."""
        return self._core.index.take_count(take)

    def checksum(self, example: Example) -> str:
        """Return the checksum of an example's content, as `cache.checksum` gives it."""
        return self._core.checksums.of([example])[0]

    def checksums(self, examples: Iterable[Example]) -> list[str]:
        """Return the checksums of examples; a file is read only when it is new or changed."""
        return self._core.checksums.of(examples)

    # Recordings and clips

    def recording(self, take: str) -> Path:
        """Return the file of a recording or clip; DataError when it is gone or has not ended."""
        with self._core.lock:
            recorded(self._core, take)
            return self._core.layout.at(self._core.index.files([take])[0])

    def duration(self, take: str) -> float:
        """Return the seconds of a recording or clip, trimmed or not."""
        with self._core.lock:
            return recorded(self._core, take)[1].duration

    def stretches(self, take: str) -> list[Stretch]:
        """Return where there is a sound, or something moves: (start, end) in seconds, in order."""
        with self._core.lock:
            return list(recorded(self._core, take)[1].stretches)

    def trim(self, take: str) -> Stretch | None:
        """Return the part of a recording or clip that is used, or None where all of it is."""
        with self._core.lock:
            recorded(self._core, take)
            return self._core.document.trims.get(take)

    def frame_count(self, take: str) -> int:
        """Return how many frames there are of a clip that is being recorded, or 0."""
        with self._core.lock:
            return clip_takes.frame_count(self._core, take)
