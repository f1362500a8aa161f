"""Photos and videos from elsewhere: made into the JPEGs that a project keeps."""

from __future__ import annotations

import io
import math
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from understudy.errors import Cancelled
from understudy.media.atomic import write_synced
from understudy.media.formats import open_picture
from understudy.media.image import (
    ORIENTATION_TAG,
    capture_time,
    encode_jpeg,
    read_image,
    thumbnail,
)
from understudy.media.video import probe, read_frames
from understudy.project.class_rules import find
from understudy.project.core import Core
from understudy.project.disk import make_folder, told, write_file
from understudy.project.journal import Entry, new_token
from understudy.project.layout import EXAMPLES, TRASH, frame_name, new_take_id
from understudy.project.records import ClassRecord, Example, TakeRecord, take_to_bytes
from understudy.sources.naming import as_text

LONG_SIDE = 640
"""Pixels of the long side of what is kept; backbones look at 224."""
MAX_TITLE_CHARACTERS = 200
"""Of the name of a file that is kept with its take."""
QUALITY = 92
"""Of the JPEGs that are kept."""

Progress = Callable[[int, int | None], None]


def photo_to_jpeg(data: bytes, name: str) -> bytes:
    """Return a photo as it is kept: an upright JPEG with a long side of at most `LONG_SIDE`.

    One that is so already is returned unchanged. When it was shot stays in its EXIF. Errors call
    it `name`.

    Raises
    ------
    MediaError
        It is no picture, damaged, or over a limit.
    """
    image = read_image(data, at_least=LONG_SIDE, name=name)
    with open_picture(io.BytesIO(data), name) as header:
        upright = header.getexif().get(ORIENTATION_TAG, 1) in (0, 1)
        if header.format == "JPEG" and upright and max(header.size) <= LONG_SIDE:
            return data
    return encode_jpeg(thumbnail(image, LONG_SIDE), QUALITY, shot=capture_time(data))


def add_photo(core: Core, class_id: str, data: bytes, name: str) -> Example:
    """See `Project.add_photo`."""
    title = as_text(name)[:MAX_TITLE_CHARACTERS]
    owner = _owner(core, class_id)
    jpeg = photo_to_jpeg(data, title)
    record = TakeRecord(
        new_take_id(), class_id, "photo", time.time(), None, title, apart=False, ended=True
    )
    return _add(core, record, [jpeg], f"Added {title} to {owner.name}")[0]


def add_video(
    core: Core,
    class_id: str,
    path: Path,
    name: str,
    fps: float,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> TakeRecord:
    """See `Project.add_video`."""
    title = as_text(name)[:MAX_TITLE_CHARACTERS]
    owner = _owner(core, class_id)
    duration = probe(path).duration
    expected = None if duration is None else max(1, math.ceil(duration * fps))

    def jpegs() -> Iterator[bytes]:
        for number, (_, image) in enumerate(read_frames(path, fps=fps), start=1):
            if cancelled is not None and cancelled():
                raise Cancelled(f"{title} was not added.")
            yield encode_jpeg(thumbnail(image, LONG_SIDE), QUALITY)
            if progress is not None:
                progress(number, expected)

    record = TakeRecord(
        new_take_id(), class_id, "video", time.time(), fps, title, apart=False, ended=True
    )
    _add(core, record, jpegs(), f"Added {title} to {owner.name}")
    return record


def _owner(core: Core, class_id: str) -> ClassRecord:
    with core.lock:
        core.check()
        return find(core.document, class_id)


def _add(core: Core, record: TakeRecord, jpegs: Iterable[bytes], sentence: str) -> list[Example]:
    """Add pictures as a take: gathered in the trash first, so that undoing is what it always is."""
    token = new_token()
    gathered = core.layout.trash / token / EXAMPLES
    with core.lock:
        core.gathering.add(token)
    try:
        count = 0
        for jpeg in jpegs:
            core.check()  # or the folder of a project that was moved away would come back
            with told("the picture"):
                make_folder(gathered)
                write_synced(gathered / frame_name(record.id, count), jpeg)
            count += 1
        with core.lock:
            core.check()
            find(core.document, record.class_id)
            folder = core.index.folder(record.class_id)
            with told("the take"):
                write_file(core.layout.take(record.id), take_to_bytes(record))
            core.index.put_record(record)
            moves = tuple(
                (f"{TRASH}/{token}/{EXAMPLES}/{name}", f"{EXAMPLES}/{folder}/{name}")
                for name in (frame_name(record.id, number) for number in range(count))
            )
            added = core.perform(Entry(token, sentence, moves), "the take")
            revision = core.document.revision
    except BaseException:
        shutil.rmtree(core.layout.trash / token, ignore_errors=True)
        raise
    finally:
        with core.lock:
            core.gathering.discard(token)
    core.announce(revision, {record.class_id}, "examples", added)
    return added
