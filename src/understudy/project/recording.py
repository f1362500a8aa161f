"""Takes as they come in: pictures one by one, sounds, clips."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from pathlib import Path
from typing import get_args

from understudy.errors import DataError
from understudy.media import atomic
from understudy.media.motion_video import jpeg_size
from understudy.project import layout as names
from understudy.project import recorded_takes
from understudy.project.class_rules import find
from understudy.project.core import Core
from understudy.project.disk import make_folder, remove, sync_folder, told, write_file, write_part
from understudy.project.journal import Entry, new_token
from understudy.project.layout import EXAMPLES, MAX_NUMBER, TAKE_ID
from understudy.project.records import Example, Source, TakeRecord, take_to_bytes
from understudy.project.sessions import Session


def begin_take(
    core: Core, take: str, class_id: str, source: Source, rate: float | None
) -> TakeRecord:
    """See `Project.begin_take`."""
    if not TAKE_ID.fullmatch(take):
        raise DataError(f"The id {take!r} is not one of a take; expected 16 letters and digits.")
    if source not in get_args(Source):
        raise DataError(f"The source {source!r} is unknown; expected one of {get_args(Source)}.")
    if rate is not None and not (math.isfinite(rate) and rate > 0):
        raise DataError(f"The rate of a take is {rate}; expected more than 0 frames a second.")
    with core.lock:
        core.check()
        owner = find(core.document, class_id)
        record = core.index.record(take)
        if record is not None and record.class_id != class_id:
            raise DataError(f"The take {take} belongs to another class than {owner.name}.")
        if core.document.kind != "picture":
            recorded_takes.check_beginning(core, record, rate)
        if record is None:
            record = TakeRecord(take, class_id, source, time.time(), rate, None, False, False)
        elif record.ended:
            record = replace(record, ended=False)
        elif take in core.index.recording:
            return record
        if core.document.kind != "picture":
            recorded_takes.begin(core, record)
        with told("the take"):
            make_folder(core.layout.takes)
            write_file(core.layout.take(take), take_to_bytes(record))
        core.index.recording[take] = 0
        core.index.put_record(record)
        if core.document.kind == "picture":
            _session(core, take)
        return record


def add_frame(core: Core, take: str, number: int, jpeg: bytes) -> Example:
    """See `Project.add_frame`."""
    _check_frame(number, jpeg)
    with core.lock:
        core.check_for("picture")
        there, folder = _place(core, take, number)
        if there is not None:
            return there
    name = names.frame_name(take, number)
    with told("the picture"):
        make_folder(folder)
        part = write_part(folder / name, jpeg)
    try:
        with core.lock:
            core.check()
            there, folder = _place(core, take, number)
            if there is not None:
                return there
            session = _session(core, take)
            with told("the picture"):
                make_folder(folder)
                atomic.rename(part, folder / name)
            [example] = core.index.add(f"{EXAMPLES}/{folder.name}/{name}")
            if session.entered:
                core.grown()
            else:
                _enter(core, session, example)
            core.checksums.put(example, jpeg)
            revision = core.document.revision
    finally:
        remove(part)
    sync_folder(folder)
    core.announce(revision, {example.class_id}, "examples", [example])
    return example


def end_take(core: Core, take: str) -> None:
    """See `Project.end_take`."""
    with core.lock:
        core.check()
        record = core.index.record(take)
        if record is None:
            raise DataError(f"There is no take {take!r}. Record it again.")
        core.sessions.pop(take, None)
        if record.ended:
            core.index.recording.pop(take, None)
            return
        added: list[Example] = []
        if take in core.holds:
            added = recorded_takes.finish(core, take)
        else:
            record = replace(record, ended=True)
            with told("the end of the take"):
                write_file(core.layout.take(take), take_to_bytes(record))
            core.index.recording.pop(take, None)
            core.index.put_record(record)
        revision = core.grown()
    core.announce(revision, {record.class_id}, "examples", added)


def _place(core: Core, take: str, number: int) -> tuple[Example | None, Path]:
    """Return the example if it is there already, and the folder that it belongs in."""
    record = core.index.record(take)
    if record is None:
        raise DataError(f"The take {take!r} has not begun. Begin it first.")
    find(core.document, record.class_id)
    folder = core.layout.examples / core.index.folder(record.class_id)
    return core.index.frame(take, number), folder


def _enter(core: Core, session: Session, example: Example) -> None:
    """Make a journal entry with the first frame; without one the frame does not stay."""
    entry = Entry(new_token(), take=example.take, already=session.already)
    try:
        core.perform(entry, "the picture")
    except BaseException:
        core.index.remove(f"{EXAMPLES}/{example.path.parent.name}/{example.path.name}")
        remove(example.path)
        raise
    session.entered = True


def _session(core: Core, take: str) -> Session:
    """Return what the journal knows of the frames that are coming to a take."""
    if take not in core.sessions:
        core.sessions[take] = Session(tuple(sorted(core.index.of_take(take))))
    return core.sessions[take]


def _check_frame(number: int, jpeg: bytes) -> None:
    if not 0 <= number <= MAX_NUMBER:
        raise DataError(f"A frame has the number {number}; expected 0 to {MAX_NUMBER}.")
    jpeg_size(jpeg)
