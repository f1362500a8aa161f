from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from understudy.errors import DataError
from understudy.media import atomic
from understudy.project.archive import write_archive
from understudy.project.disk import DiskFullError
from understudy.project.store import Project
from understudy.project.summary import summary
from understudy.studio import library as libraries
from understudy.studio.library import Library, folder_name
from understudy.studio.problems import NotFound

STRANGE_IDS = [
    "", ".", "..", "../outside", "..\\outside", "a/../b", "%2e%2e", "/", "\0", ".trash", "CON",
    ".temporary", "outside", "Animals/", "animals\u0301",
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "projects")


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Animals", "Animals"),
        ("  Rock, paper /  scissors ", "Rock- paper - scissors"),
        ("../../etc/passwd", "etc-passwd"),
        ("石头 剪刀", "石头 剪刀"),
        ("Grüße", "Grüße"),
        (".hidden", "hidden"),
        ("a\0b\nc", "a-b c"),
        ("...", "project"),
        ("🦊", "project"),
        ("x" * 80, "x" * 48),
    ],
)
def test_names_become_folders(name: str, folder: str) -> None:
    assert folder_name(name) == folder


def test_projects_of_one_name_get_folders_of_their_own(library: Library) -> None:
    ids = [library.create(name) for name in ("Animals", "animals", "ANIMALS", "CON", "con")]
    assert ids == ["Animals", "animals 2", "ANIMALS 3", "CON 2", "con 3"]
    assert set(library.folders()) == set(ids)
    assert summary(library.folder("CON 2")).name == "CON"


def test_only_folders_with_a_project_are_listed(library: Library, tmp_path: Path) -> None:
    library.create("Animals")
    (library.root / "holiday").mkdir()
    (library.root / "notes.txt").write_text("x")
    Project.create(tmp_path / "outside", "Outside").close()
    assert set(library.folders()) == {"Animals"}


@pytest.mark.parametrize("project_id", STRANGE_IDS)
def test_an_id_is_only_looked_up(library: Library, tmp_path: Path, project_id: str) -> None:
    library.create("Animals")
    Project.create(tmp_path / "outside", "Outside").close()
    for action in (library.folder, library.delete, library.duplicate, library.restore):
        with pytest.raises(NotFound):
            action(project_id)
    assert (tmp_path / "outside" / "project.json").exists()


def test_the_trash_gives_back_what_it_got(library: Library) -> None:
    first = library.create("Animals")
    trashed = library.delete(first)
    assert library.folders() == {}
    second = library.create("Animals")
    again = library.delete(second)
    assert trashed != again
    assert library.restore(trashed) == "Animals"
    assert library.restore(again) == "Animals 2"
    with pytest.raises(NotFound, match="not in the trash any more"):
        library.restore(trashed)


def test_a_project_that_is_open_elsewhere_is_not_thrown_away(library: Library) -> None:
    project_id = library.create("Animals")
    with (
        Project.open(library.folder(project_id)),
        pytest.raises(DataError, match="open elsewhere"),
    ):
        library.delete(project_id)
    assert library.folders()


def test_copies_and_archives_are_projects_of_their_own(library: Library, tmp_path: Path) -> None:
    original = library.create("Animals")
    with Project.open(library.folder(original)) as project:
        project.add_class("cat")
    assert library.duplicate(original) == "Animals copy"
    assert library.duplicate(original) == "Animals copy 2"
    with (tmp_path / "animals.zip").open("xb") as file:
        write_archive(library.folder(original), file)
    assert library.add_archive(tmp_path / "animals.zip", "Pets") == "Pets"
    added = library.add_archive(tmp_path / "animals.zip", None)
    assert [summary(library.folder(i)).name for i in ("Pets", added)] == ["Pets", "Animals"]
    assert [c.name for c in summary(library.folder("Animals copy")).classes] == ["cat"]


def test_a_long_name_is_copied_whole(library: Library) -> None:
    original = library.create("x" * 80)
    assert summary(library.folder(library.duplicate(original))).name.endswith("x copy")


def test_an_archive_that_is_none_leaves_nothing(library: Library, tmp_path: Path) -> None:
    (tmp_path / "photo.zip").write_bytes(b"no zip")
    with pytest.raises(DataError, match=r"photo\.zip"):
        library.add_archive(tmp_path / "photo.zip", "Pets")
    assert list(library.root.iterdir()) == []


def test_temporary_files_are_gone_afterwards_whatever_happens(library: Library) -> None:
    with library.temporary(".jpg") as path:
        path.write_bytes(b"x")
    assert not path.exists()
    failing = library.temporary()
    path = failing.__enter__()
    path.write_bytes(b"x")
    swallowed = failing.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
    assert not swallowed
    assert not path.exists()
    assert path.is_relative_to(library.root)


def test_what_a_killed_studio_left_is_swept_after_a_day(library: Library) -> None:
    young, old = library.new_temporary(), library.new_temporary()
    part = library.root / f".{'0' * 16}.part"
    part.mkdir()
    (part / "x").write_bytes(b"x")
    for path in (young, old):
        path.write_bytes(b"x")
    long_ago = time.time() - libraries.ABANDONED_SECONDS - 60
    for path in (old, part):
        os.utime(path, (long_ago, long_ago))
    Library(library.root)
    assert young.exists()
    assert not old.exists()
    assert not part.exists()


def test_a_folder_that_can_not_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataError, match="can't be used for projects"):
        Library(tmp_path / "file")


def test_what_goes_while_it_is_looked_at_stops_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.create("Animals")
    library.new_temporary().write_bytes(b"x")

    def refused(path: Path, **options: object) -> os.stat_result:
        raise PermissionError(13, "no", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "lstat", refused)
        Library(library.root)
        patched.setattr(Path, "is_file", refused)
        assert library.folders() == {}
    assert set(library.folders()) == {"Animals"}


def test_what_can_not_be_made_leaves_nothing(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "x.zip").open("wb") as file:
        write_archive(library.folder(library.create("Animals")), file)
    with pytest.raises(DataError, match="can't be shown"):
        library.add_archive(tmp_path / "x.zip", "a\nb")

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(atomic, "write_synced", full)
    with pytest.raises(DiskFullError):
        library.create("Plants")
    assert [path.name for path in library.root.iterdir()] == ["Animals"]
