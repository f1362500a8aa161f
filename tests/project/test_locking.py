import sys

import pytest

from understudy.errors import DataError, MissingExtraError
from understudy.project.layout import Layout
from understudy.project.locking import lock
from understudy.project.store import Project


def test_a_project_is_open_once(project) -> None:
    with pytest.raises(DataError, match="is open elsewhere"):
        Project.open(project.folder)
    project.close()
    Project.open(project.folder).close()


def test_a_project_that_can_not_be_opened_is_not_locked(project) -> None:
    project.close()
    path = project.folder / "project.json"
    content = path.read_bytes()
    path.write_bytes(b"damaged")
    with pytest.raises(DataError, match="damaged"):
        Project.open(project.folder)
    path.write_bytes(content)
    Project.open(project.folder).close()


def test_a_lock_needs_a_folder_to_write_to(tmp_path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataError, match="can't be opened for writing"):
        lock(Layout(tmp_path / "file"))


def test_without_the_package_it_is_said_what_to_install(tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "filelock", None)
    with pytest.raises(MissingExtraError, match=r"understudy\[studio\]"):
        lock(Layout(tmp_path))
