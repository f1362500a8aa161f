import json
import shutil

import pytest

from understudy.errors import UnderstudyError
from understudy.landmarks import loading


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give a folder of networks of its own, at first empty."""
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    for load in (loading.load_hand_finder, loading.load_body_finder):
        load.cache_clear()
    yield tmp_path
    for load in (loading.load_hand_finder, loading.load_body_finder):
        load.cache_clear()


def test_each_is_loaded_once():
    assert loading.load_hand_finder() is loading.load_hand_finder()
    assert loading.load_body_finder() is loading.load_body_finder()


@pytest.mark.parametrize("load", [loading.load_hand_finder, loading.load_body_finder])
def test_another_size_is_refused(load):
    with pytest.raises(UnderstudyError, match="size is 'huge'; expected one of: lite, full"):
        load("huge")


def test_what_to_do_when_a_network_is_missing_or_not_listed(folder):
    with pytest.raises(UnderstudyError, match=r"palm-detection-lite\.onnx is not in .* make setup"):
        loading.load_hand_finder()
    (folder / "body-detection.onnx").write_bytes(b"network")
    (folder / "manifest.json").write_text(json.dumps({"sha256": {}}), encoding="utf-8")
    with pytest.raises(UnderstudyError, match="body-detection"):
        loading.load_body_finder()


def test_a_damaged_network_is_told(folder):
    source = loading.Path(loading.__file__).parent / "networks"
    shutil.copytree(source, folder, dirs_exist_ok=True)
    (folder / "body-detection.onnx").write_bytes(b"network")
    with pytest.raises(UnderstudyError, match=r"body-detection\.onnx is damaged .* Reinstall"):
        loading.load_body_finder()
