from pathlib import Path

import pytest

from understudy.errors import MediaError
from understudy.media import atomic
from understudy.media.atomic import rename, replacing, write_bytes


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "ä.bin"
    write_bytes(path, b"one")
    write_bytes(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".jpg")
    write_bytes(path, b"x")
    assert path.read_bytes() == b"x"


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_keeps_the_old_file_and_leaves_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")

    def fail(descriptor: int) -> None:
        raise failure

    monkeypatch.setattr(atomic.os, "fsync", fail)
    with pytest.raises((MediaError, KeyboardInterrupt)) as caught:
        write_bytes(path, b"new")
    if isinstance(failure, OSError):
        assert "a.bin can't be written (No space left on device)" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_takes_its_name_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    with replacing(path) as file:
        file.write(b"one ")
        assert not path.exists()
        file.write(b"two")
    assert path.read_bytes() == b"one two"
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write(bytes(1 // 0))
    assert path.read_bytes() == b"one two"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["missing/a.bin", "nul\0.bin", "n" * 300])
def test_a_path_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(MediaError, match="can't be written"):
        write_bytes(tmp_path / name, b"x")


def test_rename_tries_again_while_windows_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"x")
    pauses: list[float] = []
    replace = Path.replace

    def held_twice(self: Path, target: Path) -> Path:
        if len(pauses) < 2:
            raise PermissionError("in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    monkeypatch.setattr(atomic, "ON_WINDOWS", True)
    monkeypatch.setattr(atomic.time, "sleep", pauses.append)
    rename(old, new)
    assert new.read_bytes() == b"x"
    assert len(pauses) == 2


def test_rename_does_not_wait_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: Path, target: Path) -> Path:
        raise PermissionError("read-only")

    monkeypatch.setattr(Path, "replace", forbidden)
    monkeypatch.setattr(atomic, "ON_WINDOWS", False)
    monkeypatch.setattr(atomic.time, "sleep", lambda _: pytest.fail("waited"))
    with pytest.raises(PermissionError):
        rename(tmp_path / "a", tmp_path / "b")
