import json

import pytest

from convert import packed_assets

FILES = [
    {"filename": "/third_party/a.txt", "start": 0, "end": 3},
    {"filename": "/third_party/b.tflite", "start": 3, "end": 8},
]


def script(files):
    return f"(function() {{\n  loadPackage({json.dumps({'files': files})});\n}})();\n"


@pytest.fixture
def folder(tmp_path):
    """Return a package with one file as it is, and two joined in one."""
    folder = tmp_path / "hands"
    folder.mkdir()
    (folder / "plain.tflite").write_bytes(b"plain")
    (folder / "hands_solution_packed_assets.data").write_bytes(b"abcdefgh")
    (folder / "hands_solution_packed_assets_loader.js").write_text(script(FILES), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "content"), [("plain.tflite", b"plain"), ("a.txt", b"abc"), ("b.tflite", b"defgh")]
)
def test_files_are_found_as_they_are_and_joined(folder, name, content):
    assert packed_assets.read(folder, name) == content


def test_a_file_that_is_not_there_is_said(folder):
    with pytest.raises(ValueError, match=r"c\.tflite should be stated once .* not 0 times"):
        packed_assets.read(folder, "c.tflite")


def test_data_that_is_cut_off_is_said(folder):
    (folder / "hands_solution_packed_assets.data").write_bytes(b"abcdefg")
    with pytest.raises(ValueError, match=r"should end at byte 8 .* which has 7"):
        packed_assets.read(folder, "b.tflite")


@pytest.mark.parametrize("ending", [".data", "_loader.js"])
def test_a_package_without_its_parts_is_said(folder, ending):
    (folder / f"hands_solution_packed_assets{ending}").unlink()
    with pytest.raises(ValueError, match="can't be read"):
        packed_assets.read(folder, "a.txt")


@pytest.mark.parametrize("limit", ["LARGEST_SCRIPT_BYTES", "LARGEST_DATA_BYTES"])
def test_what_is_far_too_large_is_not_read(folder, monkeypatch, limit):
    monkeypatch.setattr(packed_assets, limit, 5)
    with pytest.raises(ValueError, match="at most 5 were expected"):
        packed_assets.read(folder, "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "loadPackage(files);",
        "loadPackage({files: process.exit()});",
        "loadPackage({" + "[" * 9999 + "});",
        'loadPackage({"files": 3});',
        'loadPackage({"files": [3]});',
        'loadPackage({"files": [{"filename": 3, "start": 0, "end": 1}]});',
        'loadPackage({"files": [{"filename": "x", "start": 0}]});',
        script([{"filename": "x", "start": 0, "end": 1}] * 2),
        script([{"filename": "x", "start": "0", "end": 1}]),
        script([{"filename": "x", "start": True, "end": 2}]),
        script([{"filename": "x", "start": -1, "end": 1}]),
        script([{"filename": "x", "start": 5, "end": 5}]),
        script([{"filename": "x", "start": 0.0, "end": 1}]),
    ],
)
def test_strange_scripts_are_refused(text):
    with pytest.raises(ValueError, match=r"x (should be stated once|is stated to be)"):
        packed_assets.find(text, "x")
