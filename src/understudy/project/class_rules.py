"""What a class may be, beside the others: its name, its colour, its id."""

from __future__ import annotations

import unicodedata
from typing import get_args

from understudy.errors import DataError
from understudy.project.document import Document
from understudy.project.layout import new_class_id
from understudy.project.records import (
    COLOR,
    MAX_NAME_CHARACTERS,
    ClassRecord,
    Json,
    Role,
    class_to_json,
    is_name,
)
from understudy.sources.naming import as_text

PALETTE = (
    "#2a80e2",
    "#d55c13",
    "#009342",
    "#b654b0",
    "#a87f09",
    "#158b8c",
    "#d24b54",
    "#876fe4",
    "#718509",
    "#ca4b85",
    "#0e94ba",
    "#9957c4",
)
"""Twelve hues of OKLCH lightness 0.58 to 0.62: each has a contrast of 3 to white and to #111."""


def clean_name(name: str, of: str) -> str:
    """Return a name as it is kept: NFC, without spaces around it.

    Raises
    ------
    DataError
        It is empty, too long, or has characters that can't be shown.
    """
    cleaned = unicodedata.normalize("NFC", name).strip()
    if not is_name(cleaned):
        raise DataError(
            f"The name of {of} has {len(cleaned)} characters; give it 1 to {MAX_NAME_CHARACTERS}."
        )
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in cleaned):
        raise DataError(f"The name {cleaned!r} has characters that can't be shown; leave them out.")
    return cleaned


def find(document: Document, class_id: str) -> ClassRecord:
    """Return a class by its id.

    Raises
    ------
    DataError
        There is none.
    """
    record = document.class_of(class_id)
    if record is None:
        raise DataError(f"There is no class {class_id!r} any more. Choose one that is there.")
    return record


def adopted(document: Document, folder: str) -> Json:
    """Return the class for a folder made by hand: that of its name, or a new one."""
    text = as_text(folder)
    name = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs")).strip()
    name = name[:MAX_NAME_CHARACTERS].strip() or "class"
    for record in document.classes:
        if _same(record.name, name):
            return class_to_json(record, (*document.folders.get(record.id, ()), text))
    record = ClassRecord(free_id(document), name, next_color(document), "class")
    return class_to_json(record, (text,))


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def free_name(document: Document, name: str, class_id: str | None = None) -> str:
    """Return a name as it is kept, for a new class or the one given.

    Raises
    ------
    DataError
        It is no name, or another class has it, whatever the case of the letters.
    """
    name = clean_name(name, "a class")
    for record in document.classes:
        if record.id != class_id and _same(record.name, name):
            raise DataError(f"There is a class called {record.name} already. Choose another name.")
    return name


def free_id(document: Document) -> str:
    """Return an id that no class has."""
    while document.class_of(class_id := new_class_id()) is not None:
        pass
    return class_id


def next_color(document: Document) -> str:
    """Return the first colour of the palette that the fewest classes have."""
    used = [record.color for record in document.classes]
    return min(PALETTE, key=used.count)


def checked(record: ClassRecord) -> ClassRecord:
    """Return a class if its colour and role are right.

    Raises
    ------
    DataError
        One of them is not.
    """
    if not COLOR.fullmatch(record.color):
        raise DataError(f"The colour {record.color!r} is none; write it as #rrggbb.")
    if record.role not in get_args(Role):
        raise DataError(f"The role {record.role!r} is none; expected class or background.")
    return record
