import errno
import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.project import clips, sounds
from tests.project.small import check, jpeg, parts, record, state, take_id
from tests.project.sounds import bursts, create, flac
from understudy.errors import DataError
from understudy.project import archive as module
from understudy.project.archive import copy_project, read_archive, write_archive
from understudy.project.disk import DiskFullError
from understudy.project.store import Project


@pytest.fixture
def taught(project):
    record(project, project.add_class("rock").id, take_id(1))
    record(project, project.add_class("CON").id, take_id(2))
    by_hand = project.examples()[0].path.parent / "by hand.jpg"
    by_hand.write_bytes(jpeg())
    os.utime(by_hand, (1_000_000_000, 1_000_000_000))
    project.set_setting("live", {"x": 1})
    project.set_apart([take_id(1)])
    project.close()
    with Project.open(project.folder) as again:
        again.delete_examples([f"{take_id(1)}-0"])
        yield again


def packed(project, path: Path) -> Path:
    with path.open("wb") as file:
        write_archive(project.folder, file)
    return path


def same(one, other) -> bool:
    with Project.open(other) as copy:
        check(copy)
        return (
            state(copy) == state(one)
            and [e.id for e in copy.examples()] == [e.id for e in one.examples()]
            and copy.settings == one.settings
            and copy.next_undo is None
            and copy.trash_bytes() == 0
        )


def test_a_project_goes_into_a_zip_and_out_again(taught, tmp_path) -> None:
    path = packed(taught, tmp_path / "x.zip")
    with zipfile.ZipFile(path) as zipped:
        names = zipped.namelist()
    assert len(names) == len(set(names)) == 1 + 2 + len(taught.examples())
    assert not [name for name in names if name.startswith(("trash", "cache", "."))]
    read_archive(path, tmp_path / "copy")
    assert same(taught, tmp_path / "copy")


def test_a_zip_may_be_written_to_a_stream(taught, tmp_path) -> None:
    class Stream(io.RawIOBase):
        written = b""

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.written += bytes(data)
            return len(data)

    stream = Stream()
    write_archive(taught.folder, stream)  # type: ignore[arg-type]
    (tmp_path / "x.zip").write_bytes(stream.written)
    read_archive(tmp_path / "x.zip", tmp_path / "copy")
    assert same(taught, tmp_path / "copy")


def test_a_zip_packed_by_hand_has_a_folder_in_it(taught, tmp_path) -> None:
    shutil.make_archive(str(tmp_path / "x"), "zip", taught.folder.parent, taught.folder.name)
    read_archive(tmp_path / "x.zip", tmp_path / "copy")
    assert same(taught, tmp_path / "copy")


def test_a_copy_has_another_name(taught, tmp_path) -> None:
    copy_project(taught.folder, tmp_path / "copy", "Feet")
    taught.rename("Feet")
    assert same(taught, tmp_path / "copy")


def test_a_project_that_a_crash_cut_short_is_settled_first(taught, tmp_path) -> None:
    before = state(taught)
    taught.close()
    with Project.open(taught.folder) as again:
        again.delete_take(take_id(2))
        entry = again._core.document.undo[-1]
    path = taught.folder / "project.json"
    path.write_text(path.read_text("utf-8").replace(f',\n  "{entry}"', ""), "utf-8")
    mark = taught.folder / "trash" / "journal" / "moving.json"
    mark.write_text(f'{{"token": "{entry}", "back": false}}', "utf-8")
    copy_project(taught.folder, tmp_path / "copy", "Hands")
    with Project.open(tmp_path / "copy") as copy:
        assert state(copy) == before


def test_nothing_is_overwritten_and_nothing_left_half(taught, tmp_path, monkeypatch) -> None:
    path = packed(taught, tmp_path / "x.zip")
    (tmp_path / "there").mkdir()
    for act in (
        lambda: read_archive(path, tmp_path / "there"),
        lambda: copy_project(taught.folder, tmp_path / "there", "x"),
    ):
        with pytest.raises(DataError, match="exists already"):
            act()

    def full(*_) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module.shutil, "copyfileobj", full)
    monkeypatch.setattr(module.shutil, "copy2", full)
    for act in (
        lambda: read_archive(path, tmp_path / "new"),
        lambda: copy_project(taught.folder, tmp_path / "new", "x"),
    ):
        with pytest.raises(DiskFullError, match="The disk is full"):
            act()
    assert not (tmp_path / "new").exists()
    assert not parts(tmp_path)


