"""Imports point one way, and what is heavy or optional is imported late and in few places."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from tests.architecture import tree

LAYERS = (  # each imports only from itself and from those above it
    {
        "version",
        "types",
        "errors",
        "registry",
        "onnx_graph",
        "onnx_session",
        "drawings",
        "tones",
        "shipped",
    },
    {"media"},
    {"landmarks"},
    {"sources"},
    {"project"},
    {"backbones"},
    {"heads"},
    {"evaluation"},
    {"model", "model_file", "model_graph", "model_sounds", "self_test"},
    {"training", "words"},
    {"live"},
    {"actions"},
    {"api", "listening", "spotting", "watching"},
    {"studio", "cli", "__main__", "__init__"},
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

OPTIONAL = {  # package -> the modules that may ask for it
    "cv2": {"media/optical_flow.py", "sources/camera.py"},
    "filelock": {"project/locking.py"},
    "jinja2": {"evaluation/report.py"},
    "onnx": {
        "backbones/custom.py",
        "backbones/layers.py",
        "model_graph.py",
        "onnx_graph.py",
    },
    "pillow_heif": {"media/formats.py"},
    "pynput": {"actions/keyboard.py"},
    "scipy": {"heads/discriminant_solver.py", "heads/logistic.py", "training/augmentation/blur.py"},
    "sounddevice": {"sources/microphone.py"},
    "torch": {"heads/sequence_network.py", "heads/spectrogram_conv.py"},
}
SLOW = {"av", "onnxruntime"}  # installed always, but slow to import
WEB = {"fastapi", "pydantic", "starlette", "uvicorn"}  # what the whole of studio/ is written in


def layer_of(path: Path) -> str:
    return path.relative_to(tree.PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", tree.modules(), ids=tree.name_of)
def test_imports_point_left(path: Path) -> None:
    own = layer_of(path)
    assert own in RANK, f"{own} is in no layer: add it to LAYERS, after all that it imports"
    wrong = []
    for found in tree.imports(tree.parse(path), tree.package_of(path)):
        root, *parts = found.module.split(".")
        if root != "understudy":
            continue
        other = parts[0] if parts and parts[0] in RANK else "__init__"
        if RANK[other] > RANK[own]:
            wrong.append(f"{tree.name_of(path)}:{found.line} imports {found.module}")
    assert not wrong


@pytest.mark.parametrize("path", tree.modules(), ids=tree.name_of)
def test_slow_and_optional_packages_are_imported_late(path: Path) -> None:
    late = OPTIONAL.keys() | SLOW
    wrong = [
        f"{tree.name_of(path)}:{found.line} imports {found.module} at the start"
        for found in tree.imports(tree.parse(path), tree.package_of(path))
        if found.at_start and found.module.split(".")[0] in late
    ]
    assert not wrong


@pytest.mark.parametrize("path", tree.modules(), ids=tree.name_of)
def test_only_the_studio_is_written_for_the_web_and_only_commands_start_it(path: Path) -> None:
    if layer_of(path) == "studio":
        return
    wrong = [
        f"{tree.name_of(path)}:{found.line} imports {found.module}"
        for found in tree.imports(tree.parse(path), tree.package_of(path))
        if found.module.split(".")[0] in WEB
        or (found.at_start and found.module.startswith("understudy.studio"))
    ]
    assert not wrong


@pytest.mark.parametrize("path", tree.modules(), ids=tree.name_of)
def test_optional_packages_are_imported_by_require_alone(path: Path) -> None:
    wrong = [
        f"{tree.name_of(path)}:{found.line} imports {found.module}"
        for found in tree.imports(tree.parse(path), tree.package_of(path))
        if found.module.split(".")[0] in OPTIONAL
    ]
    assert not wrong, "use understudy.errors.require, which says what to install"


def test_optional_packages_are_named_where_they_are_used_and_nowhere_else() -> None:
    named = defaultdict(set)
    for path in tree.modules():
        for node in ast.walk(tree.parse(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("require"):
                module = node.args[0]
                assert isinstance(module, ast.Constant), f"{path}: name the package literally"
                package = str(module.value).split(".")[0]
                named[package].add(path.relative_to(tree.PACKAGE).as_posix())
    assert named == {package: where for package, where in OPTIONAL.items() if where}
