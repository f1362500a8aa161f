"""Finding the sounds in recordings, once for each content of a file."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import replace
from pathlib import Path

from understudy.errors import MediaError
from understudy.media.sound import read_sound
from understudy.media.sound_events import find_events
from understudy.project.core import Core
from understudy.project.disk import write_file
from understudy.project.records import Heard, Stretch, take_to_bytes
from understudy.types import Sound

log = logging.getLogger(__name__)

DIGITS = 4  # of seconds: a tenth of a millisecond


def heard_in(samples: Sound, rate: float, checksum: str) -> Heard:
    """Return what is in a recording, whose file has a checksum."""
    return heard_of(find_events(samples, int(rate)), len(samples), rate, checksum)


def heard_of(events: list[Stretch], samples: int, rate: float, checksum: str) -> Heard:
    """Return the events of a recording of so many samples as they are kept."""
    rounded = [(round(start, DIGITS), round(end, DIGITS)) for start, end in events]
    kept = tuple((start, end) for start, end in rounded if start < end)  # not of a sample or two
    return Heard(round(samples / rate, DIGITS), kept, checksum)


def hear_new(core: Core) -> None:
    """Find the sounds in recordings that were put in by hand, or changed since.

    A recording that can't be decoded has none, until it is another one.
    """
    for take, record in core.index.takes().items():
        for relative in core.index.files([take]):
            held = core.index.held(relative)
            assert held is not None, relative
            try:
                [checksum] = core.checksums.of([held])
            except MediaError as error:
                log.warning("%s", error)
                continue
            if record.heard is not None and record.heard.checksum == checksum:
                continue
            heard = replace(record, heard=_heard_at(held.path, checksum))
            core.index.put_record(heard)
            with contextlib.suppress(OSError):  # then it is done again at the next opening
                write_file(core.layout.take(take), take_to_bytes(heard))


def _heard_at(path: Path, checksum: str) -> Heard:
    try:
        recording = read_sound(path)
    except MediaError as error:
        log.warning("%s", error)
        return Heard(0.0, (), checksum)
    return heard_in(recording.samples, recording.rate, checksum)
