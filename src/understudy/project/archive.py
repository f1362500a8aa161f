"""A project as one zip file, and a copy of a project: whole, or not there at all."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from understudy.errors import DataError
from understudy.media.atomic import rename
from understudy.project.class_rules import clean_name
from understudy.project.core import read_document
from understudy.project.disk import part_of, sync_folder, told, write_file
from understudy.project.document import Document, to_json
from understudy.project.files import files, folders, kept
from understudy.project.layout import MEDIA, PROJECT_FILE, ROOM, TAKES, Layout
from understudy.project.members import Member, read_members
from understudy.project.opening import is_unsettled, open_core
from understudy.project.records import to_bytes
from understudy.project.room import room_of
from understudy.types import Medium

CHUNK_BYTES = 2**20
MAX_LIST_BYTES = 64 * 2**20
"""Of the list of files in a zip, which is read whole: 200,000 files have some 40 MB."""
DAMAGE = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error)
"""What reading a zip raises; ValueError for a name that is no UTF-8."""


class _Reader(io.BufferedReader):
    """A file of which little is read at once: also not the list of files in a zip."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_LIST_BYTES:
            raise DataError("The zip holds more files than a project has; it was not opened.")
        return super().read(size)


def copy_project(folder: str | Path, new_folder: str | Path, name: str) -> None:
    """Copy a project, without its trash and what can be computed again, under another name.

    Raises
    ------
    DataError
        There is no project, the new folder exists already, or the disk is full.
    """
    source, name = _settled(folder), clean_name(name, "a project")
    document = replace(_fresh(read_document(source)), name=name)
    with _new_project(Path(new_folder), document) as target:
        for relative in _contents(source, document.kind):
            copy = target.at(relative)
            copy.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):  # deleted meanwhile
                shutil.copy2(source.at(relative), copy)


def write_archive(folder: str | Path, file: BinaryIO) -> None:
    """Write a project as a zip, without its trash and what can be computed again.

    The file need not be seekable.

    Raises
    ------
    DataError
        There is no project.
    """
    source = _settled(folder)
    document = _fresh(read_document(source))
    with zipfile.ZipFile(file, "w", strict_timestamps=False) as archive:
        archive.writestr(PROJECT_FILE, to_bytes(to_json(document)))
        for relative in _contents(source, document.kind):
            # Pictures, recordings and clips are compressed already.
            with contextlib.suppress(FileNotFoundError):  # deleted meanwhile
                archive.write(source.at(relative), relative)


def read_archive(path: str | Path, new_folder: str | Path, name: str | None = None) -> None:
    """Make a project of a zip that `write_archive` wrote, or that was packed by hand.

    With a name it is called that.

    Raises
    ------
    DataError
        It is no zip or holds no project, is of a newer format, damaged, too large, or holds a
        name that could lead out of the folder; the new folder exists already; the disk is full.
    """
    path = Path(path)
    name = name and clean_name(name, "a project")
    try:
        with _Reader(io.FileIO(path)) as file, zipfile.ZipFile(file) as archive:
            document, members = read_members(archive, path)
            document = replace(_fresh(document), name=name or document.name)
            with _new_project(Path(new_folder), document) as target:
                for member in members:
                    _extract(archive, member, target.at(member.path))
    except OSError as error:
        raise DataError(f"{path} can't be read ({error.strerror}). Choose it again.") from error
    except DAMAGE as error:
        raise DataError(
            f"{path.name} is not a zip that can be read, or it is damaged ({error}). "
            "Download the project again."
        ) from error


def _settled(folder: str | Path) -> Layout:
    """Return the layout of a project, after taking back what a crash cut short."""
    layout = Layout(folder)
    if is_unsettled(layout):
        with contextlib.suppress(DataError):  # it is open, and so changing at this moment
            open_core(layout).close()
    return layout


def _extract(archive: zipfile.ZipFile, member: Member, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member.info) as packed, target.open("xb") as file:
        shutil.copyfileobj(packed, file, CHUNK_BYTES)
    os.utime(target, (member.changed, member.changed))


@contextlib.contextmanager
def _new_project(folder: Path, document: Document) -> Iterator[Layout]:
    """Make a project in a folder that only gets its name when the body has ended well."""
    if folder.exists():
        raise DataError(f"{folder} exists already. Choose another folder.")
    part = Layout(part_of(folder))
    try:
        with told("the project"):
            part.media(document.kind).mkdir(parents=True)
            part.takes.mkdir()
            yield part
            write_file(part.project, to_bytes(to_json(document)))
            if hasattr(os, "sync"):  # thousands of files at once, rather than one after another
                os.sync()
            rename(part.folder, folder)
            sync_folder(folder.parent)
    finally:
        shutil.rmtree(part.folder, ignore_errors=True)


def _fresh(document: Document) -> Document:
    """Return a document without what belongs to one folder only."""
    return replace(document, revision=0, opened=None, undo=(), redo=())


def _contents(layout: Layout, medium: Medium) -> Iterator[str]:
    """Yield the files of takes and of classes, relative to the project, and the empty room."""
    if room_of(layout) is not None:
        yield ROOM
    takes = [name for name, _ in files(layout.takes) if name.endswith(".json")]
    yield from (f"{TAKES}/{name}" for name in sorted(takes))
    for folder in folders(layout, medium):
        inside = f"{MEDIA[medium]}/{folder}"
        yield from (f"{inside}/{name}" for name in sorted(kept(layout.at(inside), medium)))
