import numpy as np
import pytest

from tests.project.small import parts
from understudy.errors import DataError, MediaError
from understudy.media.image import encode_jpeg, read_image
from understudy.project.archive import copy_project, read_archive, write_archive
from understudy.project.disk import DiskFullError
from understudy.project.records import Cut
from understudy.project.store import Project


def photo(level: int, height: int = 48, width: int = 64) -> bytes:
    return encode_jpeg(np.full((height, width, 3), level, np.uint8))


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p", "Room") as made:
        yield made


def shown(project) -> np.ndarray:
    assert project.room is not None
    return read_image(project.room)


def test_there_is_none_until_it_was_captured(project) -> None:
    assert project.room is None
    told = []
    project.subscribe(told.append)
    before = project.revision
    project.set_room(photo(90))
    assert shown(project).mean() == pytest.approx(90, abs=2)
    assert [(one.kind, one.revision) for one in told] == [("settings", before + 1)]
    assert project.next_undo is None
    project.set_room(photo(200))
    assert shown(project).mean() == pytest.approx(200, abs=2)
    assert not parts(project.folder)


def test_a_large_one_is_made_smaller(project) -> None:
    project.set_room(photo(90, 960, 1280))
    assert shown(project).shape == (480, 640, 3)


def test_what_is_no_picture_changes_nothing(project) -> None:
    project.set_room(photo(90))
    for wrong in (b"", b"not a picture", photo(1)[:200]):
        with pytest.raises(MediaError):
            project.set_room(wrong)
    assert shown(project).mean() == pytest.approx(90, abs=2)


def test_on_a_full_disk_the_one_before_stays(project, monkeypatch) -> None:
    project.set_room(photo(90))

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("understudy.project.room.write_file", full)
    with pytest.raises(DiskFullError, match="picture of the room was not saved"):
        project.set_room(photo(200))
    assert shown(project).mean() == pytest.approx(90, abs=2)


def test_only_pictures_are_compared_with_a_room(tmp_path) -> None:
    with (
        Project.create(tmp_path / "s", "S", "sound", Cut(1, 1)) as sounds,
        pytest.raises(DataError, match="project is of sounds"),
    ):
        sounds.set_room(photo(90))


def test_a_link_is_no_room(project, tmp_path) -> None:
    (tmp_path / "elsewhere.jpg").write_bytes(photo(90))
    try:
        (project.folder / "room.jpg").symlink_to(tmp_path / "elsewhere.jpg")
    except OSError:
        pytest.skip("links can't be made here")
    assert project.room is None


def test_it_goes_with_a_zip_and_a_copy(project, tmp_path) -> None:
    project.set_room(photo(90))
    kept = project.room.read_bytes()
    with (tmp_path / "p.zip").open("wb") as file:
        write_archive(project.folder, file)
    read_archive(tmp_path / "p.zip", tmp_path / "unpacked")
    copy_project(project.folder, tmp_path / "copy", "Copy")
    for folder in ("unpacked", "copy"):
        with Project.open(tmp_path / folder) as there:
            assert there.room is not None
            assert there.room.read_bytes() == kept
