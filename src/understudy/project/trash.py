"""Deleting and moving examples, splitting takes, undoing and redoing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace

from understudy.project import layout as names
from understudy.project.class_rules import find
from understudy.project.core import Core
from understudy.project.disk import remove, told, write_file
from understudy.project.document import APART, CLASS
from understudy.project.journal import Entry, Move, for_redo, for_undo, new_token, read_entry
from understudy.project.layout import EXAMPLES, TRASH, Layout
from understudy.project.records import Example, Kind, take_to_bytes


def relative(layout: Layout, example: Example) -> str:
    """Return where an example lies, relative to the project."""
    return f"{EXAMPLES}/{example.path.parent.name}/{example.path.name}"


def to_trash(layout: Layout, token: str, examples: Iterable[Example]) -> tuple[Move, ...]:
    """Return the moves of examples to the trash."""
    return tuple(
        (old, f"{TRASH}/{token}/{old.partition('/')[2]}")
        for old in (relative(layout, example) for example in examples)
    )


def delete_examples(core: Core, ids: Iterable[str]) -> None:
    """See `Project.delete_examples`."""
    with core.lock:
        core.check()
        found = _present(core, ids)
        if not found:
            return
        _delete(core, found, f"Deleted {told_examples(core, found)}")
        revision = core.document.revision
    core.announce(revision, {each.class_id for each in found}, "examples")


def delete_take(core: Core, take: str) -> None:
    """See `Project.delete_take`."""
    with core.lock:
        core.check()
        found = list(core.index.of_take(take).values())
        if not found:
            return
        _delete(core, found, f"Deleted a take of {told_examples(core, found)}")
        revision = core.document.revision
    core.announce(revision, {each.class_id for each in found}, "examples")


def move_examples(core: Core, ids: Iterable[str], class_id: str) -> None:
    """See `Project.move_examples`."""
    with core.lock:
        core.check()
        target = find(core.document, class_id)
        found = [each for each in _present(core, ids) if each.class_id != class_id]
        if not found:
            return
        folder = core.index.folder(class_id)
        takes: dict[str, str] = {}
        moves = []
        for example in found:
            if example.take not in takes:
                takes[example.take] = _new_take_like(core, example.take, class_id)
            take, suffix = takes[example.take], example.path.suffix
            name = names.frame_name(take, example.number, suffix)
            moves.append((relative(core.layout, example), f"{EXAMPLES}/{folder}/{name}"))
        sentence = f"Moved {told_examples(core, found)} to {target.name}"
        entry = Entry(new_token(), sentence, tuple(moves))
        added = core.perform(entry, "the move")
        revision = core.document.revision
    core.announce(revision, {class_id, *(each.class_id for each in found)}, "examples", added)


def set_apart(core: Core, takes: Iterable[str], apart: bool) -> None:
    """See `Project.set_apart`."""
    with core.lock:
        core.check()
        records = [core.index.record(take) for take in takes]
        changed = [record for record in records if record and record.apart != apart]
        if not changed:
            return
        values = {f"{APART}{record.id}": apart or None for record in changed}
        number = f"{len(changed)} takes" if len(changed) > 1 else "a take"
        sentence = f"Split {number} from others" if apart else f"Joined {number} with others again"
        core.perform(
            Entry(new_token(), sentence, (), core.document.values(values), values), "the change"
        )
        revision = core.document.revision
    core.announce(revision, {record.class_id for record in changed}, "examples")


def undo(core: Core) -> str | None:
    """See `Project.undo`."""
    with core.lock:
        core.check()
        entry = _entry(core, core.document.undo)
        if entry is None:
            return None
        sentence = _sentence(core, entry)
        entry = replace(for_undo(core.layout, entry), sentence=sentence)
        if entry.take is not None:
            core.sessions.pop(entry.take, None)
            entry = _with_trashed(core, entry, _recorded(core, entry.take, entry.already))
        elif entry.added_class is not None:
            entry = _with_trashed(core, entry, core.index.of_class(entry.added_class))
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
    """Return how many bytes of pictures the trash holds."""
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
    """Remove what is in the trash, except pictures that are still being added by way of it."""
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


def _delete(core: Core, examples: list[Example], sentence: str) -> None:
    token = new_token()
    moves = to_trash(core.layout, token, examples)
    core.perform(Entry(token, sentence, moves), "the deletion")


def _present(core: Core, ids: Iterable[str]) -> list[Example]:
    """Return the examples that are still there; another tab may have deleted some."""
    found = map(core.index.example, dict.fromkeys(ids))
    return [example for example in found if example is not None]


def _new_take_like(core: Core, take: str, class_id: str) -> str:
    """Write the record of a new take of another class, and return its id."""
    old = core.index.record(take)
    assert old is not None, take
    record = replace(old, id=names.new_take_id(), class_id=class_id, apart=False, ended=True)
    with told("the move"):
        write_file(core.layout.take(record.id), take_to_bytes(record))
    core.index.put_record(record)
    return record.id


def _entry(core: Core, tokens: tuple[str, ...]) -> Entry | None:
    return read_entry(core.layout, tokens[-1]) if tokens else None


def _sentence(core: Core, entry: Entry) -> str:
    if entry.take is None:
        return entry.sentence
    return f"Recorded {told_examples(core, _recorded(core, entry.take, entry.already))}"


def _recorded(core: Core, take: str, already: tuple[int, ...]) -> list[Example]:
    before = set(already)
    return [each for number, each in core.index.of_take(take).items() if number not in before]


def _with_trashed(core: Core, entry: Entry, examples: Iterable[Example]) -> Entry:
    moves = to_trash(core.layout, entry.token, examples)
    return replace(entry, moves=tuple((new, old) for old, new in moves))


def _class_ids(core: Core, entry: Entry) -> set[str]:
    folders = {
        path.split("/")[1]
        for both in entry.moves
        for path in both
        if path.startswith(f"{EXAMPLES}/")
    }
    classes = {key.partition("/")[2] for key in entry.after if key.startswith(CLASS)}
    found = {core.document.class_of_folder(folder) for folder in folders}
    return classes | {class_id for class_id in found if class_id is not None}


def _kind(entry: Entry) -> Kind:
    if any(key.startswith(CLASS) or key == "order" for key in entry.after):
        return "classes"
    return "settings" if "name" in entry.after else "examples"
