from pathlib import Path

import numpy as np
import pytest

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


def test_the_model_itself_is_never_replaced(model: Path, tmp_path: Path) -> None:
    before = model.read_bytes()
    result = run("export", model, "-o", model)
    assert result.exit_code == 2
    assert "nothing was replaced" in result.stderr
    assert model.read_bytes() == before
