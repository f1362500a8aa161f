"""Finding what is in recordings and clips, once for each content of a file."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from understudy.errors import MediaError
from understudy.media.motion_video import action_frames
from understudy.media.movement import find_movement
from understudy.media.sound import read_sound
from understudy.media.sound_events import find_events
from understudy.media.video import read_frames
from understudy.project.core import Core
from understudy.project.disk import write_file
from understudy.project.records import Found, Stretch, take_to_bytes
from understudy.types import Medium, Sound

log = logging.getLogger(__name__)

DIGITS = 4  # of seconds: a tenth of a millisecond
LONG_SIDE = 160  # pixels of frames in which movement is looked for


def find_new(core: Core) -> None:
    """Find what is in files that were put in by hand, or changed since.

    In a file that can't be decoded there is nothing, until it is another one.
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
            if record.found is not None and record.found.checksum == checksum:
                continue
            known = replace(record, found=_found_in(core.document.kind, held.path, checksum))
            core.index.put_record(known)
            with contextlib.suppress(OSError):  # then it is done again at the next opening
                write_file(core.layout.take(take), take_to_bytes(known))


def sounds_in(samples: Sound, rate: float, checksum: str) -> Found:
    """Return what is in a recording, whose file has a checksum."""
    return found_of(find_events(samples, int(rate)), len(samples) / rate, checksum)


def movement_in(path: Path, checksum: str) -> Found:
    """Return where something moves in a clip, whose file has a checksum.

    Raises
    ------
    MediaError
        It can't be decoded, is no video, or is too short or too long for an action.
    """
    frames = read_frames(path, long_side=LONG_SIDE)
    movement = find_movement(action_frames(frames, path.name))
    return found_of(movement.stretches, movement.duration, checksum)


def found_of(stretches: Iterable[Stretch], duration: float, checksum: str) -> Found:
    """Return stretches of a recording or clip as they are kept."""
    rounded = [(round(start, DIGITS), round(end, DIGITS)) for start, end in stretches]
    kept = tuple((start, end) for start, end in rounded if start < end)  # not of a sample or two
    return Found(round(duration, DIGITS), kept, checksum)


def _found_in(medium: Medium, path: Path, checksum: str) -> Found:
    try:
        return FINDERS[medium](path, checksum)
    except MediaError as error:
        log.warning("%s", error)
        return Found(0.0, (), checksum)


def _sounds_in_file(path: Path, checksum: str) -> Found:
    recording = read_sound(path)
    return sounds_in(recording.samples, recording.rate, checksum)


FINDERS: Mapping[Medium, Callable[[Path, str], Found]] = {
    "sound": _sounds_in_file,
    "clip": movement_in,
}
