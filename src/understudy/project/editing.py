"""Deleting and moving examples, trimming recordings, splitting takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from understudy.errors import DataError
from understudy.project import layout as names
from understudy.project.class_rules import find
from understudy.project.core import Core
from understudy.project.disk import told, write_file
from understudy.project.document import APART, REMOVED, TRIM
from understudy.project.journal import Entry, new_token
from understudy.project.layout import MEDIA
from understudy.project.recorded_takes import finish, recorded
from understudy.project.records import NOUNS, Example, Json, take_to_bytes
from understudy.project.trash import to_trash, told_examples


def delete_examples(core: Core, ids: Iterable[str]) -> None:
    """See `Project.delete_examples`."""
    with core.lock:
        core.check()
        found = _present(core, ids)
        if not found:
            return
        if core.document.kind == "picture":
            files, left_out = [core.index.file_of(each) for each in found], Json()
        else:
            files, left_out = _of_recordings(core, found)
        _delete(core, f"Deleted {told_examples(core, found)}", files, left_out)
        revision = core.document.revision
    core.announce(revision, {each.class_id for each in found}, "examples")


def delete_take(core: Core, take: str) -> None:
    """See `Project.delete_take`."""
    with core.lock:
        core.check()
        if take in core.holds:
            finish(core, take)
        files, record = core.index.files([take]), core.index.record(take)
        if not files or record is None:
            return
        if core.document.kind == "picture":
            found = list(core.index.of_take(take).values())
            sentence = f"Deleted a take of {told_examples(core, found)}"
        else:
            noun, owner = NOUNS[core.document.kind], find(core.document, record.class_id)
            sentence = f"Deleted a {noun} of {owner.name}"
        _delete(core, sentence, files, {})
        revision = core.document.revision
    core.announce(revision, {record.class_id}, "examples")


def move_examples(core: Core, ids: Iterable[str], class_id: str) -> None:
    """See `Project.move_examples`."""
    with core.lock:
        core.check()
        target = find(core.document, class_id)
        found = [each for each in _present(core, ids) if each.class_id != class_id]
        if not found:
            return
        takes = {each: _new_take_like(core, each, class_id) for each in _takes_of(core, found)}
        home = f"{MEDIA[core.document.kind]}/{core.index.folder(class_id)}"
        values: Json = {}
        if core.document.kind == "picture":
            what = told_examples(core, found)
            moves = {
                core.index.file_of(each): names.frame_name(
                    takes[each.take], each.number, each.path.suffix
                )
                for each in found
            }
        else:
            noun = NOUNS[core.document.kind]
            what = f"{len(takes)} {noun}s" if len(takes) > 1 else f"a {noun}"
            moves = {
                core.index.file_of(each): names.recording_name(takes[each.take], each.path.suffix)
                for each in found
            }
            for old, new in takes.items():
                for key in (TRIM, REMOVED):
                    [edit] = core.document.values([f"{key}{old}"]).values()
                    values |= {f"{key}{new}": edit} if edit else {}
        sentence = f"Moved {what} to {target.name}"
        placed = tuple((old, f"{home}/{name}") for old, name in moves.items())
        entry = Entry(new_token(), sentence, placed, core.document.values(values), values)
        added = core.perform(entry, "the move")
        revision = core.document.revision
    core.announce(revision, {class_id, *(each.class_id for each in found)}, "examples", added)


def trim_take(core: Core, take: str, start: float, end: float) -> None:
    """See `Project.trim_take`."""
    with core.lock:
        core.check_cut()
        record, found = recorded(core, take)
        end, noun = min(end, found.duration), NOUNS[core.document.kind]
        if not 0 <= start < end:
            raise DataError(
                f"The {noun} is {found.duration:.2f} seconds long and can't be trimmed to "
                f"{start:.2f} to {end:.2f}. Choose a part of it."
            )
        trim = None if (start, end) == (0, found.duration) else [start, end]
        values = {f"{TRIM}{take}": trim}
        before = core.document.values(values)
        if before == values:
            return
        sentence = f"Trimmed a {noun} of {find(core.document, record.class_id).name}"
        added = core.perform(Entry(new_token(), sentence, (), before, values), "the trim")
        revision = core.document.revision
    core.announce(revision, {record.class_id}, "examples", added)


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


def _delete(core: Core, sentence: str, files: Iterable[str], values: Json) -> None:
    token = new_token()
    moves, before = to_trash(token, files), core.document.values(values)
    core.perform(Entry(token, sentence, moves, before, values), "the deletion")


def _of_recordings(core: Core, found: list[Example]) -> tuple[list[str], Json]:
    """Return the recordings of which all examples go, and what is left out of the others."""
    files: list[str] = []
    values: Json = {}
    for take in dict.fromkeys(each.take for each in found):
        gone = {each.number for each in found if each.take == take}
        if take in core.holds or gone != core.index.of_take(take).keys():
            gone.update(core.document.removed.get(take, ()))
            values[f"{REMOVED}{take}"] = sorted(gone)
        else:
            files += core.index.files([take])
    return files, values


def _takes_of(core: Core, found: list[Example]) -> list[str]:
    takes = list(dict.fromkeys(each.take for each in found))
    for take in takes:
        if take in core.holds:
            finish(core, take)
    return takes


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
