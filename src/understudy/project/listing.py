"""The examples of a project for those who only read it: to teach from on the command line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from understudy.project import layout as names
from understudy.project.core import read_document
from understudy.project.document import Document
from understudy.project.index import folders, identify
from understudy.project.layout import EXAMPLES, Layout
from understudy.project.records import Source, TakeRecord, is_loose, take_from_bytes
from understudy.project.summary import pictures
from understudy.sources.folder import Item


def project_at(folder: str | Path) -> Path | None:
    """Return the project that a folder is, or whose examples it holds; None if it is neither."""
    given = Path(folder).absolute()
    for candidate in (given, *([given.parent] if given.name == EXAMPLES else [])):
        layout = Layout(candidate)
        if layout.project.is_file() and layout.examples.is_dir():
            return candidate
    return None


@dataclass(frozen=True)
class Listed:
    """What there is to teach from in a project."""

    items: list[Item]
    """Its pictures, by the names of its classes."""
    background: list[str]
    """The names of its background classes."""
    backbone: str
    """What it looks at its pictures with."""


def list_project(folder: str | Path) -> Listed:
    """Return what there is to teach from in a project.

    A hold or a video is a stated take, and so is a photo that was split from others; for the rest
    it has to be found. Nothing is locked, changed or decoded: the project may be open.

    Raises
    ------
    DataError
        It is damaged or of a newer format.
    """
    layout = Layout(folder)
    document = read_document(layout)
    records: dict[str, TakeRecord | None] = {}
    found: list[tuple[Path, str, str]] = []  # path, name of the class, take
    for directory in folders(layout):
        class_id = document.class_of_folder(directory)
        record = None if class_id is None else document.class_of(class_id)
        if record is None:
            continue
        for name in sorted(pictures(layout.examples / directory)):
            parsed = names.parse_frame_name(name)
            taken = None if parsed is None else _record(layout, document, records, parsed[0])
            own = taken is not None and taken.class_id == record.id
            take, _ = identify(record.id, name, own)
            found.append((layout.examples / directory / name, record.name, take))
    sizes = Counter(take for _, _, take in found)
    order = {record.name: number for number, record in enumerate(document.classes)}
    found.sort(key=lambda one: order[one[1]])
    items = [
        Item(path, label, None if _loose(take, sizes, records, document) else take, None)
        for path, label, take in found
    ]
    background = [record.name for record in document.classes if record.role == "background"]
    return Listed(items, background, document.backbone)


def _record(
    layout: Layout, document: Document, records: dict[str, TakeRecord | None], take: str
) -> TakeRecord | None:
    if take not in records:
        try:
            data = layout.take(take).read_bytes()
        except OSError:
            data = b""
        records[take] = take_from_bytes(data, take, take in document.apart)
    return records[take]


def _loose(
    take: str, sizes: Counter[str], records: dict[str, TakeRecord | None], document: Document
) -> bool:
    record = records.get(take)
    source: Source = "by-hand" if record is None else record.source
    return is_loose(source, take in document.apart, sizes[take])
