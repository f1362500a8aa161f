import errno
import os

import pytest

from tests.project.small import parts
from understudy.errors import DataError
from understudy.media import atomic
from understudy.project import disk
from understudy.project.disk import (
    DiskFullError,
    append,
    make_folder,
    remove_parts,
    sync_folder,
    told,
    write_file,
)


def test_a_file_is_replaced_wholly(tmp_path) -> None:
    path = tmp_path / "x"
    write_file(path, b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert not parts(tmp_path)


@pytest.mark.parametrize("name", ["write_synced", "rename"])
def test_what_fails_leaves_the_old_and_nothing_half(tmp_path, monkeypatch, name: str) -> None:
    write_file(tmp_path / "x", b"old")

    def full(path, *_) -> None:
        if name == "write_synced":
            path.write_bytes(b"ha")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic, name, full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_file(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"old"
    assert not parts(tmp_path)


def test_the_file_is_on_disk_before_it_gets_its_name(tmp_path, monkeypatch) -> None:
    order = []
    monkeypatch.setattr(os, "fsync", lambda handle: order.append("sync"))
    real = atomic.rename
    monkeypatch.setattr(atomic, "rename", lambda *a: (order.append("rename"), real(*a)))
    write_file(tmp_path / "x", b"x")
    assert order[:2] == ["sync", "rename"]
    assert len(order) == (2 if atomic.ON_WINDOWS else 3)


def test_refusals_are_told_in_a_sentence() -> None:
    full = r"^The disk is full; the take was not saved\. Make"
    with pytest.raises(DiskFullError, match=full), told("the take"):
        raise OSError(errno.ENOSPC, "no space")
    other = r"^The take could not be saved \(not yours\)"
    with pytest.raises(DataError, match=other) as caught, told("the take"):
        raise PermissionError(errno.EACCES, "not yours")
    assert not isinstance(caught.value, DiskFullError)


def test_a_folder_that_can_not_be_synced_is_no_failure(tmp_path) -> None:
    sync_folder(tmp_path / "missing")


def test_appending_is_whole_or_not_at_all(tmp_path, monkeypatch) -> None:
    path = tmp_path / "deep" / "file"
    append(path, b"one", 0)
    append(path, b"two", 3)
    assert path.read_bytes() == b"onetwo"
    append(path, b"torn", 3)  # what is after these bytes never counted
    assert path.read_bytes() == b"onetorn"

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        append(path, b"more", 3)
    assert path.read_bytes() == b"one"


def test_a_new_folder_is_on_disk_as_well(tmp_path, monkeypatch) -> None:
    synced = []
    monkeypatch.setattr(disk, "sync_folder", synced.append)
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert synced == [tmp_path, tmp_path / "a"]
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        make_folder(tmp_path / "file")


def test_what_is_left_half_written_is_removed(tmp_path) -> None:
    kept = tmp_path / "kept.part"
    kept.write_bytes(b"")
    disk.part_of(kept).write_bytes(b"x")
    (disk.part_of(kept) / "deep").mkdir(parents=True)
    remove_parts(tmp_path)
    assert list(tmp_path.iterdir()) == [kept]
    remove_parts(tmp_path / "missing")
