"""Where everything of a project lies: the only file that names paths."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import secrets
import string
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from understudy.media.kinds import kind_of
from understudy.sources.naming import as_text
from understudy.types import Medium

CLASS_ID = re.compile(r"[A-Za-z0-9_]{1,32}")
TAKE_ID = re.compile(r"[a-z0-9]{16}")
RECORDING_NAME = re.compile(r"([a-z0-9]{16})\.[A-Za-z0-9]{1,5}")
FRAME_NAME = re.compile(r"([a-z0-9]{16})-([0-9]{5,10})(\.[A-Za-z]{1,5})")
MAX_NUMBER = 2**32 - 1
"""The largest number of a frame: the message that brings it has four bytes for it."""
SAFE_NAME_CHARACTERS = 24
"""Of a class's name in its folder's name: with four bytes each they fit any file system."""
ID_LETTERS = string.ascii_lowercase + string.digits
TAKE_ID_LETTERS = 16
CLASS_ID_LETTERS = 8

PROJECT_FILE = "project.json"
EXAMPLES, RECORDINGS, CLIPS = "examples", "recordings", "clips"
TAKES, TRASH = "takes", "trash"
ROOM = "room.jpg"
MEDIA: Mapping[Medium, str] = MappingProxyType(
    {"picture": EXAMPLES, "sound": RECORDINGS, "clip": CLIPS}
)
"""The folder that the files of its classes lie in."""
KEPT: Mapping[Medium, tuple[str, ...]] = MappingProxyType(
    {"picture": ("image",), "sound": ("sound", "video"), "clip": ("video",)}
)
"""Kinds of files that belong to it: videos also have sound."""


class Layout:
    """The paths of one project."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() follows links
        self.project = self.folder / PROJECT_FILE
        self.examples = self.folder / EXAMPLES
        self.takes = self.folder / TAKES
        self.room = self.folder / ROOM
        self.trash = self.folder / TRASH
        self.journal = self.trash / "journal"
        self.moving = self.journal / "moving.json"
        self.cache = self.folder / "cache.sqlite"
        self.checksums = self.folder / "checksums.txt"
        self.lock = self.folder / ".lock"

    def take(self, take: str) -> Path:
        """Return the file of a take's record."""
        return self.takes / f"{take}.json"

    def media(self, medium: Medium) -> Path:
        """Return the folder that holds the folders of the classes."""
        return self.folder / MEDIA[medium]

    def entry(self, token: str) -> Path:
        """Return the file of a journal entry."""
        return self.journal / f"{token}.json"

    def at(self, relative: str) -> Path:
        """Return the path of a file named relative to the project, with "/" between parts."""
        return self.folder.joinpath(*relative.split("/"))


def class_folder(class_id: str, name: str) -> str:
    """Return how the folder of a class is named: its id, then what its name has of safe letters.

    Only letters, marks and digits of any script stay, so the name can neither leave the folder
    nor be one that an operating system keeps for itself; the id makes it unique.
    """
    safe = "".join(c if unicodedata.category(c)[0] in "LMN" else "-" for c in as_text(name))
    safe = re.sub("-+", "-", safe)[:SAFE_NAME_CHARACTERS].strip("-")
    return f"{class_id}-{safe or 'class'}"


def class_prefix(folder: str) -> str:
    """Return what is the id of the class, if a folder's name was made by `class_folder`."""
    return folder.partition("-")[0]


def frame_name(take: str, number: int, suffix: str = ".jpg") -> str:
    """Return the name of the file of a picture."""
    return f"{take}-{number:05d}{suffix}"


def recording_name(take: str, suffix: str) -> str:
    """Return the name of the file of a recording or clip."""
    return f"{take}{suffix}"


def parse_name(name: str) -> tuple[str, int] | None:
    """Return the take and number in a file's name, or None when no program made it.

    A recording or clip is number 0 of its take.
    """
    if is_picture(name):
        return parse_frame_name(name)
    match = RECORDING_NAME.fullmatch(name)
    return None if match is None else (match[1], 0)


def parse_frame_name(name: str) -> tuple[str, int] | None:
    """Return the take and number in a file's name, or None when `frame_name` never made it."""
    match = FRAME_NAME.fullmatch(name)
    if match is None or int(match[2]) > MAX_NUMBER:
        return None
    take, number, suffix = match[1], int(match[2]), match[3]
    return (take, number) if frame_name(take, number, suffix) == name else None


def example_id(take: str, number: int) -> str:
    """Return the id of an example."""
    return f"{take}-{number}"


def is_picture(name: str) -> bool:
    """Whether a file in a class's folder is a picture, told by its name."""
    return not name.startswith(".") and kind_of(name) == "image"


def is_kept(medium: Medium, name: str) -> bool:
    """Whether a file in a class's folder belongs to a project of a medium, told by its name."""
    return not name.startswith(".") and kind_of(name) in KEPT[medium]


def derived_take(class_id: str, name: str) -> str:
    """Return the id of the take that a file dropped in by hand is: the same at every opening."""
    content = f"{class_id}/{unicodedata.normalize('NFC', name)}"
    digest = hashlib.blake2b(content.encode("utf-8", "surrogateescape"), digest_size=10)
    return base64.b32encode(digest.digest()).decode("ascii").lower()


def new_take_id() -> str:
    """Return the id of a new take."""
    return "".join(secrets.choice(ID_LETTERS) for _ in range(TAKE_ID_LETTERS))


def new_class_id() -> str:
    """Return an id for a new class; not yet looked at is whether it is in use."""
    return "".join(secrets.choice(ID_LETTERS) for _ in range(CLASS_ID_LETTERS))
