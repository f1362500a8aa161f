"""Drawn clips of a box that slides, and a model of them, for all tests with actions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from tests.performed.videos import write_video
from tests.taught import tiny_backbone
from understudy import backbones
from understudy.backbones.clip_backbone import ActionBackbone
from understudy.backbones.sequences import sequences
from understudy.model import Model
from understudy.onnx_graph import Graph
from understudy.types import Array

LABELS = ("left", "right", "other")
HEIGHT, WIDTH = 60, 80
SIDE = 20
FPS = 10.0
NAME = "tiny-actions"


def draw(label: str, number: int, seconds: float = 1.5, fps: float = FPS) -> Array:
    """Draw a box that slides to a side for 0.8 s; for any other label it trembles in the middle.

    Half of `seconds` is in the middle of the movement; uint8 [n, 60, 80, 3].
    """
    begin = {"left": 1.0, "right": 0.0}.get(label, 0.5)
    return _drawn([(label, seconds)], number, begin, fps)


def draw_game(*labels: str, seconds: float = 2.5, fps: float = FPS) -> Array:
    """Draw these one after the other in one video, each in the middle of its `seconds`."""
    return _drawn([(label, seconds) for label in labels], 99, float(labels[0] == "left"), fps)


def _drawn(parts: Sequence[tuple[str, float]], number: int, begin: float, fps: float) -> Array:
    random = np.random.default_rng([number, *parts[0][0].encode()])
    ground, colour = random.integers(20, 30, 3), random.integers(220, 230, 3)
    top = int(random.integers(5, HEIGHT - SIDE - 5))
    frames, at = [], begin
    for label, seconds in parts:
        end = {"left": 0.0, "right": 1.0}.get(label, at)
        for index in range(round(seconds * fps)):
            share = np.clip((index / fps - (seconds / 2 - 0.4)) / 0.8, 0, 1)
            place = at + share * (end - at) + (random.uniform(-0.02, 0.02) if end == at else 0)
            left = round(5 + float(np.clip(place, 0, 1)) * (WIDTH - SIDE - 10))
            frame = np.tile(ground.astype(np.uint8), (HEIGHT, WIDTH, 1))
            frame[top : top + SIDE, left : left + SIDE] = colour
            frames.append(frame)
        at = end
    return np.stack(frames)


def write(path: Path, label: str, number: int, seconds: float = 1.5) -> Path:
    """Write such a clip and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_video(path, draw(label, number, seconds), FPS)


def write_clips(root: Path, labels: Sequence[str] = LABELS, count: int = 3) -> Path:
    """Write root/<label>/<number>.mp4 and return the root; of "other" one of five seconds."""
    for label in labels:
        for number in range(1 if label == "other" else count):
            seconds = 5.0 if label == "other" else 1.5
            write(root / label / f"{number}.mp4", label, number, seconds)
    return root


def write_game(path: Path, *labels: str, seconds: float = 2.5) -> Path:
    """Write such a video and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_video(path, draw_game(*labels, seconds=seconds), FPS)


@cache
def backbone() -> ActionBackbone:
    """Return a backbone that sees the mean colour of each frame, and how things move."""
    return ActionBackbone(NAME, tiny_backbone())


@cache
def tiny() -> Model:
    """Return a model that goes by how far things move to a side, with "other" as background."""
    moving = {
        label: sequences(backbone().embed([draw(label, n) for n in range(3)], workers=1))["flow"]
        for label in ("left", "right")
    }
    difference = (moving["right"] - moving["left"]).mean(axis=(0, 1))  # [64]
    weights = np.zeros(backbone().dimensions, np.float32)
    weights[backbone().blocks["flow"]] = np.tile(difference, moving["right"].shape[1])
    scale = float((moving["right"] @ difference).sum(axis=1).mean())
    head = _head(np.outer(weights / scale, [-8.0, 8.0, 0.0]), np.array([0.0, 0.0, 4.0]))
    return Model(LABELS, backbone(), head, {"background": ["other"], "licences": []})


def _head(weights: Array, bias: Array) -> bytes:
    """Return a linear head as ONNX, to which everything is known."""
    graph = Graph("tiny")
    features = graph.input("features", np.float32, ("n", len(weights)))
    logits = graph.add("MatMul", features, graph.constant(weights, np.float32))
    logits = graph.add("Add", logits, graph.constant(bias, np.float32))
    graph.add("Softmax", logits, axis=1, name="probabilities")
    first = graph.add("Gather", logits, graph.constant(0, np.int64), axis=1)
    graph.add("Mul", first, graph.constant(0.0, np.float32), name="novelty")
    graph.output("probabilities", np.float32, ("n", weights.shape[1]))
    graph.output("novelty", np.float32, ("n",))
    content: bytes = graph.model().SerializeToString()
    return content


def without_background() -> Model:
    """Return the same model, to which "other" is an action like any other."""
    model = tiny()
    return Model(LABELS, model.backbone, model._head.content, model.facts | {"background": []})


def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let everything that is taught with actions go by `backbone`, with a cache of its own."""
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setitem(backbones._loaded, (backbones.DEFAULT_CLIP, "[]"), backbone())


def named(name: str, seeks: Literal["hand", "body"] | None) -> ActionBackbone:
    """Return such a backbone of another name, which says that it looks for something."""
    made = ActionBackbone(name, tiny_backbone())
    made.seeks = seeks
    return made
