"""How names of files and folders are read as text, and in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_DIGITS = re.compile(r"(\d+)")

NaturalKey = tuple[list[str | int], str]


def as_text(name: str) -> str:
    """Return the name of a file or folder as text that can be printed and stored.

    It is NFC-normalised, because macOS stores "é" as two code points where others store one;
    bytes that are not text in the file system's encoding are written as escapes.
    """
    printable = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return unicodedata.normalize("NFC", printable)


def natural_key(name: str) -> NaturalKey:
    """Return a sort key that puts "take 2" before "take 10", whatever the case of the letters."""
    parts = _DIGITS.split(as_text(name).casefold())
    return [int(part) if i % 2 else part for i, part in enumerate(parts)], name


def natural_path_key(parts: Iterable[str]) -> list[NaturalKey]:
    """Return the natural sort key of a path given by its parts."""
    return [natural_key(part) for part in parts]
