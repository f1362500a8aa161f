"""A project: a folder of examples that a person can open, and one program at a time can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from understudy.errors import DataError
from understudy.project import adding, classes, recording, trash
from understudy.project.core import Core
from understudy.project.creating import create
from understudy.project.layout import Layout
from understudy.project.records import Change, ClassRecord, Example, Role, Source, TakeRecord


class Project:
    """An open project: thread-safe; what a method has returned from is on disk.

    Every method raises DataError, with one sentence, when what it concerns is not there, when the
    disk is full (then `DiskFullError`, and nothing has changed) and when the project is closed.
    """

    def __init__(self, folder: str | Path) -> None:
        self._core = Core(Layout(folder))

    @classmethod
    def create(cls, folder: str | Path, name: str, backbone: str = "efficientnet-lite0") -> Self:
        """Make a project in a new or empty folder, and open it."""
        create(Layout(folder), name, backbone)
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
        """Give the project back, so that it can be opened elsewhere."""
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

    # What there is

    @property
    def folder(self) -> Path:
        """The project's folder."""
        return self._core.layout.folder

    @property
    def cache_path(self) -> Path:
        """Where features of its examples are kept; may be deleted at any time."""
        return self._core.layout.cache

    @property
    def name(self) -> str:
        """The name that people gave it."""
        return self._core.document.name

    @property
    def backbone(self) -> str:
        """The name of the backbone that it is taught with."""
        return self._core.document.backbone

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        return self._core.document.revision

    @property
    def settings(self) -> Mapping[str, Any]:
        """What `set_setting` kept; a copy."""
        return classes.settings(self._core)

    @property
    def classes(self) -> tuple[ClassRecord, ...]:
        """The classes in their order."""
        return self._core.document.classes

    @property
    def takes(self) -> Mapping[str, TakeRecord]:
        """The takes that hold an example or are being recorded, by id."""
        with self._core.lock:
            return self._core.index.takes()

    def examples(self) -> list[Example]:
        """Return all examples: by class, then by the start of the take, then by number."""
        with self._core.lock:
            return self._core.index.examples()

    def example(self, example_id: str) -> Example:
        """Return an example; DataError when it is gone."""
        with self._core.lock:
            found = self._core.index.example(example_id)
        if found is None:
            raise DataError(f"There is no example {example_id!r} any more. Load the page again.")
        return found

    def count(self, class_id: str) -> int:
        """Return how many examples a class has."""
        return self._core.index.count(class_id)

    def take_count(self, take: str) -> int:
        """Return how many examples a take has."""
        return self._core.index.take_count(take)

    def checksum(self, example: Example) -> str:
        """Return the checksum of an example's content, as `cache.checksum` gives it."""
        return self._core.checksums.of([example])[0]

    def checksums(self, examples: Iterable[Example]) -> list[str]:
        """Return the checksums of examples; a picture is read only when it is new or changed."""
        return self._core.checksums.of(examples)

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

    def set_backbone(self, name: str) -> None:
        """Teach with another backbone from now on; the pictures stay. `undo` does not undo it."""
        classes.set_backbone(self._core, name)

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a JSON value under a key; None takes it away. It is not undone by `undo`."""
        classes.set_setting(self._core, key, value)

    # Examples

    def begin_take(
        self, take: str, class_id: str, source: Source, rate: float | None = None
    ) -> TakeRecord:
        """Begin a take, or go on with one; saying it again changes nothing."""
        return recording.begin_take(self._core, take, class_id, source, rate)

    def add_frame(self, take: str, number: int, jpeg: bytes) -> Example:
        """Save a frame of a take; of a frame that is there already nothing changes.

        Raises
        ------
        MediaError
            The bytes don't begin as a JPEG; they are not decoded.
        """
        return recording.add_frame(self._core, take, number, jpeg)

    def end_take(self, take: str) -> None:
        """End a take; saying it again changes nothing."""
        recording.end_take(self._core, take)

    def add_photo(self, class_id: str, data: bytes, name: str) -> Example:
        """Add a photo, any picture that `read_image` reads, as a take of its own.

        It is kept upright, as a JPEG with a long side of at most 640 pixels.

        Raises
        ------
        MediaError
            It is no picture, damaged, or over a limit.
        """
        return adding.add_photo(self._core, class_id, data, name)

    def add_video(
        self,
        class_id: str,
        path: str | Path,
        name: str,
        fps: float = 5,
        progress: adding.Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> TakeRecord:
        """Add frames of a video as one take, wholly or not at all.

        `progress` is told how many frames there are so far, and of how many where that is known.

        Raises
        ------
        MediaError
            It is no video, damaged, or over a limit.
        Cancelled
            `cancelled` said so.
        """
        return adding.add_video(self._core, class_id, Path(path), name, fps, progress, cancelled)

    def delete_examples(self, ids: Iterable[str]) -> None:
        """Move examples to the trash; those already gone are passed over."""
        trash.delete_examples(self._core, ids)

    def delete_take(self, take: str) -> None:
        """Move the examples of a take to the trash."""
        trash.delete_take(self._core, take)

    def move_examples(self, ids: Iterable[str], class_id: str) -> None:
        """Move examples to another class: those of one take become one new take there."""
        trash.move_examples(self._core, ids, class_id)

    def set_apart(self, takes: Iterable[str], apart: bool = True) -> None:
        """State that takes are never merged with others, or that they may be."""
        trash.set_apart(self._core, takes, apart)

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
        """Return how many bytes of pictures the trash holds."""
        return trash.trash_bytes(self._core)

    def empty_trash(self) -> None:
        """Delete for good what is in the trash; nothing before it can be undone any more."""
        trash.empty_trash(self._core)

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Have something called after every change, from the thread that made it.

        Calling what is returned ends that.
        """
        return self._core.subscribe(callback)
