"""A project: a folder of examples that a person can open, and one program at a time can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from understudy.errors import UnderstudyError
from understudy.project import classes, editing, recorded_takes, room, trash
from understudy.project.creating import create
from understudy.project.intake import Intake
from understudy.project.layout import Layout
from understudy.project.opening import open_core
from understudy.project.records import Change, ClassRecord, Cut, Role
from understudy.types import Medium


class Project(Intake):
    """An open project: thread-safe; what a method has returned from is on disk.

    Every method raises DataError, with one sentence, when what it concerns is not there, when the
    disk is full (then `DiskFullError`, and nothing has changed) and when the project is closed.
    """

    def __init__(self, folder: str | Path) -> None:
        super().__init__(open_core(Layout(folder)))

    @classmethod
    def create(
        cls,
        folder: str | Path,
        name: str,
        backbone: str = "efficientnet-lite0",
        cut: Cut | None = None,
        kind: Medium | None = None,
    ) -> Self:
        """Make a project in a new or empty folder, and open it.

        Without a kind, one with a cut is of sounds and one without is of pictures.
        """
        create(Layout(folder), name, backbone, cut, kind)
        return cls(folder)

    @classmethod
    def open(cls, folder: str | Path) -> Self:
        """Open a project; what a crash cut short is taken back, what was added by hand adopted.

        Raises
        ------
        DataError
            There is no project, it is damaged, of a newer format, or open elsewhere.
        MissingExtraError
            The package filelock is not installed.
        """
        return cls(folder)

    def close(self) -> None:
        """Give the project back, so that it can be opened elsewhere.

        What is being recorded ends; where that fails, it does when it is opened again.
        """
        with self._core.lock:
            with suppress(UnderstudyError):
                recorded_takes.finish_all(self._core)
            self._core.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Classes and settings

    def add_class(self, name: str, color: str | None = None, role: Role = "class") -> ClassRecord:
        """Add a class; without a colour it gets one that no other has, while there are any."""
        return classes.add_class(self._core, name, color, role)

    def change_class(
        self,
        class_id: str,
        name: str | None = None,
        color: str | None = None,
        role: Role | None = None,
    ) -> ClassRecord:
        """Change a class; what is None stays."""
        return classes.change_class(self._core, class_id, name, color, role)

    def order_classes(self, class_ids: Sequence[str]) -> None:
        """Put the classes in an order, given by the ids of all of them."""
        classes.order_classes(self._core, class_ids)

    def delete_class(self, class_id: str) -> None:
        """Delete a class; its examples go to the trash."""
        classes.delete_class(self._core, class_id)

    def rename(self, name: str) -> None:
        """Rename the project; its folder keeps its name."""
        classes.rename_project(self._core, name)

    def set_backbone(self, name: str, cut: Cut | None = None) -> None:
        """Teach with another backbone from now on; the files stay. `undo` does not undo it.

        With another cut the examples of all recordings or clips are cut anew.
        """
        classes.set_backbone(self._core, name, cut)

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a JSON value under a key; None takes it away. It is not undone by `undo`."""
        classes.set_setting(self._core, key, value)

    def set_room(self, picture: bytes) -> None:
        """Keep a picture of the empty room, made smaller; it is not undone by `undo`.

        Raises
        ------
        MediaError
            It is no picture, damaged, or over a limit.
        """
        room.set_room(self._core, picture)

    # Examples

    def trim_take(self, take: str, start: float, end: float) -> None:
        """Use only a part of a recording or clip, in seconds of all of it."""
        editing.trim_take(self._core, take, start, end)

    def delete_examples(self, ids: Iterable[str]) -> None:
        """Move examples to the trash; those already gone are passed over.

        A recording or clip stays until all its examples are deleted.
        """
        editing.delete_examples(self._core, ids)

    def delete_take(self, take: str) -> None:
        """Move the files of a take to the trash."""
        editing.delete_take(self._core, take)

    def move_examples(self, ids: Iterable[str], class_id: str) -> None:
        """Move examples to another class: those of one take become one new take there.

        Whole recordings and clips are moved.
        """
        editing.move_examples(self._core, ids, class_id)

    def set_apart(self, takes: Iterable[str], apart: bool = True) -> None:
        """State that takes are never merged with others, or that they may be."""
        editing.set_apart(self._core, takes, apart)

    # Taking back

    @property
    def next_undo(self) -> str | None:
        """What `undo` would take back, in words."""
        return trash.next_undo(self._core)

    @property
    def next_redo(self) -> str | None:
        """What `redo` would do again, in words."""
        return trash.next_redo(self._core)

    def undo(self) -> str | None:
        """Take back the last change and return what it was, or None when there is none."""
        return trash.undo(self._core)

    def redo(self) -> str | None:
        """Do again what was undone last and return what it was, or None."""
        return trash.redo(self._core)

    def trash_bytes(self) -> int:
        """Return how many bytes of pictures, sounds and clips the trash holds."""
        return trash.trash_bytes(self._core)

    def empty_trash(self) -> None:
        """Delete for good what is in the trash; nothing before it can be undone any more."""
        trash.empty_trash(self._core)

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Have something called after every change, from the thread that made it.

        Calling what is returned ends that.
        """
        return self._core.subscribe(callback)
