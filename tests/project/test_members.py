"""Zips that nobody means well with."""

import json
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.project.small import jpeg, take_id
from understudy.errors import DataError
from understudy.project import members as module
from understudy.project.archive import read_archive
from understudy.project.document import Document, to_json
from understudy.project.records import ClassRecord, Cut
from understudy.project.store import Project

DOCUMENT = Document("Hands", "net", classes=(ClassRecord("c1", "rock", "#00ff00", "class"),))


def zipped(tmp_path: Path, files, compression: int = zipfile.ZIP_STORED) -> Path:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("project.json", json.dumps(to_json(DOCUMENT)))
        for name, content in files:
            archive.writestr(name, content)
    return path


def refused(path: Path, sentence: str) -> None:
    before = set(path.parent.iterdir())
    with pytest.raises(DataError, match=sentence):
        read_archive(path, path.parent / "new")
    assert set(path.parent.iterdir()) == before


@pytest.mark.parametrize(
    "name",
    [
        "../x.jpg",
        "examples/c1/../../../x.jpg",
        "/etc/x.jpg",
        "examples//x.jpg",
        "C:/x.jpg",
        "c:x.jpg",
        "./project.json",
    ],
)
def test_names_that_lead_elsewhere(tmp_path, name: str) -> None:
    refused(zipped(tmp_path, [(name, jpeg())]), "could lead out of the project's folder")


def test_names_with_other_separators(tmp_path) -> None:
    path = zipped(tmp_path, [("examples/c1/..!x.jpg", jpeg())])
    path.write_bytes(path.read_bytes().replace(b"..!x.jpg", b"..\\x.jpg"))
    refused(path, "could lead out")


def test_links(tmp_path) -> None:
    info = zipfile.ZipInfo("examples/c1/x.jpg")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    refused(zipped(tmp_path, [(info, "../../../x")]), "a link or device")


def test_what_would_fill_the_disk(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module, "ALLOWANCE_BYTES", 2**20)
    bomb = zipped(tmp_path, [("examples/c1/x.jpg", bytes(5 * 2**20))], zipfile.ZIP_DEFLATED)
    assert bomb.stat().st_size < 10_000
    refused(bomb, "would unpack to 5,")
    monkeypatch.setattr(module, "MAX_IMAGE_BYTES", 2**20)
    refused(bomb, "over the limit of 1,048,576")
    refused(zipped(tmp_path, [(f"takes/{take_id(1)}.json", bytes(2 * 2**20))]), "over the limit")
    monkeypatch.setattr(module, "MAX_MEMBERS", 1)
    refused(bomb, "holds 2 files, over the limit of 1")
    monkeypatch.setattr(module, "MAX_MEMBERS", 2)
    monkeypatch.setattr(module, "MAX_RECORD_BYTES", 10)
    refused(bomb, "too large")


def test_a_size_that_is_a_lie(tmp_path) -> None:
    path = zipped(tmp_path, [("examples/c1/x.jpg", bytes(2**20))], zipfile.ZIP_DEFLATED)
    data = path.read_bytes()
    path.write_bytes(data.replace((2**20).to_bytes(4, "little"), (9).to_bytes(4, "little")))
    refused(path, "damaged")


def test_a_password(tmp_path) -> None:
    path = zipped(tmp_path, [])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    refused(path, "password")


def test_packed_in_another_way(tmp_path) -> None:
    refused(zipped(tmp_path, [("examples/c1/x.jpg", b"x")], zipfile.ZIP_LZMA), "plain zip")


def test_two_files_of_one_name(tmp_path) -> None:
    files = [("examples/c1/A.jpg", jpeg()), ("examples/C1/a.JPG", jpeg())]
    refused(zipped(tmp_path, files), "two files called")


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "^This zip is not an Understudy project: there is no project.json in it"),
        ([("a/project.json", "{}"), ("b/project.json", "{}")], "holds 2 projects"),
    ],
)
def test_no_project_or_several(tmp_path, files, sentence: str) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    refused(path, sentence)


def test_a_newer_or_damaged_project(tmp_path) -> None:
    for content, sentence in (('{"format": 4}', "newer version"), ("{", "damaged")):
        path = tmp_path / "x.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("deep/project.json", content)
        refused(path, sentence)


def test_only_what_belongs_to_a_project_is_unpacked(tmp_path) -> None:
    files = [
        ("examples/c1/CON.jpg", jpeg()),
        ("examples/c1/a:b.jpg", jpeg()),
        ("examples/lpt1/x.jpg", jpeg()),
        (f"examples/c1/{take_id(1)}-00000.jpg", jpeg()),
        ("examples/c1/run.exe", b"x"),
        ("examples/c1/deep/x.jpg", jpeg()),
        ("examples/.c1/x.jpg", jpeg()),
        ("trash/x.jpg", jpeg()),
        ("cache.sqlite", b"x"),
        (".lock", b"x"),
        ("takes/x.json", b"{}"),
        (f"takes/{take_id(1)}.json", b"{}"),
        ("README.txt", b"x"),
    ]
    read_archive(zipped(tmp_path, files), tmp_path / "new")
    unpacked = sorted(
        p.relative_to(tmp_path / "new").as_posix() for p in tmp_path.rglob("new/**/*")
    )
    assert unpacked == [
        "examples",
        "examples/_lpt1",
        "examples/_lpt1/x.jpg",
        "examples/c1",
        "examples/c1/_CON.jpg",
        "examples/c1/_a_b.jpg",
        f"examples/c1/{take_id(1)}-00000.jpg",
        "project.json",
        "takes",
        f"takes/{take_id(1)}.json",
    ]
    with Project.open(tmp_path / "new") as project:
        assert [project.count(one.id) for one in project.classes] == [3, 1]


def test_only_what_a_project_is_of_is_unpacked(tmp_path, monkeypatch) -> None:
    names = [
        "recordings/c1/x.wav",
        "recordings/c1/x.jpg",
        "recordings/c1/x.pcm",
        "recordings/x.wav",
    ]
    videos = ["clips/c1/x.mkv", "clips/c1/x.frames", "clips/c1/x.wav"]
    files = [*((name, b"x" * 100) for name in (*names, *videos)), ("examples/c1/x.jpg", jpeg())]
    document = replace(DOCUMENT, kind="sound", cut=Cut(1, 0.5))
    clips = replace(document, kind="clip")
    for number, (one, kept) in enumerate(
        [(document, names[:1]), (DOCUMENT, ["examples/c1/x.jpg"]), (clips, videos[:1])]
    ):
        monkeypatch.setattr(f"{__name__}.DOCUMENT", one)
        path = zipped(tmp_path, files)
        read_archive(path, tmp_path / str(number))
        unpacked = {
            found.relative_to(tmp_path / str(number)).as_posix()
            for found in (tmp_path / str(number)).rglob("*.*")
        }
        assert unpacked == {*kept, "project.json"}
    monkeypatch.setattr(f"{__name__}.DOCUMENT", document)
    monkeypatch.setattr(module, "MAX_RECORDING_BYTES", 10)
    refused(zipped(tmp_path, files), "over the limit of 10")
