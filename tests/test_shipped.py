"""Files that are made when the package is built."""

import hashlib

import pytest

from understudy import shipped
from understudy.errors import UnderstudyError


@pytest.fixture
def folder(tmp_path):
    """An installation whose files a test may damage."""
    sha = hashlib.sha256(b"network").hexdigest()
    (tmp_path / "manifest.json").write_text(f'{{"sha256": {{"a.onnx": "{sha}"}}}}')
    (tmp_path / "a.onnx").write_bytes(b"network")
    return tmp_path


def test_shipped_files_are_checked(folder):
    assert shipped.read(folder, "a.onnx") == b"network"
    (folder / "a.onnx").write_bytes(b"netwerk")
    with pytest.raises(UnderstudyError, match=r"network a\.onnx is damaged \(SHA-256 .*, expected"):
        shipped.read(folder, "a.onnx")
    with pytest.raises(UnderstudyError, match=r"is not in this installation.*make setup"):
        shipped.read(folder, "b.onnx")
    (folder / "manifest.json").write_text("{")
    with pytest.raises(UnderstudyError, match="is not in this installation"):
        shipped.read(folder, "a.onnx")
