import errno
import hashlib
import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.taught import tiny
from understudy import model_file
from understudy.errors import ModelFileError
from understudy.media import atomic

BLOCKS = {"name": "b", "blocks": {"all": [0, 3]}, "least_side": None, "licence": ""}
FACTS: dict[str, Any] = {"labels": ["a", "b"], "steps": [{"step": "onnx"}], "backbone": BLOCKS}
FILES = {"backbone.onnx": b"backbone" * 50, "head.onnx": b"head"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return model_file.write(tmp_path / "m.understudy", FACTS, FILES)


def repack(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Write the zip again with other members, wherever they come from."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def restate(path: Path, **facts: Any) -> None:
    """Write `model.json` again with other facts; `...` leaves one out."""

    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["model.json"]) | facts
        kept = {key: value for key, value in manifest.items() if value is not ...}
        members["model.json"] = json.dumps(kept).encode()

    repack(path, change)


def refused(path: Path) -> str:
    with pytest.raises(ModelFileError) as caught:
        model_file.read(path)
    said = str(caught.value)
    assert str(path) in said
    assert "\n" not in said
    assert len(said) < 600 + len(str(path))
    return said


def test_what_is_written_is_read(path: Path) -> None:
    contents = model_file.read(path)
    assert contents.files == FILES
    assert contents.manifest["format"] == model_file.FORMAT
    assert {name: contents.manifest[name] for name in FACTS} == FACTS
    assert contents.manifest["files"]["head.onnx"] == {
        "sha256": hashlib.sha256(b"head").hexdigest(),
        "bytes": 4,
    }


@pytest.mark.parametrize("name", ["ü 模型 🎭.understudy", "-o.understudy", "a\nb", "x" * 255])
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    assert model_file.read(model_file.write(tmp_path / name, FACTS, FILES)).files == FILES


def test_missing_folders_and_devices_are_no_models(tmp_path: Path) -> None:
    assert "There is no file" in refused(tmp_path / "none")
    assert "is a folder" in refused(tmp_path)
    assert "can't be read" in refused(tmp_path / ("x" * 300))
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert "not an ordinary file" in refused(tmp_path / "pipe")


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"\xff\xd8\xff\xe0 a photo", b"PK\5\6" + bytes(18)]
)
def test_foreign_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "m").write_bytes(content)
    said = refused(tmp_path / "m")
    assert "is not a model" in said or "not a model: it has no model.json" in said


def test_another_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "m", "w") as archive:
        archive.writestr("word/document.xml", "dear diary")
    assert "is a zip file, but not a model" in refused(tmp_path / "m")


def test_cut_off_anywhere_it_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:length])
        refused(path)


def test_a_newer_version_says_how_to_update(path: Path) -> None:
    restate(path, format=model_file.FORMAT + 1, labels={"of": "another kind"})
    said = refused(path)
    assert "newer version" in said
    assert "pip install --upgrade understudy" in said


@pytest.mark.parametrize("name", ["../x", "/etc/x", "C:\\x", "a/b", "..", "C:x", "\N{DEGREE SIGN}"])
def test_path_tricks_are_refused(path: Path, name: str) -> None:
    repack(path, lambda members: members.update({name: b"x"}))
    assert "no model has a member such as" in refused(path)
    assert not (path.parent.parent / "x").exists()


def test_members_that_are_links_are_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "model.json")
    assert "no model has a member such as 'link'" in refused(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("head.onnx", b"another")
    assert "two of one name" in refused(path)


def test_too_many_members_are_refused(path: Path) -> None:
    repack(path, lambda members: members.update({f"f{n}": b"" for n in range(100)}))
    assert "103 members" in refused(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("more.onnx", bytes(20 << 20))
    assert path.stat().st_size < 100_000
    assert "would unpack to 20," in refused(path)


def test_an_oversize_manifest_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file, "MAX_MANIFEST_BYTES", 100)
    assert "at most 100 fit" in refused(path)


def test_an_oversize_file_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file, "MAX_FILE_BYTES", 100)
    assert "a model has at most 100" in refused(path)


def test_other_packings_are_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("more.onnx", b"x")
    assert "packed in a way that no model is" in refused(path)


