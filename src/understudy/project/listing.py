"""The examples of a project for those who only read it: to teach from on the command line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from understudy.project import layout as names
from understudy.project.core import read_document
from understudy.project.document import Document
from understudy.project.files import folders, identify, kept
from understudy.project.index import Index
from understudy.project.layout import MEDIA, Layout
from understudy.project.noise import mixed_noise
from understudy.project.records import Cut, Source, TakeRecord, is_loose, take_from_bytes
from understudy.sources.folder import Item
from understudy.types import Medium


def project_at(folder: str | Path) -> Path | None:
    """Return the project that a folder is, or whose examples it holds; None if it is neither."""
    given = Path(folder).absolute()
    for candidate in (given, *([given.parent] if given.name in MEDIA.values() else [])):
        layout = Layout(candidate)
        if layout.project.is_file() and any(layout.media(one).is_dir() for one in MEDIA):
            return candidate
    return None


@dataclass(frozen=True)
class Listed:
    """What there is to teach from in a project."""

    items: list[Item]
    """Its pictures, or its recordings or clips that have examples, by the names of its classes."""
    background: list[str]
    """The names of its background classes."""
    backbone: str
    """What it looks at its pictures or clips, or listens to its recordings, with."""
    kind: Medium = "picture"
    cut: Cut | None = None
    """How examples are cut from its recordings."""
    mixed: list[str] = field(default_factory=list)
    """The names of its background classes whose noise the others are also taught with."""


def list_project(folder: str | Path, cut: Cut | None = None) -> Listed:
    """Return what there is to teach from in a project.

    Recordings and clips are cut as the project cuts, or in another way if a cut is given.

    A hold, a video or a recording is a stated take, and so is a photo that was split from others;
    for the rest it has to be found. Of a recording or clip that no studio has looked into yet the
    examples have to be found too. Nothing is locked, changed or decoded: the project may be open.

    Raises
    ------
    DataError
        It is damaged or of a newer format.
    """
    layout = Layout(folder)
    document = read_document(layout)
    if cut is not None and document.kind != "picture":
        document = replace(document, cut=cut)
    items = (_pictures if document.kind == "picture" else _recordings)(layout, document)
    background = [record.name for record in document.classes if record.role == "background"]
    mixed = [record.name for record in mixed_noise(document.classes, document.settings)]
    return Listed(items, background, document.backbone, document.kind, document.cut, mixed)


def _recordings(layout: Layout, document: Document) -> list[Item]:
    index = Index(layout, document)
    index.scan()
    items = []
    for owner in document.classes:
        for relative in index.files_of_class(owner.id):
            held = index.held(relative)
            assert held is not None, relative
            record = index.record(held.take)
            unknown = record is None or record.found is None
            centres = tuple(number / 1000 for number in sorted(index.of_take(held.take)))
            if centres or unknown:
                items.append(
                    Item(held.path, owner.name, held.take, None, None if unknown else centres)
                )
    return items


def _pictures(layout: Layout, document: Document) -> list[Item]:
    records: dict[str, TakeRecord | None] = {}
    found: list[tuple[Path, str, str]] = []  # path, name of the class, take
    for directory in folders(layout, "picture"):
        class_id = document.class_of_folder(directory)
        record = None if class_id is None else document.class_of(class_id)
        if record is None:
            continue
        for name in sorted(kept(layout.examples / directory, "picture")):
            parsed = names.parse_frame_name(name)
            taken = None if parsed is None else _record(layout, document, records, parsed[0])
            own = taken is not None and taken.class_id == record.id
            take, _ = identify(record.id, name, own)
            found.append((layout.examples / directory / name, record.name, take))
    sizes = Counter(take for _, _, take in found)
    order = {record.name: number for number, record in enumerate(document.classes)}
    found.sort(key=lambda one: order[one[1]])
    return [
        Item(path, label, None if _loose(take, sizes, records, document) else take, None)
        for path, label, take in found
    ]


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
