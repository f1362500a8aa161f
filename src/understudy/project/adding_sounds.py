"""Sound files from elsewhere: kept as they came."""

from __future__ import annotations

import time
from pathlib import Path

from understudy.errors import MediaError
from understudy.media.flac import encode_flac
from understudy.media.kinds import kind_of
from understudy.media.sound import read_sound
from understudy.project.adding import MAX_TITLE_CHARACTERS, add_files, owner_of
from understudy.project.cache import checksum
from understudy.project.core import Core
from understudy.project.finding import sounds_in
from understudy.project.layout import new_take_id, recording_name
from understudy.project.records import TakeRecord
from understudy.sources.naming import as_text


def add_recording(core: Core, class_id: str, data: bytes | str | Path, name: str) -> TakeRecord:
    """See `Project.add_recording`."""
    title = as_text(name)[:MAX_TITLE_CHARACTERS]
    owner = owner_of(core, class_id, "sound")
    sound = read_sound(data, name=title)
    if kind_of(name) != "sound":  # a video
        kept, suffix = encode_flac(sound.samples, sound.rate), ".flac"
    else:
        kept = data if isinstance(data, bytes) else Path(data).read_bytes()
        suffix = Path(name).suffix.lower()
    found = sounds_in(sound.samples, sound.rate, checksum(kept))
    if not found.stretches and owner.role == "class":
        raise MediaError(f"{title} is silent. Choose a file with a sound in it.")
    record = TakeRecord(
        new_take_id(), class_id, "recording", time.time(), None, title, False, True, found
    )
    files = [(recording_name(record.id, suffix), kept)]
    add_files(core, record, files, f"Added {title} to {owner.name}")
    return record
