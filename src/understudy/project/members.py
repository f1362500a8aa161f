"""Which files of a zip make a project; a zip from anywhere is looked at before it is unpacked."""

from __future__ import annotations

import re
import stat
import time
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

from understudy.errors import DataError
from understudy.media.limits import MAX_IMAGE_BYTES
from understudy.project import layout as names
from understudy.project.document import Document, from_json
from understudy.project.layout import MEDIA, PROJECT_FILE, ROOM, TAKES
from understudy.project.records import read_json
from understudy.types import Medium

MAX_MEMBERS = 200_000
MAX_TOTAL_BYTES = 16 * 2**30
"""Of all pictures, recordings or clips, unpacked."""
MAX_RECORD_BYTES = 8 * 2**20
"""Of project.json, unpacked: room for the settings and classes of any project."""
MAX_TAKE_BYTES = 2**20
"""Of the record of a take, unpacked: one has some 200; of hours with a sound a second 600,000."""
MAX_RECORDING_BYTES = 4 * 2**30
"""Of one recording or clip, unpacked: four hours of 24 bits and two channels at 48 kHz."""
MAX_RATIO = 100
"""How many times larger than the zip its content may be, which is mostly compressed already."""
ALLOWANCE_BYTES = 64 * 2**20
"""What may be unpacked of however small a zip."""

ENCRYPTED = 0x1  # bit of the general purpose flags, APPNOTE.TXT 4.4.4
DRIVE = re.compile("[A-Za-z]:")
RESERVED = re.compile(r'[<>:"|?*\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)', re.I)


@dataclass(frozen=True, slots=True)
class Member:
    """A file to unpack."""

    info: zipfile.ZipInfo
    path: str
    """Where it goes, relative to the project, with "/" between parts."""
    changed: float
    """When it was last changed, in seconds since 1970."""


def read_members(archive: zipfile.ZipFile, path: Path) -> tuple[Document, list[Member]]:
    """Return the document of a project in a zip, and the files to unpack.

    The project may lie in a folder inside the zip. What a project has no place for is left out.

    Raises
    ------
    DataError
        The zip holds no project, or anything that no project does: see `read_archive`.
    """
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise DataError(
            f"{path.name} holds {len(infos):,} files, over the limit of {MAX_MEMBERS:,}."
        )
    for info in infos:
        _check(info, path)
    base = _base(infos, path)
    document = _document(archive, base, path)
    members = [
        Member(info, place, _changed(info))
        for info in infos
        if info.filename.startswith(base)
        and (place := _place(info.filename[len(base) :], document.kind))
    ]
    _check_all(
        members, path, MAX_IMAGE_BYTES if document.kind == "picture" else MAX_RECORDING_BYTES
    )
    return document, members


def _check(info: zipfile.ZipInfo, path: Path) -> None:
    name = info.orig_filename
    parts = name.removesuffix("/").split("/")
    if "\\" in name or "\0" in name or DRIVE.match(name) or not {"", ".", ".."}.isdisjoint(parts):
        raise DataError(
            f"{path.name} holds a file called {name!r}, which could lead out of the project's "
            "folder; it was not opened."
        )
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise DataError(f"{path.name} holds a link or device, {name!r}; it was not opened.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DataError(
            f"{path.name} is packed in a way that is not known. Pack it as a plain zip."
        )
    if info.flag_bits & ENCRYPTED:
        raise DataError(f"{path.name} is locked with a password. Pack it without one.")


def _base(infos: list[zipfile.ZipInfo], path: Path) -> str:
    """Return the folder in the zip that the project lies in, "" or ending with "/"."""
    found = [
        info.filename.removesuffix(PROJECT_FILE)
        for info in infos
        if info.filename == PROJECT_FILE or info.filename.endswith(f"/{PROJECT_FILE}")
    ]
    shallow = [base for base in found if base.count("/") <= 1]
    if "" in shallow:
        return ""
    if not shallow:
        raise DataError(
            f"This zip is not an Understudy project: there is no {PROJECT_FILE} in it. "
            "Choose a zip that Understudy wrote."
        )
    if len(shallow) > 1:
        raise DataError(
            f"{path.name} holds {len(shallow)} projects, each in its own folder. "
            "Unpack it, and open one of them at a time."
        )
    return shallow[0]


def _document(archive: zipfile.ZipFile, base: str, path: Path) -> Document:
    info = archive.getinfo(f"{base}{PROJECT_FILE}")
    if info.file_size > MAX_RECORD_BYTES:
        raise DataError(f"{path.name} has a {PROJECT_FILE} of {info.file_size:,} bytes; too large.")
    with archive.open(info) as file:
        data = file.read(MAX_RECORD_BYTES + 1)
    what = f"{PROJECT_FILE} in {path.name}"
    return from_json(read_json(data, what), what)


def _place(name: str, medium: Medium) -> str | None:
    """Return where a file of the zip goes, or None for one that a project has no place for."""
    parts = name.split("/")
    if name == ROOM:
        return name
    if len(parts) == 2 and parts[0] == TAKES:
        take = parts[1].removesuffix(".json")
        return name if parts[1] != take and names.TAKE_ID.fullmatch(take) else None
    if len(parts) != 3 or parts[0] != MEDIA[medium] or not names.is_kept(medium, parts[2]):
        return None
    if parts[1].startswith("."):
        return None
    return "/".join((MEDIA[medium], _portable(parts[1]), _portable(parts[2])))


def _portable(name: str) -> str:
    """Return a name that every operating system takes, unchanged where it is one."""
    if not RESERVED.search(name):
        return name
    return "_" + re.sub(r'[<>:"|?*\x00-\x1f]', "_", name).rstrip(". ")


def _check_all(members: list[Member], path: Path, most: int) -> None:
    total, seen = 0, set()
    for member in members:
        limit = MAX_TAKE_BYTES if member.path.startswith(TAKES) else most
        if member.info.file_size > limit:
            raise DataError(
                f"{path.name} holds {member.path!r} of {member.info.file_size:,} bytes, over the "
                f"limit of {limit:,}; it was not opened."
            )
        total += member.info.file_size
        same = unicodedata.normalize("NFC", member.path).casefold()
        if same in seen:
            raise DataError(
                f"{path.name} holds two files called {member.path!r}, whatever the case of the "
                "letters. Rename one of them."
            )
        seen.add(same)
    allowed = min(MAX_TOTAL_BYTES, ALLOWANCE_BYTES + MAX_RATIO * path.stat().st_size)
    if total > allowed:
        raise DataError(
            f"{path.name} would unpack to {total:,} bytes, over the limit of {allowed:,}; it was "
            "not opened."
        )


def _changed(info: zipfile.ZipInfo) -> float:
    try:
        return time.mktime((*info.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return time.time()
