"""Photos and videos from elsewhere: made into the JPEGs that a project keeps."""

from __future__ import annotations

import contextlib
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
from understudy.project.layout import MEDIA, TRASH, frame_name, new_take_id
from understudy.project.records import NOUNS, ClassRecord, Example, TakeRecord, take_to_bytes
from understudy.sources.naming import as_text
from understudy.types import Medium

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
    owner = owner_of(core, class_id, "picture")
    jpeg = photo_to_jpeg(data, title)
    record = TakeRecord(
        new_take_id(), class_id, "photo", time.time(), None, title, apart=False, ended=True
    )
    files = [(frame_name(record.id, 0), jpeg)]
    return add_files(core, record, files, f"Added {title} to {owner.name}")[0]


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
    owner = owner_of(core, class_id, "picture")
    duration = probe(path).duration
    expected = None if duration is None else max(1, math.ceil(duration * fps))

    def jpegs() -> Iterator[tuple[str, bytes]]:
        for number, (_, image) in enumerate(read_frames(path, fps=fps)):
            if cancelled is not None and cancelled():
                raise Cancelled(f"{title} was not added.")
            jpeg = encode_jpeg(thumbnail(image, LONG_SIDE), QUALITY)
            yield frame_name(record.id, number), jpeg
            if progress is not None:
                progress(number + 1, expected)

    record = TakeRecord(
        new_take_id(), class_id, "video", time.time(), fps, title, apart=False, ended=True
    )
    add_files(core, record, jpegs(), f"Added {title} to {owner.name}")
    return record


def owner_of(core: Core, class_id: str, medium: Medium) -> ClassRecord:
    """Return the class that something is to be added to; DataError where it can't be."""
    with core.lock:
        core.check_for(medium)
        return find(core.document, class_id)


def add_files(
    core: Core, record: TakeRecord, files: Iterable[tuple[str, bytes]], sentence: str
) -> list[Example]:
    """Add files, with their names, as a take; return the examples that they bring."""
    names = []
    with gathering(core) as (token, folder):
        for name, data in files:
            core.check()  # or the folder of a project that was moved away would come back
            with told(f"the {NOUNS[core.document.kind]}"):
                make_folder(folder)
                write_synced(folder / name, data)
            names.append(name)
        return place(core, token, record, names, sentence)


@contextlib.contextmanager
def gathering(core: Core) -> Iterator[tuple[str, Path]]:
    """Give the token of a new journal entry, and a folder to gather files in before `place`.

    They are gathered in the trash, so that undoing is what it always is. What fails leaves
    nothing there.
    """
    token = new_token()
    with core.lock:
        core.gathering.add(token)
    try:
        folder = core.layout.trash / token / MEDIA[core.document.kind]
        with told("the take"):
            make_folder(folder)
        yield token, folder
    except BaseException:
        shutil.rmtree(core.layout.trash / token, ignore_errors=True)
        raise
    finally:
        with core.lock:
            core.gathering.discard(token)


def place(
    core: Core, token: str, record: TakeRecord, files: Iterable[str], sentence: str
) -> list[Example]:
    """Make a take of files that were gathered; return the examples that they bring."""
    media = MEDIA[core.document.kind]
    with core.lock:
        core.check()
        find(core.document, record.class_id)
        folder = core.index.folder(record.class_id)
        with told("the take"):
            write_file(core.layout.take(record.id), take_to_bytes(record))
        core.index.put_record(record)
        moves = tuple(
            (f"{TRASH}/{token}/{media}/{name}", f"{media}/{folder}/{name}") for name in files
        )
        added = core.perform(Entry(token, sentence, moves), "the take")
        revision = core.document.revision
    core.announce(revision, {record.class_id}, "examples", added)
    return added
