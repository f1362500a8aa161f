import pytest

from convert import weights


def test_the_published_file(weights_file, published):
    assert weights_file.name.endswith(".pth")
    assert published["_conv_stem.weight"].shape == (32, 3, 3, 3)


def test_another_file_is_refused(tmp_path, monkeypatch):
    other = tmp_path / "other.pth"
    other.write_bytes(b"changed")
    monkeypatch.setattr(weights, "path", lambda: other)
    with pytest.raises(ValueError, match=rf"other\.pth has SHA-256 .*; expected {weights.SHA256}"):
        weights.load()


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package")
    with pytest.raises(FileNotFoundError, match=r"no_such_package.* is not installed"):
        weights.path()
