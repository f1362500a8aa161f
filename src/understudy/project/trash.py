"""Undoing, redoing, and what is in the trash."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace

from understudy.project.core import Core
from understudy.project.disk import remove, told
from understudy.project.document import CLASS, REMOVED, TRIM
from understudy.project.journal import Entry, Move, for_redo, for_undo, read_entry
from understudy.project.layout import MEDIA, TRASH
from understudy.project.recorded_takes import finish_all
from understudy.project.records import Example, Kind


def to_trash(token: str, files: Iterable[str]) -> tuple[Move, ...]:
    """Return the moves of files, named relative to the project, to the trash."""
    return tuple((old, f"{TRASH}/{token}/{old.partition('/')[2]}") for old in files)


def undo(core: Core) -> str | None:
    """See `Project.undo`."""
    with core.lock:
        core.check()
        entry = _entry(core, core.document.undo)
        if entry is not None and entry.added_class is not None:
            finish_all(core, entry.added_class)
            entry = _entry(core, core.document.undo)  # what was being recorded comes first
        if entry is None:
            return None
        sentence = _sentence(core, entry)
        entry = replace(for_undo(core.layout, entry), sentence=sentence)
        if entry.take is not None:
            core.sessions.pop(entry.take, None)
            files = map(core.index.file_of, _recorded(core, entry.take, entry.already))
            entry = _with_trashed(entry, files)
        elif entry.added_class is not None:
            entry = _with_trashed(entry, core.index.files_of_class(entry.added_class))
        gone = _class_ids(core, entry)
        added = core.undo(entry)
        revision, kind = core.document.revision, _kind(entry)
    core.announce(revision, gone | {each.class_id for each in added}, kind, added)
    return sentence


def redo(core: Core) -> str | None:
    """See `Project.redo`."""
    with core.lock:
        core.check()
        entry = _entry(core, core.document.redo)
        for class_id in () if entry is None else _classes_gone(entry):
            finish_all(core, class_id)
            entry = _entry(core, core.document.redo)  # after a recording there is none
        if entry is None:
            return None
        entry = for_redo(core.layout, entry)
        gone = _class_ids(core, entry)
        added = core.redo(entry)
        revision, kind = core.document.revision, _kind(entry)
    core.announce(revision, gone | {each.class_id for each in added}, kind, added)
    return entry.sentence


def next_undo(core: Core) -> str | None:
    """Return the sentence of what `undo` would take back."""
    with core.lock:
        entry = _entry(core, core.document.undo)
        return None if entry is None else _sentence(core, entry)


def next_redo(core: Core) -> str | None:
    """Return the sentence of what `redo` would do again."""
    with core.lock:
        entry = _entry(core, core.document.redo)
        return None if entry is None else entry.sentence


def trash_bytes(core: Core) -> int:
    """Return how many bytes of pictures, sounds and clips the trash holds."""
    total = 0
    for folder, _, files in os.walk(core.layout.trash):
        for name in files if folder != str(core.layout.journal) else ():
            try:
                total += os.lstat(os.path.join(folder, name)).st_size  # noqa: PTH118
            except OSError:
                continue
    return total


def empty_trash(core: Core) -> None:
    """See `Project.empty_trash`."""
    with core.lock:
        core.check()
        # First of all, since this may be to make room; entries that are gone can't be undone.
        _clear(core)
        core.sessions.clear()
        revision = core.document.revision + 1
        with told("the emptying of the trash"):
            core.write(replace(core.document, undo=(), redo=(), revision=revision))
        for take in core.index.empty_takes():
            remove(core.layout.take(take))
            core.index.drop_record(take)
    core.announce(revision, (), "settings")


def _clear(core: Core) -> None:
    """Remove what is in the trash, except what is still being added by way of it."""
    if not core.gathering:
        shutil.rmtree(core.layout.trash, ignore_errors=True)
        return
    for path in core.layout.trash.glob("*"):
        if path.name not in core.gathering:
            shutil.rmtree(path, ignore_errors=True)


def told_examples(core: Core, examples: Sequence[Example]) -> str:
    """Return "3 examples of rock"."""
    number = "1 example" if len(examples) == 1 else f"{len(examples):,} examples"
    classes = {example.class_id for example in examples}
    record = core.document.class_of(next(iter(classes))) if len(classes) == 1 else None
    return number if record is None else f"{number} of {record.name}"


def _entry(core: Core, tokens: tuple[str, ...]) -> Entry | None:
    return read_entry(core.layout, tokens[-1]) if tokens else None


def _sentence(core: Core, entry: Entry) -> str:
    if entry.take is None:
        return entry.sentence
    return f"Recorded {told_examples(core, _recorded(core, entry.take, entry.already))}"


def _recorded(core: Core, take: str, already: tuple[int, ...]) -> list[Example]:
    before = set(already)
    return [each for number, each in core.index.of_take(take).items() if number not in before]


def _with_trashed(entry: Entry, files: Iterable[str]) -> Entry:
    moves = to_trash(entry.token, files)
    return replace(entry, moves=tuple((new, old) for old, new in moves))


def _class_ids(core: Core, entry: Entry) -> set[str]:
    media = MEDIA[core.document.kind]
    folders = {
        path.split("/")[1] for both in entry.moves for path in both if path.startswith(f"{media}/")
    }
    classes = {key.partition("/")[2] for key in entry.after if key.startswith(CLASS)}
    edited = [key.partition("/")[2] for key in entry.after if key.startswith((TRIM, REMOVED))]
    records = map(core.index.record, edited)
    classes |= {record.class_id for record in records if record is not None}
    found = {core.document.class_of_folder(folder) for folder in folders}
    return classes | {class_id for class_id in found if class_id is not None}


def _classes_gone(entry: Entry) -> list[str]:
    return [
        key.partition("/")[2]
        for key, value in entry.after.items()
        if key.startswith(CLASS) and value is None
    ]


def _kind(entry: Entry) -> Kind:
    if any(key.startswith(CLASS) or key == "order" for key in entry.after):
        return "classes"
    return "settings" if "name" in entry.after else "examples"