def test_damage_is_found_by_checksum(path: Path) -> None:
    repack(path, lambda members: members.update({"head.onnx": b"heat"}))
    said = refused(path)
    assert "head.onnx has SHA-256 " in said
    assert hashlib.sha256(b"head").hexdigest() in said


def test_a_missing_member_is_said(path: Path) -> None:
    repack(path, lambda members: members.__delitem__("head.onnx"))
    assert "'head.onnx' is missing" in refused(path)


@pytest.mark.parametrize("padding", ["0a08", "8a0008", "0a8800", "8a808000888000"])
def test_networks_that_read_other_files_are_refused(tmp_path: Path, padding: str) -> None:
    network = b"\x08\x09:\x10" + bytes.fromhex(padding) + b"location\x12\x0b/etc/passwd"
    model_file.write(tmp_path / "m", FACTS, FILES | {"head.onnx": network})
    assert "refers to files outside the model" in refused(tmp_path / "m")


def test_real_external_data_is_refused(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    model = onnx.load_from_string(tiny().backbone.network.content)
    onnx.external_data_helper.convert_model_to_external_data(model, location="x", size_threshold=0)
    for tensor in model.graph.initializer:
        onnx.external_data_helper.set_external_data(tensor, "secret")
    network = model.SerializeToString()
    model_file.write(tmp_path / "m", FACTS, FILES | {"head.onnx": network})
    assert "refers to files outside the model" in refused(tmp_path / "m")


@pytest.mark.parametrize(
    "facts",
    [
        {"format": None}, {"format": True}, {"format": 0}, {"format": "1"},
        {"labels": ...}, {"labels": []}, {"labels": "ab"}, {"labels": ["a", 1]},
        {"labels": ["a", "a"]}, {"labels": ["a", ""]},
        {"steps": ...}, {"steps": ["onnx"]}, {"files": ...}, {"files": ["head.onnx"]},
        {"files": {"head.onnx": "x"}}, {"files": {"head.onnx": {}}}, {"backbone": 3},
        {"backbone": ...}, {"backbone": BLOCKS | {"least_side": "a"}},
        {"backbone": BLOCKS | {"blocks": {"all": [0, -3]}}}, {"backbone": BLOCKS | {"blocks": [0]}},
        {"background": "a"}, {"licences": [1]}, {"created": 1}, {"provenance": []},
        {"provenance": {"examples": {"a": "many"}}}, {"head": {"known_share": "most"}},
        {"head": {"known_share": 1e999}}, {"head": {"extra": float("nan")}},
        {"cross_validated": {"accuracy": 10**400}}, {"cross_validated": {"takes": 1.5}},
        {"cross_validated": {"confusion": [[1]]}},
        {"cross_validated": {"confusion": [[1, 0], [1]]}},
        {"cross_validated": {"confusion": [[10**30, 0], [0, 0]]}},
        {"backbone_choice": {"reason": 1}}, {"backbone_choice": {"compared": [{"found": 2}]}},
    ],
)  # fmt: skip
def test_facts_of_the_wrong_kind_are_refused(path: Path, facts: dict[str, Any]) -> None:
    restate(path, **facts)
    refused(path)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"format": 1e9999}'])
def test_a_manifest_that_is_no_manifest_is_refused(path: Path, text: bytes) -> None:
    repack(path, lambda members: members.update({"model.json": text, "pad.onnx": os.urandom(9000)}))
    refused(path)


def test_a_failed_write_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(ModelFileError, match=r"can't be written \(No space left"):
        model_file.write(path, FACTS, {"head.onnx": b"other"})
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_where_nothing_can_be_written(path: Path) -> None:
    for place in (path / "m", path.parent / "none" / "m", path.parent / ("x" * 300), path.parent):
        with pytest.raises(ModelFileError, match=r"can't be written|is a folder"):
            model_file.write(place, FACTS, FILES)


def test_an_encrypted_member_is_refused(path: Path) -> None:
    packed = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(packed) as archive:
        place = archive.start_dir
    data = bytearray(packed.getvalue())
    data[place + 8] |= 1  # general purpose flag, bit 0: encrypted
    path.write_bytes(bytes(data))
    assert "damaged" in refused(path)
