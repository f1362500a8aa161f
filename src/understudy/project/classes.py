"""Adding, changing, ordering and deleting classes, and renaming the project."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from understudy.errors import DataError
from understudy.project.class_rules import checked, clean_name, find, free_id, free_name, next_color
from understudy.project.core import Core
from understudy.project.disk import told
from understudy.project.document import CLASS, NAME, ORDER
from understudy.project.journal import Entry, new_token
from understudy.project.recorded_takes import finish_all
from understudy.project.records import ClassRecord, Cut, Example, Json, Role, class_to_json
from understudy.project.trash import to_trash


def add_class(core: Core, name: str, color: str | None, role: Role) -> ClassRecord:
    """See `Project.add_class`."""
    with core.lock:
        core.check()
        name = free_name(core.document, name)
        color = next_color(core.document) if color is None else color
        record = checked(ClassRecord(free_id(core.document), name, color, role))
        values = {
            f"{CLASS}{record.id}": class_to_json(record, ()),
            ORDER: [*core.document.values([ORDER])[ORDER], record.id],
        }
        _change(core, f"Added the class {name}", values, added_class=record.id)
        revision = core.document.revision
    core.announce(revision, {record.id}, "classes")
    return record


def change_class(
    core: Core, class_id: str, name: str | None, color: str | None, role: Role | None
) -> ClassRecord:
    """See `Project.change_class`."""
    with core.lock:
        core.check()
        old = find(core.document, class_id)
        new = checked(
            replace(
                old,
                name=old.name if name is None else free_name(core.document, name, class_id),
                color=color or old.color,
                role=role or old.role,
            )
        )
        if new == old:
            return old
        folders = core.document.folders.get(class_id, ())
        values = {f"{CLASS}{class_id}": class_to_json(new, folders)}
        added = _change(core, _difference(old, new), values)
        revision = core.document.revision
    core.announce(revision, {class_id}, "classes", added)
    return new


def order_classes(core: Core, class_ids: Sequence[str]) -> None:
    """See `Project.order_classes`."""
    with core.lock:
        core.check()
        current = core.document.values([ORDER])[ORDER]
        if sorted(class_ids) != sorted(current):
            raise DataError(
                f"An order of {len(class_ids)} classes came, and the project has {len(current)} "
                "others or more of them. Load the page again."
            )
        if list(class_ids) == current:
            return
        _change(core, "Put the classes in another order", {ORDER: list(class_ids)})
        revision = core.document.revision
    core.announce(revision, class_ids, "classes")


def delete_class(core: Core, class_id: str) -> None:
    """See `Project.delete_class`."""
    with core.lock:
        core.check()
        record = find(core.document, class_id)
        finish_all(core, class_id)
        token = new_token()
        values = {
            f"{CLASS}{class_id}": None,
            ORDER: [each.id for each in core.document.classes if each.id != class_id],
        }
        entry = Entry(
            token,
            f"Deleted the class {record.name}",
            to_trash(token, core.index.files_of_class(class_id)),
            core.document.values(values),
            values,
        )
        folder = core.layout.media(core.document.kind) / core.index.folder(class_id)
        core.perform(entry, "the deletion")
        with contextlib.suppress(OSError):  # it may hold what is no example
            folder.rmdir()
        revision = core.document.revision
    core.announce(revision, {class_id}, "classes")


def rename_project(core: Core, name: str) -> None:
    """See `Project.rename`."""
    with core.lock:
        core.check()
        name = clean_name(name, "a project")
        if name == core.document.name:
            return
        _change(core, f"Renamed the project to {name}", {NAME: name})
        revision = core.document.revision
    core.announce(revision, (), "settings")


def set_backbone(core: Core, name: str, cut: Cut | None) -> None:
    """See `Project.set_backbone`."""
    with core.lock:
        core.check()
        if cut is not None:
            core.check_cut()
        cut = cut or core.document.cut
        if not name:
            raise DataError("A project needs the name of a backbone; got an empty one.")
        if (name, cut) == (core.document.backbone, core.document.cut):
            return
        revision = core.document.revision + 1
        with told("the change"):
            changed = replace(core.document, backbone=name, cut=cut, revision=revision)
            added = core.write(changed)
    core.announce(revision, (), "settings", added)


def _change(
    core: Core, sentence: str, values: Json, added_class: str | None = None
) -> list[Example]:
    before = core.document.values(values)
    entry = Entry(new_token(), sentence, (), before, values, added_class=added_class)
    return core.perform(entry, "the change")


def _difference(old: ClassRecord, new: ClassRecord) -> str:
    changed = [
        name for name in ("name", "color", "role") if getattr(old, name) != getattr(new, name)
    ]
    if changed == ["name"]:
        return f"Renamed {old.name} to {new.name}"
    if changed == ["color"]:
        return f"Changed the colour of {new.name}"
    return f"Changed {new.name}"


def settings(core: Core) -> Json:
    """See `Project.settings`."""
    return copy.deepcopy(dict(core.document.settings))


def set_setting(core: Core, key: str, value: Any) -> None:
    """See `Project.set_setting`."""
    try:
        kept = json.loads(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError) as error:
        raise DataError(
            f"The setting {key!r} can't be kept: {error}. Give plain values."
        ) from error
    with core.lock:
        core.check()
        changed = {**core.document.settings, key: kept}
        if kept is None:
            del changed[key]
        revision = core.document.revision + 1
        with told("the setting"):
            core.write(replace(core.document, settings=changed, revision=revision))
    core.announce(revision, (), "settings")
