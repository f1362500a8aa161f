"""A glance at a project without opening it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from understudy.errors import DataError
from understudy.project import layout as names
from understudy.project.core import read_document
from understudy.project.document import Document
from understudy.project.files import folders, identify, kept
from understudy.project.index import Index
from understudy.project.layout import Layout
from understudy.project.records import ClassRecord, take_from_bytes
from understudy.types import Medium

THUMBNAILS = 4
"""How many examples are named for showing."""


@dataclass(frozen=True, slots=True)
class ClassSummary:
    """A class at a glance."""

    id: str
    name: str
    color: str
    role: str
    count: int
    """Examples on disk."""
    takes: int
    cover: str | None
    """The id of one of its examples."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A project at a glance."""

    name: str
    classes: tuple[ClassSummary, ...] = ()
    examples: int = 0
    """How many there are."""
    thumbnails: tuple[str, ...] = ()
    """Ids of a few examples, of different classes where there are."""
    opened: float | None = None
    """When it was last opened, in seconds since 1970."""
    backbone: str = ""
    """The name of the backbone that it is taught with."""
    problem: str | None = None
    """Why it can't be opened, in a sentence."""
    kind: Medium = "picture"


def summary(folder: str | Path) -> Summary:
    """Return what a project holds, counting the files in its folders and opening none of them.

    It takes no lock, so the project may be open, here or elsewhere.
    """
    layout = Layout(folder)
    try:
        document = read_document(layout)
        if document.kind == "picture":
            classes = _of_pictures(layout, document)
        else:
            classes = _of_recordings(layout, document)
    except DataError as error:
        return Summary(layout.folder.name, problem=str(error))
    except OSError as error:
        return Summary(layout.folder.name, problem=f"{error.filename} can't be read.")
    return Summary(
        document.name,
        classes,
        sum(each.count for each in classes),
        tuple(each.cover for each in classes if each.cover is not None)[:THUMBNAILS],
        document.opened,
        document.backbone,
        kind=document.kind,
    )


def _of_recordings(layout: Layout, document: Document) -> tuple[ClassSummary, ...]:
    index = Index(layout, document)
    index.scan()
    return tuple(
        ClassSummary(
            record.id,
            record.name,
            record.color,
            record.role,
            index.count(record.id),
            len(index.files_of_class(record.id)),
            index.of_class(record.id)[-1].id if index.count(record.id) else None,
        )
        for record in document.classes
    )


def _of_pictures(layout: Layout, document: Document) -> tuple[ClassSummary, ...]:
    files = _files(layout, document)
    return tuple(
        ClassSummary(
            record.id,
            record.name,
            record.color,
            record.role,
            len(files[record.id]),
            _takes(files[record.id]),
            _example(layout, record, files[record.id][-1]) if files[record.id] else None,
        )
        for record in document.classes
    )


def _files(layout: Layout, document: Document) -> dict[str, list[str]]:
    """Return the names of the pictures of each class."""
    found: dict[str, list[str]] = {record.id: [] for record in document.classes}
    for folder in folders(layout, "picture"):
        class_id = document.class_of_folder(folder)
        if class_id is not None:
            found[class_id] += kept(layout.examples / folder, "picture")
    return {class_id: sorted(listed) for class_id, listed in found.items()}


def _takes(files: list[str]) -> int:
    """Return how many takes files are of: frames are of the one they name, others of their own."""
    parsed = map(names.parse_frame_name, files)
    return len({found[0] if found else name for found, name in zip(parsed, files, strict=True)})


def _example(layout: Layout, record: ClassRecord, name: str) -> str:
    """Return the id of the example in a file."""
    parsed, take = names.parse_frame_name(name), None
    if parsed is not None:
        try:
            data = layout.take(parsed[0]).read_bytes()
        except OSError:
            data = b""
        take = take_from_bytes(data, parsed[0], apart=False)
    own = take is not None and take.class_id == record.id
    return names.example_id(*identify(record.id, name, own))
