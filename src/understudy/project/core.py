"""The inside of an open project: one lock around what is in memory and what is on disk."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from understudy.errors import DataError
from understudy.project import journal
from understudy.project.checksums import Checksums
from understudy.project.class_rules import adopted
from understudy.project.disk import make_folder, remove, remove_parts, told, write_file
from understudy.project.document import CLASS, Document, from_json, to_json
from understudy.project.files import folders, kept
from understudy.project.index import Index
from understudy.project.journal import DEPTH, Entry
from understudy.project.layout import MEDIA, Layout
from understudy.project.locking import lock
from understudy.project.records import Change, Example, Json, Kind, TakeRecord, read_json, to_bytes
from understudy.project.sessions import Hold, Session
from understudy.types import Medium

log = logging.getLogger(__name__)

H = TypeVar("H", bound=Hold)

RESERVED_REVISIONS = 1_000_000
"""Frames grow the revision without writing project.json; what it says is never too small."""


class Core:
    """What the operations on a project share.

    Everything is read and changed while holding `lock`; `announce` what changed after it.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.lock = threading.RLock()
        self.document: Document
        self.index: Index
        self.checksums = Checksums(layout)
        self.sessions: dict[str, Session] = {}
        """Of the takes that frames are coming to."""
        self.holds: dict[str, Hold] = {}
        """Of the takes that sound, or frames of a clip, are coming to."""
        self.gathering: set[str] = set()
        """Folders in the trash whose pictures are still being added."""
        read_document(layout)  # before the lock makes a file in a folder that is no project
        self._file_lock: Any = lock(layout)
        self._broken = False
        self._callbacks: list[Callable[[Change], None]] = []
        try:
            self._load()
            self._adopt()
            with contextlib.suppress(OSError):  # a project can be opened on a full disk
                self.write(replace(self.document, opened=time.time()))
        except BaseException as error:
            self._file_lock.release()
            if isinstance(error, OSError):
                raise DataError(
                    f"The project {layout.folder} can't be opened: {error.filename} can't be read "
                    f"({error.strerror}). Check that its folder may be read and written to."
                ) from error
            raise

    def close(self) -> None:
        """Give the project back; from then on nothing can be done with it."""
        with self.lock:
            if self._file_lock is None:
                return
            try:
                self.checksums.close()
                with contextlib.suppress(OSError):
                    if not self._broken:
                        self.write(self.document, reserve=0)
            finally:
                self._file_lock.release()
                self._file_lock = None

    def check(self) -> None:
        """Raise DataError when the project was closed, or a change could not be taken back."""
        if self._file_lock is None or self._broken:
            raise DataError(f"The project {self.layout.folder} is closed. Open it again.")

    def check_for(self, medium: Medium) -> None:
        """Raise DataError unless the project is open and of what is to be added."""
        self.check()
        kind = self.document.kind
        if kind != medium:
            raise DataError(
                f"This project is of {kind}s, and that is a {medium}. Add it to a project of "
                f"{medium}s."
            )

    def check_cut(self) -> None:
        """Raise DataError unless the project is open and its examples are cut from recordings."""
        self.check()
        if self.document.kind == "picture":
            raise DataError("This project is of pictures, which have no parts to choose.")

    def held(self, take: str, kind: type[H]) -> tuple[TakeRecord, H]:
        """Return the record of a take that is being recorded, and what is known of it.

        Raises
        ------
        DataError
            It is not being recorded.
        """
        record, hold = self.index.record(take), self.holds.get(take)
        if record is None or not isinstance(hold, kind):
            raise DataError(f"The take {take!r} is not being recorded. Begin it first.")
        return record, hold

    # Changing

    def write(self, document: Document, reserve: int = RESERVED_REVISIONS) -> list[Example]:
        """Replace project.json, and then the document in memory.

        Returns the examples that are new because recordings are now cut in another way.
        """
        kept = replace(document, revision=document.revision + reserve)
        write_file(self.layout.project, to_bytes(to_json(kept)))
        self.document = document
        return self.index.replaced(document)

    def grown(self) -> int:
        """Count the revision up, in memory, and return it."""
        self.document = replace(self.document, revision=self.document.revision + 1)
        self.index.replaced(self.document)
        return self.document.revision

    def perform(self, entry: Entry, what: str) -> list[Example]:
        """Do what an entry says, wholly or not at all; return the examples it brought."""
        document = self.document
        dropped = document.undo[: -DEPTH + 1] if len(document.undo) >= DEPTH else ()
        after = replace(
            document.with_values(entry.after),
            undo=(*document.undo[len(dropped) :], entry.token),
            redo=(),
        )
        added = self._commit(entry, after, back=False, what=what)
        for token in (*dropped, *document.redo):
            remove(self.layout.entry(token))
        return added

    def undo(self, entry: Entry) -> list[Example]:
        """Undo the last entry; return the examples it brought back."""
        document = self.document
        after = replace(
            document.with_values(entry.before),
            undo=document.undo[:-1],
            redo=(*document.redo, entry.token),
        )
        return self._commit(entry, after, back=True, what="the change")

    def redo(self, entry: Entry) -> list[Example]:
        """Do again what was undone last; return the examples it brought."""
        document = self.document
        after = replace(
            document.with_values(entry.after),
            undo=(*document.undo, entry.token),
            redo=document.redo[:-1],
        )
        return self._commit(entry, after, back=False, what="the change")

    def _commit(self, entry: Entry, after: Document, back: bool, what: str) -> list[Example]:
        after = replace(after, revision=after.revision + 1)
        with told(what):
            try:
                journal.write_entry(self.layout, entry)
                journal.move(self.layout, entry, back)
                added = self.write(after)
            except BaseException:
                if self.layout.moving.exists():
                    self._restore()
                raise
        remove(self.layout.moving)
        moves = [(new, old) for old, new in entry.moves] if back else list(entry.moves)
        for old, _ in moves:
            self.index.remove(old)
        media = MEDIA[self.document.kind]
        within = [new for _, new in moves if new.startswith(f"{media}/")]
        added += [one for relative in within for one in self.index.add(relative)]
        # A recording that was cut in another way may be gone, or have moved.
        return [one for one in dict.fromkeys(added) if self.index.example(one.id) == one]

    def _restore(self) -> None:
        """Go back to what the disk says after a change that failed."""
        self._broken = True
        journal.settle(self.layout, read_document(self.layout).undo)
        recording, revision = self.index.recording, self.document.revision
        self._load()
        self.index.recording = recording
        self.document = replace(self.document, revision=revision + 1)
        self.index.replaced(self.document)
        self._broken = False

    # Telling

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Have something called after every change, until what is returned is called."""

        def end() -> None:
            with self.lock, contextlib.suppress(ValueError):
                self._callbacks.remove(callback)

        with self.lock:
            self._callbacks.append(callback)
        return end

    def announce(
        self,
        revision: int,
        class_ids: Iterable[str],
        kind: Kind,
        added: Iterable[Example] = (),
    ) -> None:
        """Tell those who asked for it; without the lock, and whatever they do."""
        change = Change(revision, frozenset(class_ids), tuple(added), kind)
        for callback in tuple(self._callbacks):
            try:
                callback(change)
            except Exception:
                log.exception("What is told of changes to a project failed.")

    # Opening

    def _load(self) -> None:
        self.document = read_document(self.layout)
        journal.settle(self.layout, self.document.undo)
        for folder in (self.layout.folder, self.layout.journal):
            remove_parts(folder)
        media = self.layout.media(self.document.kind)
        for folder in (media, self.layout.takes):
            make_folder(folder)
        for name in folders(self.layout, self.document.kind):
            remove_parts(media / name)
        remove_parts(self.layout.takes)
        self.index = Index(self.layout, self.document)
        self.index.scan()

    def _adopt(self) -> None:
        """Make classes of the folders with files that were put beside theirs by hand."""
        values: Json = {}
        current = self.document
        media = self.layout.media(current.kind)
        for folder in folders(self.layout, current.kind):
            if current.class_of_folder(folder) is None and kept(media / folder, current.kind):
                record = adopted(current, folder)
                values[f"{CLASS}{record['id']}"] = record
                current = self.document.with_values(values)
        if values:
            with contextlib.suppress(OSError):
                self.write(current)
            self._load()


def read_document(layout: Layout) -> Document:
    """Read project.json.

    Raises
    ------
    DataError
        It is missing, damaged, or of a newer format.
    """
    try:
        data = layout.project.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise DataError(
            f"{layout.folder} is not a project: it has no {layout.project.name}. Give the folder "
            "of a project, or make a new one."
        ) from None
    except OSError as error:
        raise DataError(f"{layout.project} can't be read: {error.strerror}.") from error
    return from_json(read_json(data, str(layout.project)), str(layout.project))
