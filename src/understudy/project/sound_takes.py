"""Sounds as they come in: appended to a file, which becomes a FLAC file when the take ends."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from understudy.errors import DataError, UnderstudyError
from understudy.media.atomic import write_synced
from understudy.media.flac import Pcm, encode_flac, from_pcm, to_pcm
from understudy.media.sound import read_sound
from understudy.media.sound_events import EventFinder
from understudy.project.cache import checksum
from understudy.project.class_rules import find
from understudy.project.core import Core
from understudy.project.cuts import example_numbers
from understudy.project.disk import make_folder, remove, sync_folder, told, write_file
from understudy.project.files import files, folders
from understudy.project.hearing import heard_in, heard_of
from understudy.project.journal import Entry, new_token
from understudy.project.layout import (
    MAX_NUMBER,
    PCM_SUFFIX,
    RECORDINGS,
    TAKE_ID,
    TRASH,
    recording_name,
)
from understudy.project.records import Example, Heard, TakeRecord, take_to_bytes
from understudy.project.sessions import Hold

log = logging.getLogger(__name__)

RATES = (8_000, 192_000)
"""Samples a second, at least and at most."""
USUAL_RATE = 48_000
"""Samples a second, where nothing says how many."""
MAX_SECONDS = 900
"""Of a take that is recorded: examples of one class take seconds, of a noise minutes."""
COUNT_SECONDS, COUNT_SHARE = 0.1, 0.02
"""The examples are counted again when the recording is so much, and by this share, longer: the
work of finding them does not grow with the square of its length."""
SAMPLE = np.dtype("<i2")


def check_beginning(record: TakeRecord | None, rate: float | None) -> None:
    """Raise DataError unless sound of a rate can come to a take, new or not."""
    if rate is None or not (RATES[0] <= rate <= RATES[1] and rate == int(rate)):
        raise DataError(
            f"A sound came with {rate} samples a second; expected {RATES[0]:,} to {RATES[1]:,}."
        )
    if record is not None and record.rate is None:
        raise DataError(f"The take {record.id} is a file, {record.name}. Record another take.")
    if record is not None and record.rate != rate:
        raise DataError(
            f"The take {record.id} has {record.rate:g} samples a second, and now {rate:g} came. "
            "Record another take."
        )


def begin(core: Core, record: TakeRecord) -> None:
    """Get ready for the sound of a take; one that had ended goes on where it was."""
    there = core.index.files([record.id])
    folder = core.layout.media("sound") / core.index.folder(record.class_id)
    path = core.layout.at(there[0]) if there else folder / recording_name(record.id)
    samples = path.with_suffix(PCM_SUFFIX)
    if there and not samples.exists():
        pcm = to_pcm(read_sound(path).samples)
        with told("the take"):
            write_file(samples, pcm.astype(SAMPLE).tobytes())
    core.holds[record.id] = Hold(samples, EventFinder(int(record.rate or USUAL_RATE)))


def add_sound(core: Core, take: str, position: int, pcm: bytes) -> int:
    """See `Project.add_sound`."""
    if not 0 <= position <= MAX_NUMBER or len(pcm) % SAMPLE.itemsize:
        raise DataError(
            f"A sound came with {len(pcm)} bytes at sample {position}; expected samples of two "
            f"bytes, at 0 to {MAX_NUMBER}."
        )
    with core.lock:
        core.check_for("sound")
        record, hold = core.index.record(take), core.holds.get(take)
        if record is None or record.rate is None or hold is None:
            raise DataError(f"The take {take!r} is not being recorded. Begin it first.")
        find(core.document, record.class_id)
        there = _samples(hold.path)
        if position > there:
            raise DataError(
                f"The recording has {there} samples, and sound came from sample {position} on. "
                f"Send it from {there} on."
            )
        new = pcm[(there - position) * SAMPLE.itemsize :]
        total = there + len(new) // SAMPLE.itemsize
        if total > MAX_SECONDS * record.rate:
            raise DataError(
                f"A recording can be {MAX_SECONDS // 60} minutes long, and this one is. End it, "
                "and go on with another."
            )
        if new:
            with told("the sound"):
                _append(hold.path, new, there * SAMPLE.itemsize)
        longer = total - hold.counted
        if longer >= max(COUNT_SECONDS * record.rate, COUNT_SHARE * hold.counted):
            core.index.recording[take] = _count(core, record, hold, total)
        return core.index.take_count(take)


def recorded(core: Core, take: str) -> tuple[TakeRecord, Heard]:
    """Return a recording and what is in it.

    Raises
    ------
    DataError
        It is gone, or still being recorded.
    """
    record = core.index.record(take)
    if record is None or record.heard is None or not core.index.files([take]):
        raise DataError(
            f"There is no recording {take!r}, or it has not ended. Load the page again."
        )
    return record, record.heard


def finish(core: Core, take: str) -> list[Example]:
    """Make a recording of what came of a take; return its examples that are new.

    The samples stay where they are until everything else is on disk. What fails changes nothing.
    """
    hold, record = core.holds[take], core.index.record(take)
    assert record is not None, take
    samples = _read(hold.path)
    ended = replace(record, ended=True)
    added: list[Example] = []
    if len(samples):
        rate = int(record.rate or USUAL_RATE)
        data = encode_flac(samples, rate)
        ended = replace(ended, heard=heard_in(from_pcm(samples), rate, checksum(data)))
        added = _keep(core, ended, hold.path.with_name(recording_name(take)), data)
    else:
        with told("the end of the take"):
            write_file(core.layout.take(take), take_to_bytes(ended))
        core.index.put_record(ended)
    remove(hold.path)
    del core.holds[take]
    core.index.recording.pop(take, None)
    return added


def finish_all(core: Core, class_id: str | None = None) -> None:
    """End the recordings that are being made, or those for one class."""
    for take in list(core.holds):
        record = core.index.record(take)
        if record is not None and class_id in (None, record.class_id):
            finish(core, take)


def left_over(folder: Path) -> list[Path]:
    """Return the sounds of recordings that a crash cut short, in the folder of a class."""
    return [
        folder / name
        for name, _ in files(folder)
        if name.endswith(PCM_SUFFIX) and TAKE_ID.fullmatch(name.removesuffix(PCM_SUFFIX))
    ]


def recover(core: Core) -> None:
    """Finish the recordings that a crash cut short; on a full disk they wait for another time."""
    for folder in folders(core.layout, "sound"):
        class_id = core.document.class_of_folder(folder)
        if class_id is None:
            continue
        for path in left_over(core.layout.media("sound") / folder):
            take = path.stem
            record = core.index.record(take) or TakeRecord(
                take, class_id, "microphone", time.time(), USUAL_RATE, None, False, False
            )
            core.index.put_record(replace(record, class_id=class_id))
            core.holds[take] = Hold(path, EventFinder(int(record.rate or USUAL_RATE)))
            try:
                finish(core, take)
            except (UnderstudyError, OSError) as error:
                log.warning("%s", error)
                del core.holds[take]


def _keep(core: Core, record: TakeRecord, path: Path, data: bytes) -> list[Example]:
    """Put a FLAC file in its place, in the journal too if it is the first of its take."""
    before, token = core.index.record(record.id), new_token()
    place = f"{RECORDINGS}/{path.parent.name}/{path.name}"
    gathered = f"{TRASH}/{token}/{RECORDINGS}/{path.name}"
    try:
        with told("the recording"):
            write_file(core.layout.take(record.id), take_to_bytes(record))
            if path.exists():
                write_file(path, data)
                core.index.put_record(record)
                return core.index.add(place)
            make_folder(core.layout.at(gathered).parent)
            write_synced(core.layout.at(gathered), data)
        core.index.put_record(record)
        owner, count = (
            find(core.document, record.class_id),
            len(example_numbers(core.document, record)),
        )
        what = f"{count:,} example{'s' * (count != 1)}" if count else "a take"
        entry = Entry(token, f"Recorded {what} of {owner.name}", ((gathered, place),))
        return core.perform(entry, "the recording")
    except BaseException:
        if before is not None:
            core.index.put_record(before)
        shutil.rmtree(core.layout.trash / token, ignore_errors=True)
        raise


def _count(core: Core, record: TakeRecord, hold: Hold, total: int) -> int:
    """Return how many examples a sound has after so many samples."""
    hold.finder.add(from_pcm(_read(hold.path, hold.counted)))
    hold.counted = total
    heard = heard_of(hold.finder.settled(), total, record.rate or USUAL_RATE, "")
    return len(example_numbers(core.document, replace(record, heard=heard)))


def _samples(path: Path) -> int:
    return path.stat().st_size // SAMPLE.itemsize if path.exists() else 0


def _read(path: Path, first: int = 0) -> Pcm:
    if not path.exists():
        return np.zeros(0, np.int16)
    return np.fromfile(path, SAMPLE, offset=first * SAMPLE.itemsize).astype(np.int16)


def _append(path: Path, data: bytes, size: int) -> None:
    """Append to a file of a size and wait until it is on disk; what fails leaves it as it was."""
    new = not path.exists()
    if new:
        make_folder(path.parent)
    try:
        with path.open("ab") as file:
            file.truncate(size)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            os.truncate(path, size)
        raise
    if new:
        sync_folder(path.parent)
