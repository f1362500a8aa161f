from pathlib import Path

import numpy as np
import pytest

from tests import gestures
from tests.cli.running import run
from tests.taught import draw
from understudy.model import Model
from understudy.onnx_session import Network


def test_the_graph_says_what_the_model_says(model: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.onnx"
    result = run("export", model, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Labels: box, disc." in result.stderr
    picture = draw("disc", 50, (90, 70))
    p, n = Network(out.read_bytes()).run(
        {"images": picture[np.newaxis]}, ["probabilities", "novelty"]
    )
    expected = Model.load(model).predict(picture)
    assert p[0] == pytest.approx(expected.probabilities, abs=1e-5)
    assert n[0] == pytest.approx(expected.novelty, abs=1e-5)


def test_what_looks_for_hands_is_no_single_graph(tmp_path: Path) -> None:
    path = gestures.taught().save(tmp_path / "m.understudy")
    result = run("export", path, "-o", tmp_path / "m.onnx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "looks for a hand can't be one ONNX graph" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "m.onnx").exists()


def test_the_model_itself_is_never_replaced(model: Path, tmp_path: Path) -> None:
    before = model.read_bytes()
    result = run("export", model, "-o", model)
    assert result.exit_code == 2
    assert "nothing was replaced" in result.stderr
    assert model.read_bytes() == before
