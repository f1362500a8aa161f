"""What project.json says: a value that changes by being replaced."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from understudy.errors import DataError
from understudy.project.formats import FORMATS, migrated
from understudy.project.layout import class_prefix
from understudy.project.records import (
    ClassRecord,
    Cut,
    Json,
    Stretch,
    check,
    class_from_json,
    class_to_json,
    is_name,
    is_text,
    stretch,
)
from understudy.sources.naming import as_text
from understudy.types import Medium

NAME, ORDER, CLASS, APART = "name", "order", "class/", "apart/"
TRIM, REMOVED = "trim/", "removed/"
"""Keys of `values`: what the journal keeps of a document, before and after a change."""
KINDS: Mapping[Medium, str] = {"picture": "images", "sound": "sound", "clip": "clips"}
"""How project.json calls what a project is of."""
MIN_STEP = 0.01
"""Seconds between examples, at least: a file from anywhere must not ask for millions of them."""


@dataclass(frozen=True)
class Document:
    """A project, without its takes and examples."""

    name: str
    backbone: str
    revision: int = 0
    opened: float | None = None
    classes: tuple[ClassRecord, ...] = ()
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Folders made by hand, by the id of the class that they belong to."""
    apart: frozenset[str] = frozenset()
    settings: Mapping[str, Any] = field(default_factory=dict)
    undo: tuple[str, ...] = ()
    """Journal entries that are done, the last one last."""
    redo: tuple[str, ...] = ()
    """Journal entries that were undone, the last one last."""
    kind: Medium = "picture"
    cut: Cut | None = None
    """How examples are cut from the recordings of a project of sounds, or from clips."""
    trims: Mapping[str, Stretch] = field(default_factory=dict)
    """What of a recording is used, by take, where that is not all of it."""
    removed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Milliseconds of the examples that were deleted from a recording, by take."""

    def class_of(self, class_id: str) -> ClassRecord | None:
        """Return a class, or None when there is none with this id."""
        return self._by_id.get(class_id)

    def class_of_folder(self, folder: str) -> str | None:
        """Return the id of the class that a folder of files belongs to."""
        prefix = class_prefix(folder)
        return self._by_folder.get(as_text(folder), prefix if prefix in self._by_id else None)

    @cached_property
    def _by_id(self) -> dict[str, ClassRecord]:
        return {record.id: record for record in self.classes}

    @cached_property
    def _by_folder(self) -> dict[str, str]:
        classes = reversed(self.classes)  # of two with one folder the first has it
        return {name: one.id for one in classes for name in self.folders.get(one.id, ())}

    def values(self, keys: Iterable[str]) -> Json:
        """Return what some keys stand for now; None where there is nothing."""
        return {key: self._value(key) for key in keys}

    def _value(self, key: str) -> Any:
        if key == NAME:
            return self.name
        if key == ORDER:
            return [record.id for record in self.classes]
        kind, _, name = key.partition("/")
        if kind == "apart":
            return True if name in self.apart else None
        if kind in ("trim", "removed"):
            edit = (self.trims if kind == "trim" else self.removed).get(name)
            return None if edit is None else list(edit)
        record = self.class_of(name)
        return None if record is None else class_to_json(record, self.folders.get(name, ()))

    def with_values(self, values: Mapping[str, Any]) -> Self:
        """Return the document with some keys changed; None takes away.

        Classes that an order does not name (they came later) stay behind those it names.
        """
        name, apart = self.name, set(self.apart)
        classes = {record.id: record for record in self.classes}
        folders = dict(self.folders)
        edits: Json = {"trim": dict(self.trims), "removed": dict(self.removed)}
        for key, value in values.items():
            kind, _, which = key.partition("/")
            if key == NAME:
                name = value
            elif kind == "apart":
                apart.add(which) if value else apart.discard(which)
            elif kind in edits:
                edits[kind] |= {which: tuple(value or ())}
            elif kind == "class" and value is None:
                classes.pop(which, None)
                folders.pop(which, None)
            elif kind == "class":
                classes[which], stated = class_from_json(value)
                # A folder adopted since is not lost by undoing what was before it.
                folders[which] = tuple(dict.fromkeys((*folders.get(which, ()), *stated)))
        order = {class_id: place for place, class_id in enumerate(values.get(ORDER, ()))}
        ordered = sorted(classes.values(), key=lambda record: order.get(record.id, len(order)))
        return replace(
            self,
            name=name,
            apart=frozenset(apart),
            classes=tuple(ordered if order else classes.values()),
            folders=_stated(folders),
            trims=_stated(edits["trim"]),
            removed=_stated(edits["removed"]),
        )


def _stated(values: Mapping[str, Any]) -> Json:
    return {key: value for key, value in values.items() if value}


def to_json(document: Document) -> Json:
    """Return the content of project.json."""
    return {
        "format": FORMATS[document.kind],
        "kind": KINDS[document.kind],
        "name": document.name,
        "backbone": document.backbone,
        "revision": document.revision,
        "opened": document.opened,
        "classes": [
            class_to_json(record, document.folders.get(record.id, ()))
            for record in document.classes
        ],
        "apart": sorted(document.apart),
        "settings": dict(document.settings),
        "undo": list(document.undo),
        "redo": list(document.redo),
        **({} if document.cut is None else _cutting(document, document.cut)),
    }


def _cutting(document: Document, cut: Cut) -> Json:
    return {
        "cut": asdict(cut),
        "trims": {take: list(document.trims[take]) for take in sorted(document.trims)},
        "removed": {take: list(document.removed[take]) for take in sorted(document.removed)},
    }


def from_json(value: Json, what: str) -> Document:
    """Return the document in the content of a project.json, called `what` in errors.

    Raises
    ------
    DataError
        It is of a newer format, or not what a project.json holds.
    """
    value = migrated(value, what)
    try:
        kind = next((kind for kind, name in KINDS.items() if name == value["kind"]), None)
        check(kind is not None, value["kind"])
        parsed = [class_from_json(each) for each in value["classes"]]
        ids = {record.id.casefold() for record, _ in parsed}
        check(len(ids) == len(parsed), "two classes with one id")
        check(is_name(value["name"]) and is_text(value["name"]), value["name"])
        for key, type_ in (("backbone", str), ("revision", int), ("settings", dict)):
            check(isinstance(value[key], type_), value[key])
        opened = value.get("opened")
        return Document(
            name=value["name"],
            backbone=value["backbone"],
            revision=value["revision"],
            opened=None if opened is None else float(opened),
            classes=tuple(record for record, _ in parsed),
            folders={record.id: folders for record, folders in parsed if folders},
            apart=frozenset(_texts(value["apart"])),
            settings=value["settings"],
            undo=_texts(value["undo"]),
            redo=_texts(value["redo"]),
            **({} if kind == "picture" else _cut_as(kind, value)),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        reason = f"it lacks {error}" if isinstance(error, KeyError) else error
        raise DataError(f"{what} is damaged ({reason}). Put back a copy of it.") from error


def _cut_as(kind: Medium | None, value: Json) -> Json:
    """Return what only the document of a project whose examples are cut has."""
    cut = Cut(float(value["cut"]["window"]), float(value["cut"]["step"]))
    check(MIN_STEP <= cut.step < math.inf and 0 < cut.window < math.inf, cut)
    return {
        "kind": kind,
        "cut": cut,
        "trims": {str(take): stretch(each) for take, each in value["trims"].items()},
        "removed": {str(k): tuple(int(ms) for ms in each) for k, each in value["removed"].items()},
    }


def _texts(values: Any) -> tuple[str, ...]:
    check(isinstance(values, list) and all(isinstance(each, str) for each in values), values)
    return tuple(values)
