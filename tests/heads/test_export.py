import numpy as np
import onnx

from understudy import heads
from understudy.heads import export


def test_names_and_shapes(draw):
    X, y = draw()
    head = heads.create("discriminant").fit(X, y)
    model = onnx.load_from_string(export.content(head, 40))
    onnx.checker.check_model(model)
    assert model.graph.name == "understudy-discriminant"
    assert [value.name for value in model.graph.input] == ["features"]
    assert [value.name for value in model.graph.output] == ["probabilities", "novelty"]


def test_it_runs(draw, run_onnx):
    X, y = draw()
    probabilities, novelty = run_onnx(heads.create("neighbors").fit(X, y), X[:2])
    assert probabilities.shape == (2, 3)
    assert novelty.shape == (2,)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
