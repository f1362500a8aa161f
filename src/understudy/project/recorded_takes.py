"""Recordings and clips as they come in: a file that is appended to becomes one that is kept."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from understudy.errors import DataError, UnderstudyError
from understudy.media import atomic
from understudy.project.class_rules import find
from understudy.project.clip_takes import ClipHold
from understudy.project.core import Core
from understudy.project.cuts import example_numbers
from understudy.project.disk import make_folder, part_of, remove, sync_folder, told, write_file
from understudy.project.files import files, folders
from understudy.project.journal import Entry, new_token
from understudy.project.layout import MEDIA, TAKE_ID, TRASH, Layout, recording_name
from understudy.project.records import NOUNS, Example, Found, TakeRecord, take_to_bytes
from understudy.project.sessions import Hold
from understudy.project.sound_takes import SoundHold
from understudy.types import Medium

log = logging.getLogger(__name__)

HOLDS: Mapping[Medium, type[Hold]] = {"sound": SoundHold, "clip": ClipHold}
"""How the takes of each kind are recorded."""


def check_beginning(core: Core, record: TakeRecord | None, rate: float | None) -> None:
    """Raise DataError unless what comes at a rate can go to a take, new or not."""
    if record is not None and record.name is not None:
        raise DataError(f"The take {record.id} is a file, {record.name}. Record another take.")
    HOLDS[core.document.kind].check(record, rate)


def begin(core: Core, record: TakeRecord) -> None:
    """Get ready for what comes to a take; one that had ended goes on where it was."""
    kind = HOLDS[core.document.kind]
    there = core.index.files([record.id])
    folder = core.layout.media(core.document.kind) / core.index.folder(record.class_id)
    name = recording_name(record.id, kind.suffix)
    path = core.layout.at(there[0]) if there else folder / name
    pending = path.with_suffix(kind.pending)
    if there and not pending.exists():
        with told("the take"):
            kind.reopen(path, pending)
    core.holds[record.id] = kind(pending, record)


def recorded(core: Core, take: str) -> tuple[TakeRecord, Found]:
    """Return a recording or clip and what is in it.

    Raises
    ------
    DataError
        It is gone, or still being recorded.
    """
    record = core.index.record(take)
    if record is None or record.found is None or not core.index.files([take]):
        noun = NOUNS[core.document.kind]
        raise DataError(f"There is no {noun} {take!r}, or it has not ended. Load the page again.")
    return record, record.found


def finish(core: Core, take: str) -> list[Example]:
    """Make a recording or clip of what came of a take; return its examples that are new.

    What came stays where it is until everything else is on disk. What fails changes nothing.
    """
    hold, record = core.holds[take], core.index.record(take)
    assert record is not None, take
    ended = replace(record, ended=True)
    added: list[Example] = []
    part = part_of(hold.path)
    try:
        with told(f"the {NOUNS[core.document.kind]}"):
            found = hold.keep(part)
        if found is not None:
            path = hold.path.with_name(recording_name(take, hold.suffix))
            added = _keep(core, replace(ended, found=found), part, path)
        else:
            with told("the end of the take"):
                write_file(core.layout.take(take), take_to_bytes(ended))
            core.index.put_record(ended)
    finally:
        remove(part)
    remove(hold.path)
    del core.holds[take]
    core.index.recording.pop(take, None)
    return added


def finish_all(core: Core, class_id: str | None = None) -> None:
    """End the takes that are being recorded, or those of one class."""
    for take in list(core.holds):
        record = core.index.record(take)
        if record is not None and class_id in (None, record.class_id):
            finish(core, take)


def left_over(layout: Layout, medium: Medium) -> list[tuple[str, Path]]:
    """Return what a crash cut short, with the name of the folder of the class that it is in."""
    pending = HOLDS[medium].pending
    return [
        (folder, layout.media(medium) / folder / name)
        for folder in folders(layout, medium)
        for name, _ in files(layout.media(medium) / folder)
        if name.endswith(pending) and TAKE_ID.fullmatch(name.removesuffix(pending))
    ]


def recover(core: Core) -> None:
    """Finish the takes that a crash cut short; on a full disk they wait for another time."""
    kind = HOLDS[core.document.kind]
    for folder, path in left_over(core.layout, core.document.kind):
        class_id = core.document.class_of_folder(folder)
        if class_id is None:
            continue
        take = path.stem
        record = core.index.record(take) or TakeRecord(
            take, class_id, kind.source, time.time(), kind.usual_rate, None, False, False
        )
        record = replace(record, class_id=class_id)
        core.index.put_record(record)
        try:
            core.holds[take] = kind(path, record)
            finish(core, take)
        except (UnderstudyError, OSError) as error:
            log.warning("%s", error)
            core.holds.pop(take, None)


def _keep(core: Core, record: TakeRecord, part: Path, path: Path) -> list[Example]:
    """Put a file in its place, in the journal too if it is the first of its take."""
    before, token, medium = core.index.record(record.id), new_token(), core.document.kind
    place = f"{MEDIA[medium]}/{path.parent.name}/{path.name}"
    gathered = f"{TRASH}/{token}/{MEDIA[medium]}/{path.name}"
    what = f"the {NOUNS[medium]}"
    try:
        with told(what):
            write_file(core.layout.take(record.id), take_to_bytes(record))
            there = path if path.exists() else core.layout.at(gathered)
            make_folder(there.parent)
            atomic.rename(part, there)
            sync_folder(there.parent)
        core.index.put_record(record)
        if there == path:
            return core.index.add(place)
        owner = find(core.document, record.class_id)
        number = "a clip" if medium == "clip" else _number(core, record)
        entry = Entry(token, f"Recorded {number} of {owner.name}", ((gathered, place),))
        return core.perform(entry, what)
    except BaseException:
        if before is not None:
            core.index.put_record(before)
        shutil.rmtree(core.layout.trash / token, ignore_errors=True)
        raise


def _number(core: Core, record: TakeRecord) -> str:
    """Return "3 examples"."""
    count = len(example_numbers(core.document, record))
    return f"{count:,} example{'s' * (count != 1)}" if count else "a take"
