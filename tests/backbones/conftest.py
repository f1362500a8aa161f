"""Drawn pictures, tiny networks of other people, and the real photos where they are."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

from understudy import backbones


@pytest.fixture
def data() -> Path:
    """Return the folder of development data."""
    beside = Path(__file__).parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("UNDERSTUDY_DATA") or beside)
    if not (folder / "images").is_dir():
        pytest.skip(f"no development data in {folder}; set UNDERSTUDY_DATA to its folder")
    return folder


@pytest.fixture
def picture() -> Callable[..., np.ndarray]:
    """Return a function that draws smooth colours with some noise: uint8 [height, width, 3]."""

    def draw(height: int, width: int, seed: int = 0) -> np.ndarray:
        random = np.random.default_rng(seed)
        y, x = np.mgrid[0:height, 0:width].astype(float)
        phases, speeds = random.uniform(0, 6, 3), random.uniform(0.01, 0.2, (2, 3))
        waves = np.sin(y[..., None] * speeds[0] + x[..., None] * speeds[1] + phases)
        noise = random.normal(0, 10, (height, width, 3))
        return np.clip(127 + 100 * waves + noise, 0, 255).astype(np.uint8)

    return draw


@pytest.fixture
def network_file(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a network: a convolution, ReLU and the average over all."""

    def write(
        name: str = "tiny.onnx", opset: int = 18, batch: int | str = "n", side: int = 16,
        channels_last: bool = False, flat: bool = True, ir_version: int = 8, inputs: int = 1,
        width: int = 5, constants_as_inputs: bool = False,
    ) -> Path:  # fmt: skip
        kernel = np.random.default_rng(1).normal(0, 0.3, (width, 3, 3, 3)).astype(np.float32)
        shape = [batch, side, side, 3] if channels_last else [batch, 3, side, side]
        make = helper.make_tensor_value_info
        given = [make(f"pixels{i or ''}", onnx.TensorProto.FLOAT, shape) for i in range(inputs)]
        nodes = [
            helper.make_node("Conv", ["first", "kernel"], ["maps"], strides=[2, 2]),
            helper.make_node("Relu", ["maps"], ["positive"]),
            helper.make_node("GlobalAveragePool", ["positive"], ["pooled"]),
            helper.make_node("Flatten", ["pooled"], ["vector"], axis=1),
        ]
        first = helper.make_node("Identity", ["pixels"], ["first"])
        if channels_last:
            first = helper.make_node("Transpose", ["pixels"], ["first"], perm=[0, 3, 1, 2])
        if constants_as_inputs:
            given.append(make("kernel", onnx.TensorProto.FLOAT, kernel.shape))
        results = [
            make("vector", onnx.TensorProto.FLOAT, [batch, width]),
            make("pooled", onnx.TensorProto.FLOAT, [batch, width, 1, 1]),
        ]
        graph = helper.make_graph(
            [first, *nodes], "tiny", given, results if flat else results[::-1],
            [numpy_helper.from_array(kernel, "kernel")],
        )  # fmt: skip
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=ir_version
        )
        path = tmp_path / name
        onnx.save(model, str(path))
        return path

    return write


@pytest.fixture
def clean_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget afterwards what a test registered."""
    len(backbones.REGISTRY)  # announced packages are asked before
    monkeypatch.setattr(backbones.REGISTRY, "_entries", dict(backbones.REGISTRY._entries))
    monkeypatch.setattr(backbones, "_loaded", dict(backbones._loaded))
