"""Undo on disk: what was done, and how a change that was cut short is taken back.

A change writes its entry, moves files, then replaces project.json, which names the entry as done:
only that makes it so. Until then a file says which entry's files are on the move, and in which
direction; opening the project moves them back. Taking back needs no room on the disk.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from understudy.errors import DataError
from understudy.media import atomic
from understudy.project.disk import make_folder, remove, sync_folder, write_file
from understudy.project.layout import Layout
from understudy.project.records import Json, read_json, to_bytes

DEPTH = 200
"""How many changes can be undone."""
TOKEN = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")

Move = tuple[str, str]
"""From and to, relative to the project, with "/" between parts."""


@dataclass(frozen=True)
class Entry:
    """A change: done by its moves and by `after`, undone by the reverse and by `before`."""

    token: str
    sentence: str = ""
    """What was done; empty for a recorded take, which may still be growing."""
    moves: tuple[Move, ...] = ()
    before: Json = field(default_factory=dict)
    after: Json = field(default_factory=dict)
    take: str | None = None
    """The take that was added to: undoing moves its examples to the trash."""
    already: tuple[int, ...] = ()
    """The numbers that the take had before."""
    added_class: str | None = None
    """The class that was added: undoing moves what came to it by hand to the trash."""


def new_token() -> str:
    """Return the name of a new entry, and of the folder in the trash for its files."""
    return time.strftime("%Y%m%d-%H%M%S-") + secrets.token_hex(4)


def write_entry(layout: Layout, entry: Entry) -> None:
    """Write an entry, which project.json does not name yet."""
    make_folder(layout.journal)
    write_file(layout.entry(entry.token), to_bytes(asdict(entry)))


def read_entry(layout: Layout, token: str) -> Entry | None:
    """Return an entry, or None when it was lost (such as by emptying the trash by hand)."""
    if not TOKEN.fullmatch(token):
        return None
    try:
        value = read_json(layout.entry(token).read_bytes(), "The journal")
        moves = tuple((_inside(old), _inside(new)) for old, new in value.pop("moves"))
        already = tuple(value.pop("already"))
        return Entry(**{**value, "token": token}, moves=moves, already=already)
    except (OSError, DataError, KeyError, TypeError, ValueError):
        return None


def move(layout: Layout, entry: Entry, back: bool) -> None:
    """Move an entry's files, or move them back, leaving a mark of it until `settle`."""
    if not entry.moves:
        return
    write_file(layout.moving, to_bytes({"token": entry.token, "back": back}))
    moves = _directed(entry, back)
    for folder in _parents(layout, moves):
        make_folder(folder)
    for old, new in moves:
        try:
            atomic.rename(layout.at(old), layout.at(new))
        except FileNotFoundError:
            if layout.at(old).exists():
                raise
            # Someone deleted it by hand: it is as gone as it was to be.
    for folder in _parents(layout, moves):
        sync_folder(folder)


def settle(layout: Layout, done: tuple[str, ...]) -> None:
    """Take back the moves of a change that was cut short; `done` is what project.json names."""
    if not layout.moving.exists():
        return
    try:
        mark = read_json(layout.moving.read_bytes(), "The journal")
    except DataError:
        mark = {}
    entry = read_entry(layout, str(mark.get("token")))
    back = bool(mark.get("back"))
    if entry is not None and (entry.token in done) == back:
        moves = _directed(entry, back)
        for folder in _parents(layout, moves):
            make_folder(folder)
        for old, new in reversed(moves):
            if layout.at(new).exists() and not layout.at(old).exists():
                atomic.rename(layout.at(new), layout.at(old))
        for folder in _parents(layout, moves):
            sync_folder(folder)
    remove(layout.moving)


def for_undo(layout: Layout, entry: Entry) -> Entry:
    """Return an entry whose moves can be taken back as the disk is now.

    A file that is no longer in the trash is left out; where another has taken its place
    meanwhile, it gets a new name beside it.
    """
    moves = []
    for old, new in entry.moves:
        if layout.at(new).exists():
            moves.append((_free(layout, old, entry.token), new))
    return entry if tuple(moves) == entry.moves else replace(entry, moves=tuple(moves))


def for_redo(layout: Layout, entry: Entry) -> Entry:
    """Return an entry whose moves can be made again as the disk is now."""
    there = tuple(each for each in entry.moves if layout.at(each[0]).exists())
    return entry if there == entry.moves else replace(entry, moves=there)


def _free(layout: Layout, relative: str, token: str) -> str:
    if not layout.at(relative).exists():
        return relative
    stem, dot, suffix = relative.rpartition(".")
    return f"{stem}-{token}{dot}{suffix}"


def _directed(entry: Entry, back: bool) -> tuple[Move, ...]:
    return tuple((new, old) for old, new in entry.moves) if back else entry.moves


def _parents(layout: Layout, moves: tuple[Move, ...]) -> list[Path]:
    folders = {relative.rpartition("/")[0] for both in moves for relative in both}
    return [layout.at(folder) for folder in sorted(folders)]


def _inside(relative: object) -> str:
    """Return a relative path of an entry, unless it could leave the project."""
    text = str(relative)
    if os.path.isabs(text) or not set(text.split("/")).isdisjoint({"", ".", ".."}):  # noqa: PTH117
        raise ValueError(f"unexpected {text!r}")
    return text
