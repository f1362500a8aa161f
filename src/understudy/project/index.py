"""What is on disk, in memory: which examples and takes there are, without opening a picture."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from understudy.project import layout as names
from understudy.project.disk import is_part, remove
from understudy.project.document import Document
from understudy.project.layout import Layout
from understudy.project.records import Example, TakeRecord, take_from_bytes
from understudy.sources.naming import as_text

Row = tuple[str, os.stat_result]


class Index:
    """The examples and takes of a project; whoever uses it holds the project's lock."""

    def __init__(self, layout: Layout, document: Document) -> None:
        self._layout = layout
        self._document = document
        self._records: dict[str, TakeRecord] = {}
        self._examples: dict[str, Example] = {}
        self._id_at: dict[str, str] = {}  # path relative to the project -> id of the example
        self._numbers: defaultdict[str, dict[int, Example]] = defaultdict(dict)  # by take
        self._takes_of: defaultdict[str, set[str]] = defaultdict(set)  # by class
        self._counts: defaultdict[str, int] = defaultdict(int)  # by class
        self._folder_of: dict[str, str] = {}  # by class
        self._listed: list[Example] | None = None
        self._shown: Mapping[str, TakeRecord] | None = None
        self.recording: set[str] = set()
        """Takes that were begun since the project was opened, shown though they are empty."""

    # Reading

    def examples(self) -> list[Example]:
        """Return all examples: by class, then by the start of the take, then by number."""
        if self._listed is None:
            self._listed = [
                take[number]
                for record in self._document.classes
                for take in map(self._numbers.__getitem__, self._in_order(record.id))
                for number in sorted(take)
            ]
        return list(self._listed)

    def takes(self) -> Mapping[str, TakeRecord]:
        """Return the takes that hold an example or are being recorded."""
        if self._shown is None:
            self._shown = MappingProxyType(
                {
                    take: record
                    for take, record in self._records.items()
                    if self._numbers.get(take)
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
        takes = map(self._numbers.__getitem__, self._in_order(class_id))
        return [take[number] for take in takes for number in sorted(take)]

    def record(self, take: str) -> TakeRecord | None:
        """Return the record of a take, shown or not."""
        return self._records.get(take)

    def empty_takes(self) -> list[str]:
        """Return the takes that hold nothing and are not being recorded."""
        return [t for t in self._records if t not in self.recording and not self._numbers.get(t)]

    def count(self, class_id: str) -> int:
        """Return how many examples a class has."""
        return self._counts.get(class_id, 0)

    def take_count(self, take: str) -> int:
        """Return how many examples a take has."""
        return len(self._numbers.get(take, ()))

    def folder(self, class_id: str) -> str:
        """Return the name of the folder that new examples of a class go to."""
        record = self._document.class_of(class_id)
        assert record is not None, class_id
        return self._folder_of.get(class_id) or names.class_folder(class_id, record.name)

    def _in_order(self, class_id: str) -> list[str]:
        return sorted(
            self._takes_of.get(class_id, ()), key=lambda take: (self._records[take].started, take)
        )

    # Changing

    def scan(self) -> None:
        """Read what is on disk, and remove what was half written."""
        for name, status in _files(self._layout.takes):
            take, dot, suffix = name.partition(".")
            if dot + suffix == ".json" and names.TAKE_ID.fullmatch(take) and status.st_size:
                data = self._layout.take(take).read_bytes()
                record = take_from_bytes(data, take, take in self._document.apart)
                if record is not None:
                    self._records[take] = record
        for folder in folders(self._layout):
            if self._document.class_of_folder(folder) is None:
                continue
            for name, status in sorted(_files(self._layout.examples / folder)):
                if names.is_picture(name):
                    self._add(folder, name, status)

    def replaced(self, document: Document) -> None:
        """Take note of another document; examples are added and removed one by one."""
        for take in document.apart ^ self._document.apart:
            if take in self._records:
                self._records[take] = replace(self._records[take], apart=take in document.apart)
        self._document = document
        self._forget_lists()

    def put_record(self, record: TakeRecord) -> None:
        """Add or replace the record of a take."""
        self._records[record.id] = replace(record, apart=record.id in self._document.apart)
        self._forget_lists()

    def drop_record(self, take: str) -> None:
        """Forget a take that holds nothing."""
        self._records.pop(take, None)
        self._numbers.pop(take, None)
        self._forget_lists()

    def add(self, relative: str) -> Example | None:
        """Take note of a new file; None when it is not there or belongs to no class."""
        _, folder, name = relative.split("/")
        try:
            status = os.stat(self._layout.at(relative))  # noqa: PTH116 - as scandir gives them
        except OSError:
            return None
        return self._add(folder, name, status)

    def remove(self, relative: str) -> None:
        """Take note that a file is gone."""
        example_id = self._id_at.pop(relative, None)
        if example_id is None:
            return
        example = self._examples.pop(example_id)
        take = self._numbers[example.take]
        del take[example.number]
        if not take:
            del self._numbers[example.take]
            self._takes_of[example.class_id].discard(example.take)
        self._counts[example.class_id] -= 1
        self._forget_lists()

    def _add(self, folder: str, name: str, status: os.stat_result) -> Example | None:
        class_id = self._document.class_of_folder(folder)
        relative = f"{names.EXAMPLES}/{folder}/{name}"
        if class_id is None or relative in self._id_at:
            return None
        self._folder_of.setdefault(class_id, folder)
        parsed = names.parse_frame_name(name)
        record = None if parsed is None else self._records.get(parsed[0])
        own = record is not None and record.class_id == class_id
        take, number = identify(class_id, name, own)
        if number in self._numbers.get(take, ()):
            take, number = names.derived_take(class_id, f"{folder}/{name}"), 0
        if take not in self._records:
            started, apart = status.st_mtime, take in self._document.apart
            self._records[take] = TakeRecord(
                take, class_id, "by-hand", started, None, as_text(name), apart, True
            )
        path = self._layout.examples / folder / name
        example_id = names.example_id(take, number)
        example = Example(
            example_id, class_id, take, number, path, status.st_size, status.st_mtime_ns
        )
        self._examples[example_id] = self._numbers[take][number] = example
        self._id_at[relative] = example_id
        self._takes_of[class_id].add(take)
        self._counts[class_id] += 1
        self._forget_lists()
        return example

    def _forget_lists(self) -> None:
        self._listed = self._shown = None


def identify(class_id: str, name: str, own: bool) -> tuple[str, int]:
    """Return the take and number of a file in the folder of a class.

    They are those in its name where `own` says that this take is of this class. Frames of
    another class's take, put here by hand, are a take of their own; any other file is one too.
    """
    parsed = names.parse_frame_name(name)
    if parsed is None:
        return names.derived_take(class_id, name), 0
    take, number = parsed
    return (take, number) if own else (names.derived_take(class_id, take), number)


def folders(layout: Layout) -> list[str]:
    """Return the names of the folders under examples/ that may belong to a class."""
    if not layout.examples.is_dir():
        return []
    with os.scandir(layout.examples) as entries:
        return sorted(
            entry.name
            for entry in entries
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
        )


def holds_picture(layout: Layout, folder: str) -> bool:
    """Whether a folder under examples/ has a picture directly in it."""
    return any(names.is_picture(name) for name, _ in _files(layout.examples / folder))


def _files(folder: os.PathLike[str]) -> Iterable[Row]:
    """Yield the ordinary files in a folder with their status; remove half-written ones."""
    if not os.path.isdir(folder):  # noqa: PTH112
        return
    left = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_part(entry.name):
                left.append(entry.name)
            elif entry.is_file(follow_symlinks=False):
                yield entry.name, entry.stat(follow_symlinks=False)
    for name in left:
        remove(Path(folder) / name)
