"""Writes the networks that find hands and bodies, if they are not there already.

    python -m convert.landmarks        the small ones, which the package ships
    python -m convert.landmarks full   the larger ones too

They are those of MediaPipe's npm packages, translated to ONNX. Called by `make setup` and by the
build hook. Once the larger ones were asked for, they are kept up to date too.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np

from convert import landmark_check, landmark_sources, manifest
from convert.errors import BuildError
from convert.landmark_sources import FULL, LITE, Source
from convert.node import ROOT, WEB, ensure_packages

FOLDER = ROOT / "src" / "understudy" / "landmarks" / "networks"
NOTICE = (
    "MediaPipe Hands and MediaPipe Pose: palm detector, hand landmarks, person detector and pose "
    "landmarks. Networks: Copyright The MediaPipe Authors (Google LLC), from the npm packages "
    "@mediapipe/hands 0.4.1675469240 and @mediapipe/pose 0.5.1675469404, Apache License 2.0. "
    "Converted from TensorFlow Lite to ONNX with the scaling of pixels added and the segmentation "
    "of people left out."
)
MADE_BY = ("landmarks", "landmark_check", "landmark_sources", "tflite_file", "tflite_onnx")


def ensure(folder: Path = FOLDER, web: Path = WEB, *, full: bool = False) -> bool:
    """Write the networks into `folder` unless they are up to date; return whether it wrote.

    Raises
    ------
    BuildError
        There is no Node to fetch them with, or what was fetched is not what it should be.
    """
    full = full or any((folder / f"{name}.onnx").exists() for name in FULL)
    sources = LITE | FULL if full else LITE
    recipe = recipe_checksum()
    if manifest.is_current(folder, recipe, [f"{name}.onnx" for name in sources]):
        return False
    ensure_packages(web)
    files = {f"{name}.onnx": build(name, source, web) for name, source in sources.items()}
    manifest.write(folder, files, recipe, NOTICE)
    return True


def build(name: str, source: Source, web: Path = WEB) -> bytes:
    """Return a network as ONNX, having compared its answers with the expected ones."""
    network = translate(name, source, landmark_sources.read(source, web))
    landmark_check.check(name, network, source)
    return network


def translate(name: str, source: Source, content: bytes) -> bytes:
    """Return the ONNX graph from `pixels`, uint8 [1, side, side, 3] RGB, to the outputs."""
    from convert import tflite_file, tflite_onnx
    from understudy.onnx_graph import FLOAT, Graph

    network = tflite_file.read(content)
    scale, shift = source.scaling
    graph = Graph(name)
    x = graph.input("pixels", np.uint8, (1, source.side, source.side, 3))
    x = graph.add("Transpose", x, perm=tflite_onnx.TO_CHANNELS_FIRST)
    x = graph.add("Mul", graph.add("Cast", x, to=FLOAT), graph.constant(scale, np.float32))
    if shift:
        x = graph.add("Add", x, graph.constant(shift, np.float32))
    outputs = {name: network.outputs[index] for name, index in source.outputs.items()}
    tflite_onnx.Writer(graph, network, x).write(outputs)
    made: bytes = graph.model().SerializeToString()
    return made


def recipe_checksum() -> str:
    """Return a checksum of all that decides what the networks contain."""
    here = Path(__file__).parent
    files = [
        *(here / f"{name}.py" for name in MADE_BY),
        landmark_check.EXPECTED,
        ROOT / "src" / "understudy" / "onnx_graph.py",
    ]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["full"]):
        sys.exit("usage: python -m convert.landmarks [full]")
    try:
        wrote = ensure(full=bool(sys.argv[1:]))
        print("landmark networks written" if wrote else "landmark networks are up to date")
    except BuildError as error:
        sys.exit(str(error))
