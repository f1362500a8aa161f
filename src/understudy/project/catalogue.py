"""Which examples and takes there are: a table of them, in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from understudy.project import layout as names
from understudy.project.document import Document
from understudy.project.layout import Layout
from understudy.project.records import Example, TakeRecord


@dataclass(frozen=True, slots=True)
class Held:
    """A file that holds a picture, or a recording of which examples are cut."""

    path: Path
    size: int
    mtime_ns: int
    class_id: str
    take: str
    number: int
    """Of the picture in its take; 0 of a recording."""


class Catalogue:
    """The examples and takes of a project, to be read."""

    def __init__(self, layout: Layout, document: Document) -> None:
        self._layout = layout
        self._document = document
        self._media = names.MEDIA[document.kind]
        self._records: dict[str, TakeRecord] = {}
        self._held: dict[str, Held] = {}  # by path relative to the project
        self._held_of: defaultdict[str, dict[int, str]] = defaultdict(dict)  # by take and number
        self._examples: dict[str, Example] = {}
        self._numbers: defaultdict[str, dict[int, Example]] = defaultdict(dict)  # by take
        self._takes_of: defaultdict[str, set[str]] = defaultdict(set)  # by class
        self._counts: defaultdict[str, int] = defaultdict(int)  # by class
        self._folder_of: dict[str, str] = {}  # by class
        self._listed: list[Example] | None = None
        self._shown: Mapping[str, TakeRecord] | None = None
        self.recording: dict[str, int] = {}
        """Takes that were begun since the project was opened, shown though they are empty, with
        how many examples were counted of a sound that is still being recorded."""

    def examples(self) -> list[Example]:
        """Return all examples: by class, then by the start of the take, then by number."""
        if self._listed is None:
            self._listed = [
                one for record in self._document.classes for one in self.of_class(record.id)
            ]
        return list(self._listed)

    def takes(self) -> Mapping[str, TakeRecord]:
        """Return the takes of which there is a file, or that are being recorded."""
        if self._shown is None:
            self._shown = MappingProxyType(
                {
                    take: record
                    for take, record in self._records.items()
                    if self._held_of.get(take)
                    or (take in self.recording and self._document.class_of(record.class_id))
                }
            )
        return self._shown

    def example(self, example_id: str) -> Example | None:
        """Return an example by its id."""
        return self._examples.get(example_id)

    def of_take(self, take: str) -> dict[int, Example]:
        """Return the examples of a take by number."""
        return dict(self._numbers.get(take, {}))

    def frame(self, take: str, number: int) -> Example | None:
        """Return an example by its take and number."""
        return self._numbers.get(take, {}).get(number)

    def of_class(self, class_id: str) -> list[Example]:
        """Return the examples of a class, in the order of `examples`."""
        takes = [self._numbers.get(take, {}) for take in self._in_order(class_id)]
        return [take[number] for take in takes for number in sorted(take)]

    def files(self, takes: Iterable[str]) -> list[str]:
        """Return the files of takes, relative to the project, by number."""
        found = [self._held_of.get(take, {}) for take in takes]
        return [held[number] for held in found for number in sorted(held)]

    def files_of_class(self, class_id: str) -> list[str]:
        """Return the files of a class, relative to the project."""
        return self.files(self._in_order(class_id))

    def file_of(self, example: Example) -> str:
        """Return the file of an example, relative to the project."""
        return f"{self._media}/{example.path.parent.name}/{example.path.name}"

    def held(self, relative: str) -> Held | None:
        """Return what is known of a file."""
        return self._held.get(relative)

    def record(self, take: str) -> TakeRecord | None:
        """Return the record of a take, shown or not."""
        return self._records.get(take)

    def empty_takes(self) -> list[str]:
        """Return the takes that hold nothing and are not being recorded."""
        return [t for t in self._records if t not in self.recording and not self._held_of.get(t)]

    def count(self, class_id: str) -> int:
        """Return how many examples a class has."""
        coming = sum(
            self.take_count(take) - len(self._numbers.get(take, ()))
            for take in self.recording
            if self._records[take].class_id == class_id
        )
        return self._counts.get(class_id, 0) + coming

    def take_count(self, take: str) -> int:
        """Return how many examples a take has."""
        return max(self.recording.get(take, 0), len(self._numbers.get(take, ())))

    def folder(self, class_id: str) -> str:
        """Return the name of the folder that new examples of a class go to."""
        record = self._document.class_of(class_id)
        assert record is not None, class_id
        return self._folder_of.get(class_id) or names.class_folder(class_id, record.name)

    def _in_order(self, class_id: str) -> list[str]:
        return sorted(
            self._takes_of.get(class_id, ()), key=lambda take: (self._records[take].started, take)
        )

    def _forget_lists(self) -> None:
        self._listed = self._shown = None
