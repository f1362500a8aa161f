import os

import pytest

from tests.project.small import jpeg, record, take_id
from understudy.errors import MediaError
from understudy.project import checksums as module
from understudy.project.cache import checksum
from understudy.project.checksums import Checksums
from understudy.project.layout import Layout
from understudy.project.store import Project


@pytest.fixture
def taught(project):
    record(project, project.add_class("rock").id, take_id(1))
    project.close()
    with Project.open(project.folder) as again:
        yield again


def no_reading(monkeypatch) -> None:
    monkeypatch.setattr(module, "file_checksum", lambda path: pytest.fail(f"{path} was read"))


def expected(examples) -> list[str]:
    return [checksum(one.path.read_bytes()) for one in examples]


def test_nothing_is_read_that_was_recorded_or_read_before(taught, monkeypatch) -> None:
    layout, examples = Layout(taught.folder), taught.examples()
    layout.checksums.unlink()
    first = Checksums(layout)
    assert first.of(examples) == expected(examples)
    first.close()
    no_reading(monkeypatch)
    assert Checksums(layout).of(examples) == taught.checksums(examples) == expected(examples)


def test_a_changed_file_is_read_again(taught) -> None:
    old = taught.examples()[0]
    old.path.write_bytes(jpeg() + b"longer")
    os.utime(old.path, (5, 5))
    taught.close()
    with Project.open(taught.folder) as again:
        examples = again.examples()
        assert again.checksums(examples) == expected(examples)


@pytest.mark.parametrize("content", [b"\xff\x00\n\n1 2 3\n", b"x y z w\n", b"a 1 2 \n", b""])
def test_a_damaged_file_is_no_harm(taught, content: bytes) -> None:
    layout, examples = Layout(taught.folder), taught.examples()
    layout.checksums.write_bytes(content)
    assert Checksums(layout).of(examples) == expected(examples)


def test_a_file_that_can_not_be_written_stops_nothing(taught) -> None:
    layout, examples = Layout(taught.folder), taught.examples()
    layout.checksums.unlink()
    layout.checksums.mkdir()
    known = Checksums(layout)
    assert known.of(examples) == known.of(examples) == expected(examples)
    known.close()


def test_a_file_of_many_old_lines_is_written_anew(taught, monkeypatch) -> None:
    layout, examples = Layout(taught.folder), taught.examples()
    monkeypatch.setattr(module, "STALE_LINES", 1)
    layout.checksums.write_bytes(layout.checksums.read_bytes() * 9)
    known = Checksums(layout)
    no_reading(monkeypatch)
    known.of(examples)
    assert len(layout.checksums.read_bytes().splitlines()) == len(examples)


def test_a_name_with_a_line_break(taught) -> None:
    path = taught.examples()[0].path.parent / "a\nb.jpg"
    try:
        path.write_bytes(jpeg())
    except OSError:
        pytest.skip("such a name can't be made here")
    taught.close()
    for _ in range(2):
        with Project.open(taught.folder) as again:
            assert again.checksums(again.examples()) == expected(again.examples())


def test_a_picture_that_is_gone(taught) -> None:
    examples = taught.examples()
    taught._core.layout.checksums.unlink()
    examples[0].path.unlink()
    with pytest.raises(MediaError, match="can't be read"):
        Checksums(Layout(taught.folder)).of(examples)