def test_a_damaged_zip_is_refused(taught, tmp_path) -> None:
    data = packed(taught, tmp_path / "x.zip").read_bytes()
    middle = data.index(b"\xff\xd8") + 30
    damaged = [b"", b"no zip", data[:-40], data[:middle] + b"\0\1\2" + data[middle + 3 :]]
    for number, content in enumerate(damaged):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(content)
        with pytest.raises(DataError, match="is not a zip that can be read, or it is damaged"):
            read_archive(path, tmp_path / "new")
    with pytest.raises(DataError, match="can't be read"):
        read_archive(tmp_path / "missing.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not parts(tmp_path)


def test_what_is_no_project_is_not_copied(tmp_path) -> None:
    with pytest.raises(DataError, match="is not a project"):
        copy_project(tmp_path, tmp_path / "copy", "x")
    with pytest.raises(DataError, match="is not a project"):
        write_archive(tmp_path, io.BytesIO())


def test_a_name_that_is_no_utf8_is_damage(tmp_path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.json", "{}")
        archive.writestr("ü.txt", "")
    path.write_bytes(path.read_bytes().replace("ü".encode(), b"\xff\xff"))
    with pytest.raises(DataError, match="it is damaged"):
        read_archive(path, tmp_path / "new")


def test_a_list_of_files_that_would_fill_the_memory_is_not_read(
    taught, tmp_path, monkeypatch
) -> None:
    path = tmp_path / "x.zip"
    with path.open("wb") as file:
        write_archive(taught.folder, file)
    monkeypatch.setattr(module, "MAX_LIST_BYTES", 500)
    with pytest.raises(DataError, match="more files than a project has"):
        read_archive(path, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_sounds_come_back_whole(tmp_path) -> None:
    with create(tmp_path / "sounds") as project:
        clap = project.add_class("clap")
        sounds.record(project, clap.id, take_id(1), bursts(0.5, 1.5, 2.5, seconds=4))
        project.add_recording(clap.id, flac(0.5, seed=1), "x.flac")
        project.trim_take(take_id(1), 0, 3)
        project.delete_examples([project.examples()[0].id])
        project.begin_take(take_id(2), clap.id, "microphone", sounds.RATE)  # not there yet
        project.add_sound(take_id(2), 0, bytes(2000))
        with (tmp_path / "x.zip").open("wb") as file:
            write_archive(project.folder, file)
        copy_project(project.folder, tmp_path / "copy", "Sounds")
        project.end_take(take_id(2))
        project.delete_take(take_id(2))
        expected = sounds.state(project)
    read_archive(tmp_path / "x.zip", tmp_path / "new")
    for name in ("new", "copy"):
        assert not list((tmp_path / name).rglob("*.pcm"))
        with Project.open(tmp_path / name) as again:
            assert sounds.state(again) == expected
            sounds.check(again)


def test_clips_come_back_whole(tmp_path) -> None:
    with clips.create(tmp_path / "clips") as project:
        wave = project.add_class("wave")
        clips.record(project, wave.id, take_id(1), clips.WAVES)
        project.add_clip(wave.id, project.recording(take_id(1)), "x.mkv")
        project.trim_take(take_id(1), 0, 7)
        project.delete_examples([project.examples()[0].id])
        project.begin_take(take_id(2), wave.id, "camera")  # not there yet
        clips.send(project, take_id(2), clips.WAVE)
        with (tmp_path / "x.zip").open("wb") as file:
            write_archive(project.folder, file)
        copy_project(project.folder, tmp_path / "copy", "Clips")
        project.end_take(take_id(2))
        project.delete_take(take_id(2))
        expected = sounds.state(project)
    read_archive(tmp_path / "x.zip", tmp_path / "new")
    for name in ("new", "copy"):
        assert not list((tmp_path / name).rglob("*.frames"))
        with Project.open(tmp_path / name) as again:
            assert sounds.state(again) == expected
            sounds.check(again)
