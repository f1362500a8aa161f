import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from convert import manifest

FILES = {"a.onnx": b"first network", "b.npz": b"second"}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "deep" / "networks"
    manifest.write(folder, FILES, "recipe", "By someone.")
    return folder


def test_what_was_written_is_current(folder):
    assert manifest.is_current(folder, "recipe")
    assert manifest.is_current(folder, "recipe", FILES)
    assert {path.name for path in folder.iterdir()} == {*FILES, manifest.NAME}
    facts = json.loads((folder / manifest.NAME).read_text("utf-8"))
    assert facts["notice"] == "By someone."


def test_what_is_missing_or_damaged_is_not_current(folder):
    assert not manifest.is_current(folder, "another recipe")
    assert not manifest.is_current(folder, "recipe", [*FILES, "more.onnx"])
    assert not manifest.is_current(folder.parent, "recipe")
    (folder / "b.npz").write_bytes(b"damaged")
    assert not manifest.is_current(folder, "recipe")
    (folder / "b.npz").unlink()
    assert not manifest.is_current(folder, "recipe")


@pytest.mark.parametrize(
    "facts",
    ["[]", "{}", "null", "", "{", '{"recipe": "recipe", "sha256": 3}',
     '{"recipe": "recipe", "sha256": ["a.onnx"]}', '{"recipe": "recipe", "sha256": {"a.onnx": 1}}'],
)  # fmt: skip
def test_a_strange_manifest_is_not_current(folder, facts):
    (folder / manifest.NAME).write_text(facts, encoding="utf-8")
    assert not manifest.is_current(folder, "recipe")


def test_files_are_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "file"
    manifest.write_atomically(path, b"one")
    manifest.write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_what_can_not_be_put_in_its_place_leaves_nothing_behind(tmp_path):
    (tmp_path / "file" / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="file"):
        manifest.write_atomically(tmp_path / "file", b"one")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_two_builds_at_once_do_not_get_in_each_others_way(tmp_path):
    contents = [bytes([number]) * 300_000 for number in range(4)]

    def write(content):
        for _ in range(40):
            manifest.write_atomically(tmp_path / "file", content)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, contents))
    assert (tmp_path / "file").read_bytes() in contents
    assert [file.name for file in tmp_path.iterdir()] == ["file"]
