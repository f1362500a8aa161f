"""The folder that holds the projects: what is in it, making, copying, throwing away.

The id of a project is the name of its folder. An id from outside is only ever looked up in a
listing, and never becomes a path by itself.
"""

from __future__ import annotations

import re
import secrets
import shutil
import threading
import time
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from understudy import backbones
from understudy.errors import DataError
from understudy.media.atomic import rename
from understudy.project.archive import copy_project, read_archive
from understudy.project.disk import is_part
from understudy.project.layout import Layout
from understudy.project.locking import lock
from understudy.project.records import Cut
from understudy.project.store import Project
from understudy.project.summary import summary
from understudy.studio.problems import NotFound
from understudy.studio.protocol import Kind

TRASH = ".trash"
TEMPORARY = ".temporary"
NAME_CHARACTERS = 48
"""Of a project's name in its folder's name: with four bytes each they fit any file system."""
KEPT_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
ABANDONED_SECONDS = 24 * 3600
"""Age of a temporary file that no running studio can still be writing."""


class Library:
    """The projects in a root folder, none of them open here."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._making = threading.Lock()
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise DataError(
                f"The folder {root} can't be used for projects ({reason}). Name another one."
            ) from error
        self._sweep()

    def folders(self) -> dict[str, Path]:
        """Return id -> folder of every project."""
        return _projects_in(self.root)

    def folder(self, project_id: str) -> Path:
        """Return the folder of a project.

        Raises
        ------
        NotFound
            There is no such project.
        """
        folder = self.folders().get(project_id)
        if folder is None:
            raise NotFound("This project is not there any more. Go back to the start page.")
        return folder

    def create(
        self,
        name: str,
        backbone: str = backbones.DEFAULT,
        cut: Cut | None = None,
        settings: Mapping[str, Any] | None = None,
        kind: Kind = "picture",
    ) -> str:
        """Make an empty project and return its id."""
        with self._making:
            folder = self._unused(name)
            try:
                with Project.create(folder, name, backbone, cut, kind) as project:
                    for key, value in (settings or {}).items():
                        project.set_setting(key, value)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
        return folder.name

    def add_archive(self, archive: Path, name: str | None) -> str:
        """Make a project of an archive and return its id; it is called `name`, if that is given."""
        with self._making:
            folder = self._unused(name or "project")
            read_archive(archive, folder, name)
        return folder.name

    def duplicate(self, project_id: str) -> str:
        """Copy a project and return the id of the copy."""
        original = self.folder(project_id)
        name = f"{summary(original).name[: NAME_CHARACTERS - 5]} copy"
        with self._making:
            folder = self._unused(name)
            copy_project(original, folder, name)
        return folder.name

    def delete(self, project_id: str) -> str:
        """Move a project to the trash and return its id there."""
        folder = self.folder(project_id)
        lock(Layout(folder)).release()  # or it is open elsewhere, which is said
        trash = self.root / TRASH
        trash.mkdir(exist_ok=True)
        trashed = trash / f"{folder.name}~{secrets.token_hex(4)}"
        rename(folder, trashed)
        return trashed.name

    def restore(self, trashed_id: str) -> str:
        """Move a project back from the trash and return its id.

        Raises
        ------
        NotFound
            It is not in the trash.
        """
        trashed = _projects_in(self.root / TRASH).get(trashed_id)
        if trashed is None:
            raise NotFound("This project is not in the trash any more.")
        with self._making:
            folder = self._unused(trashed_id.rpartition("~")[0])
            rename(trashed, folder)
        return folder.name

    @contextmanager
    def temporary(self, suffix: str = "") -> Iterator[Path]:
        """Give a path for a file that is gone when the block is left."""
        path = self.new_temporary(suffix)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def new_temporary(self, suffix: str = "") -> Path:
        """Return the path of a file that the caller removes."""
        folder = self.root / TEMPORARY
        folder.mkdir(exist_ok=True)
        return folder / f"{secrets.token_hex(8)}{suffix}"

    def _unused(self, name: str) -> Path:
        """Return a folder for a new project of that name, which is not there yet."""
        stem = folder_name(name)
        taken = {path.name.casefold() for path in self.root.iterdir()}
        names = (stem if number == 1 else f"{stem} {number}" for number in range(1, 10**6))
        free = (n for n in names if n.casefold() not in taken and not KEPT_BY_WINDOWS.fullmatch(n))
        return self.root / next(free)

    def _sweep(self) -> None:
        """Remove what a studio that was killed left behind."""
        oldest = time.time() - ABANDONED_SECONDS
        parts = (path for path in self.root.iterdir() if is_part(path.name))
        for path in (*(self.root / TEMPORARY).glob("*"), *parts):
            with suppress(OSError):  # another studio of this folder is faster, or still uses it
                if path.lstat().st_mtime >= oldest:
                    continue
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


def folder_name(name: str) -> str:
    """Return a name for a folder: letters and digits of any script, spaces and hyphens."""
    kept = (
        c if unicodedata.category(c)[0] in "LMN" else " " if c.isspace() else "-"
        for c in unicodedata.normalize("NFC", name)
    )
    text = re.sub("-+", "-", " ".join("".join(kept).split()))
    return text[:NAME_CHARACTERS].strip(" -") or "project"


def _projects_in(root: Path) -> dict[str, Path]:
    if not root.is_dir():
        return {}
    found = sorted(path for path in root.iterdir() if _holds_project(path))
    return {path.name: path for path in found if _is_text(path.name)}


def _holds_project(folder: Path) -> bool:
    try:
        return Layout(folder).project.is_file()
    except OSError:  # a folder that may not be looked into
        return False


def _is_text(name: str) -> bool:
    """Whether a name can be told to the page: Linux allows bytes that mean nothing."""
    return name.isprintable() and not any("\ud800" <= c <= "\udfff" for c in name)
