import hashlib
import json

import pytest

from convert.errors import BuildError
from convert.landmark_sources import DETECTED, FULL, LITE, SHARE, Source, read
from convert.node import WEB


@pytest.fixture
def web(tmp_path):
    """Return a folder with an npm package of one file."""
    package = tmp_path / "node_modules" / "@mediapipe" / "hands"
    package.mkdir(parents=True)
    (package / "one.tflite").write_bytes(b"network")
    return tmp_path


def source(file, sha256):
    return Source("hands", file, sha256, 192, SHARE, DETECTED)


def test_the_published_file_is_read(web):
    expected = hashlib.sha256(b"network").hexdigest()
    assert read(source("one.tflite", expected), web) == b"network"


def test_another_file_is_refused(web):
    with pytest.raises(BuildError, match=r"has SHA-256 [0-9a-f]{64}; expected 00.*Delete"):
        read(source("one.tflite", "00"), web)


def test_a_package_without_the_file_is_said(web):
    with pytest.raises(BuildError, match=r"@mediapipe/hands is damaged: .*Delete"):
        read(source("two.tflite", "00"), web)


def test_a_size_has_all_that_finding_takes():
    assert {name.removesuffix("-lite") for name in LITE} == {
        "palm-detection",
        "hand-landmarks",
        "body-detection",
        "body-landmarks",
    }
    # There is one detector of bodies.
    assert {name.removesuffix("-full") for name in FULL} == {
        name.removesuffix("-lite") for name in LITE if name.endswith("-lite")
    }
    assert len({source.sha256 for source in (LITE | FULL).values()}) == len(LITE | FULL)


def test_the_packages_are_the_exact_ones_that_the_notices_name():
    from convert.landmarks import NOTICE

    wanted = json.loads((WEB / "package.json").read_text("utf-8"))["devDependencies"]
    written = (WEB.parent / "NOTICE").read_text("utf-8")
    for package in {source.package for source in (LITE | FULL).values()}:
        version = wanted[f"@mediapipe/{package}"]
        assert version[0].isdigit()
        assert f"@mediapipe/{package} {version}" in NOTICE
        assert f"@mediapipe/{package} {version}" in " ".join(written.split())


@pytest.mark.parametrize("name", [*LITE, *FULL])
def test_the_installed_packages_hold_every_network(mediapipe, name):
    assert read((LITE | FULL)[name])[4:8] == b"TFL3"  # what every such file has there
