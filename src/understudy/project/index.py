"""What is on disk, in memory: which examples and takes there are, without opening a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

from understudy.project import layout as names
from understudy.project.catalogue import Catalogue, Held
from understudy.project.cuts import example_numbers
from understudy.project.document import Document
from understudy.project.files import files, folders, identify
from understudy.project.records import Example, Source, TakeRecord, take_from_bytes
from understudy.sources.naming import as_text
from understudy.types import Medium

BY_HAND: Mapping[Medium, Source] = {"picture": "by-hand", "sound": "recording", "clip": "video"}
"""What the source of a file is that was put in by hand."""


class Index(Catalogue):
    """The examples and takes of a project; whoever uses it holds the project's lock."""

    def scan(self) -> None:
        """Read what is on disk."""
        for name, status in files(self._layout.takes):
            take, dot, suffix = name.partition(".")
            if dot + suffix == ".json" and names.TAKE_ID.fullmatch(take) and status.st_size:
                data = self._layout.take(take).read_bytes()
                record = take_from_bytes(data, take, take in self._document.apart)
                if record is not None:
                    self._records[take] = record
        for folder in folders(self._layout, self._document.kind):
            if self._document.class_of_folder(folder) is None:
                continue
            for name, status in sorted(files(self._layout.folder / self._media / folder)):
                if names.is_kept(self._document.kind, name):
                    self._add(folder, name, status)

    def replaced(self, document: Document) -> list[Example]:
        """Take note of another document; files are added and removed one by one.

        Returns the examples of recordings that are new because they are cut in another way.
        """
        before, self._document = self._document, document
        for take in document.apart ^ before.apart:
            if take in self._records:
                self._records[take] = replace(self._records[take], apart=take in document.apart)
        self._forget_lists()
        if document.kind == "picture":
            return []
        return [one for take in self._cut_in_another_way(before) for one in self._fill(take)]

    def _cut_in_another_way(self, before: Document) -> list[str]:
        now = self._document
        if now.cut != before.cut:
            return list(self._held_of)
        takes = {
            take
            for old, new in ((before.trims, now.trims), (before.removed, now.removed))
            for take, _ in old.items() ^ new.items()
        }
        roles = {(one.id, one.role) for one in before.classes}
        for one in now.classes:
            if (one.id, one.role) not in roles:
                takes |= self._takes_of.get(one.id, set())
        return [take for take in self._held_of if take in takes]

    def put_record(self, record: TakeRecord) -> list[Example]:
        """Add or replace the record of a take; return the examples that are new by it."""
        self._records[record.id] = replace(record, apart=record.id in self._document.apart)
        self._forget_lists()
        return self._fill(record.id) if record.found is not None else []

    def drop_record(self, take: str) -> None:
        """Forget a take that holds nothing."""
        self._records.pop(take, None)
        self._forget_lists()

    def add(self, relative: str) -> list[Example]:
        """Take note of a new or changed file; return the examples that are new.

        There are none when it is not there or belongs to no class.
        """
        _, folder, name = relative.split("/")
        try:
            status = os.stat(self._layout.at(relative))  # noqa: PTH116 - as scandir gives them
        except OSError:
            return []
        return self._add(folder, name, status)

    def remove(self, relative: str) -> None:
        """Take note that a file is gone."""
        held = self._held.pop(relative, None)
        if held is None:
            return
        of_take = self._held_of[held.take]
        del of_take[held.number]
        gone = [held.number] if self._document.kind == "picture" else list(self._numbers[held.take])
        for number in gone:
            self._drop(held.take, number)
        if not of_take:
            del self._held_of[held.take]
            self._numbers.pop(held.take, None)
            self._takes_of[held.class_id].discard(held.take)
        self._forget_lists()

    def _add(self, folder: str, name: str, status: os.stat_result) -> list[Example]:
        class_id = self._document.class_of_folder(folder)
        relative = f"{self._media}/{folder}/{name}"
        if class_id is None:
            return []
        old = self._held.get(relative)
        take, number = (old.take, old.number) if old else self._place(class_id, folder, name)
        self._folder_of.setdefault(class_id, folder)
        if take not in self._records:
            source = BY_HAND[self._document.kind]
            started, apart = status.st_mtime, take in self._document.apart
            self._records[take] = TakeRecord(
                take, class_id, source, started, None, as_text(name), apart, True
            )
        path = self._layout.folder / self._media / folder / name
        size, changed = status.st_size, status.st_mtime_ns
        self._held[relative] = Held(path, size, changed, class_id, take, number)
        self._held_of[take][number] = relative
        self._takes_of[class_id].add(take)
        self._forget_lists()
        return self._fill(take, number)

    def _place(self, class_id: str, folder: str, name: str) -> tuple[str, int]:
        parsed = names.parse_name(name)
        record = None if parsed is None else self._records.get(parsed[0])
        own = record is not None and record.class_id == class_id
        take, number = identify(class_id, name, own)
        if number in self._held_of.get(take, ()):
            return names.derived_take(class_id, f"{folder}/{name}"), 0
        return take, number

    def _fill(self, take: str, number: int = 0) -> list[Example]:
        """Make the examples of a picture, or those of a recording anew; return those that are new.

        A file belongs to one take, and a recording is a take by itself.
        """
        relative = self._held_of.get(take, {}).get(number)
        if relative is None:
            return []
        held = self._held[relative]
        recorded = self._document.kind != "picture"
        numbers = example_numbers(self._document, self._records[take]) if recorded else [number]
        for old in set(self._numbers[take]).difference(numbers) if recorded else ():
            self._drop(take, old)
        added = []
        for each in numbers:
            example = Example(
                names.example_id(take, each),
                held.class_id,
                take,
                each,
                held.path,
                held.size,
                held.mtime_ns,
                each / 1000 if recorded else None,
            )
            if self._examples.get(example.id) != example:
                self._drop(take, each)
                self._examples[example.id] = self._numbers[take][each] = example
                self._counts[held.class_id] += 1
                added.append(example)
        self._forget_lists()
        return added

    def _drop(self, take: str, number: int) -> None:
        example = self._numbers[take].pop(number, None)
        if example is not None:
            del self._examples[example.id]
            self._counts[example.class_id] -= 1
