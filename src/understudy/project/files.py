"""Which files lie in the folders of a project, and which take each is of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from understudy.project import layout as names
from understudy.project.layout import Layout
from understudy.types import Medium

Row = tuple[str, os.stat_result]


def files(folder: Path) -> Iterator[Row]:
    """Yield the ordinary files in a folder with their status."""
    if not os.path.isdir(folder):  # noqa: PTH112
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                yield entry.name, entry.stat(follow_symlinks=False)


def folders(layout: Layout, medium: Medium) -> list[str]:
    """Return the names of the folders that may belong to a class."""
    root = layout.media(medium)
    if not root.is_dir():
        return []
    with os.scandir(root) as entries:
        return sorted(
            entry.name
            for entry in entries
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
        )


def kept(folder: Path, medium: Medium) -> list[str]:
    """Return the names of the pictures or recordings directly in a folder."""
    with os.scandir(folder) as entries:
        return [
            entry.name
            for entry in entries
            if names.is_kept(medium, entry.name) and entry.is_file(follow_symlinks=False)
        ]


def identify(class_id: str, name: str, own: bool) -> tuple[str, int]:
    """Return the take and number of a file in the folder of a class.

    They are those in its name where `own` says that this take is of this class. Files of
    another class's take, put here by hand, are a take of their own; any other file is one too.
    """
    parsed = names.parse_name(name)
    if parsed is None:
        return names.derived_take(class_id, name), 0
    take, number = parsed
    return (take, number) if own else (names.derived_take(class_id, take), number)
