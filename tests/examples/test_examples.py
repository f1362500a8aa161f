"""Every example runs and does what it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from examples import (
    actions,
    draw_shapes,
    gestures,
    own_backbone,
    own_features,
    quick_start,
    seasons,
    sounds,
)
from understudy.onnx_graph import Graph

EXAMPLES = Path(seasons.__file__).parent
TESTED = {
    "actions",
    "draw_shapes",
    "first_run",
    "gestures",
    "own_backbone",
    "own_features",
    "quick_start",
    "seasons",
    "sounds",
}


@pytest.fixture
def photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(tmp_path / "cache"))
    draw_shapes.draw_set(tmp_path / "photos", seed=5)
    return tmp_path / "photos"


def test_no_example_is_forgotten() -> None:
    assert {path.stem for path in EXAMPLES.glob("[!_]*.py")} == TESTED


def test_gestures_are_told_apart_before_a_wall_never_seen(capsys) -> None:
    gestures.main()
    said = capsys.readouterr().out.splitlines()
    for line, name in zip(said, ("five", "one", "two"), strict=False):
        assert line.startswith(f"{name}: {name} (")
        assert f"flipped: {name}; a left hand" in line
    assert said[-1] == "no hand: None, found: False"


def test_sounds_are_found_in_a_recording(capsys) -> None:
    assert sounds.main() == ["knock", "clap", "whistle", "clap"]
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("sound-short: at least half of these sounds are shorter than a word")
    assert said[1].startswith("0.4")


def test_actions_are_found_in_a_video(capsys) -> None:
    assert actions.main() == ["right", "jump", "left"]
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "100% of 15 clips left out are right"
    begin, _, end, *_ = said[1].split()
    assert float(begin) == pytest.approx(0.85, abs=0.4)
    assert float(end) == pytest.approx(1.65, abs=0.4)


def test_the_season_network_learns() -> None:
    assert seasons.main() > 0.9


def test_quick_start(photos: Path) -> None:
    some = sorted(photos.glob("circle/*/*.jpg"))[0]
    assert quick_start.main(str(photos), str(some)).best == "circle"


def test_own_features_beat_chance(photos: Path) -> None:
    assert own_features.main(str(photos)) > 0.4  # chance is 0.25


def test_own_backbone(photos: Path, tmp_path: Path) -> None:
    graph = Graph("mine")
    picture = graph.input("x", np.float32, (1, 3, 32, 32))
    kernel = np.random.default_rng(0).standard_normal((16, 3, 5, 5)) / 9
    maps = graph.add("Conv", picture, graph.constant(kernel, np.float32), strides=[2, 2])
    pooled = graph.add("GlobalAveragePool", graph.add("Relu", maps), name="y")
    graph.output(pooled, np.float32, (1, 16, 1, 1))
    network = tmp_path / "network.onnx"
    network.write_bytes(graph.model().SerializeToString())
    model = own_backbone.main(str(network), str(photos), side=32)
    assert model.backbone.name == "mine"
    assert len(model.predict(sorted(photos.glob("star/*/*.jpg"))[:2])) == 2
