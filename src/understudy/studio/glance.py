"""Finding one example of a project that is not open, for the pictures of the start screen."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from understudy.project import layout as names
from understudy.project.core import read_document
from understudy.project.document import Document
from understudy.project.files import folders, identify
from understudy.project.index import Index
from understudy.project.layout import Layout
from understudy.project.records import Cut, Example, Stretch, take_from_bytes
from understudy.types import Medium


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the picture of an example comes from."""

    path: Path
    kind: Medium = "picture"
    """What is in it."""
    part: Stretch = (0.0, 0.0)
    """Of a recording or clip, in seconds; it may begin before that or end after it."""

    @property
    def centre(self) -> float:
        """The middle of the part."""
        return sum(self.part) / 2


def shown(example: Example, cut: Cut | None, kind: Medium) -> Shown:
    """Return where the picture of an example that was found comes from."""
    if example.centre is None or cut is None:
        return Shown(example.path)
    return Shown(example.path, kind, window_of(example.centre, cut))


def window_of(centre: float, cut: Cut) -> Stretch:
    """Return the part of a recording or clip that an example around a place spans."""
    return centre - cut.window / 2, centre + cut.window / 2


def find(folder: Path, example_id: str) -> Shown | None:
    """Return where an example is, or None when there is none with that id.

    Raises
    ------
    DataError
        The project can't be read.
    """
    layout = Layout(folder)
    document = read_document(layout)
    if document.kind != "picture":
        return _find_part(layout, document, example_id)
    take = example_id.partition("-")[0]
    owner = _class_of(layout, take)
    for name in folders(layout, "picture"):
        class_id = document.class_of_folder(name)
        if class_id is None:
            continue
        for path in _files(layout.examples / name):
            own = owner == class_id and path.name.startswith(take)
            found = names.example_id(*identify(class_id, path.name, own))
            if found == example_id and names.is_picture(path.name):
                return Shown(path)
    return None


def _find_part(layout: Layout, document: Document, example_id: str) -> Shown | None:
    index = Index(layout, document)
    index.scan()
    example = index.example(example_id)
    return None if example is None else shown(example, document.cut, document.kind)


def _files(folder: Path) -> list[Path]:
    """Return the ordinary files in a folder: a link may lead anywhere, a pipe never ends."""
    with suppress(OSError), os.scandir(folder) as entries:
        return [Path(entry.path) for entry in entries if entry.is_file(follow_symlinks=False)]
    return []


def _class_of(layout: Layout, take: str) -> str | None:
    """Return the id of the class that a take belongs to, if there is a record of it."""
    if not names.TAKE_ID.fullmatch(take):
        return None
    try:
        record = take_from_bytes(layout.take(take).read_bytes(), take, apart=False)
    except OSError:
        return None
    return None if record is None else record.class_id
