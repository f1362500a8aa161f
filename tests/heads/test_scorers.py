import numpy as np
import onnxruntime
import pytest

from understudy.heads import scorers
from understudy.heads.scorers import NO_VOTE, Layered, Linear, Nearest
from understudy.onnx_graph import Graph

X = np.random.default_rng(0).normal(size=(50, 6))


def through_onnx(scorer, rows):
    graph = Graph("scorer")
    features = graph.input("features", np.float64, ("n", rows.shape[1]))
    graph.output(scorer.add_to(graph, features), np.float64, ("n", "classes"))
    session = onnxruntime.InferenceSession(
        graph.model().SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"features": rows})[0]


def linear(inputs, outputs, seed=0):
    random = np.random.default_rng(seed)
    weights = random.normal(size=(inputs, outputs)).astype(np.float32)
    return Linear(weights, random.normal(size=outputs).astype(np.float32))


def nearest(n=30, k=5, classes=3, sharpness=20.0):
    random = np.random.default_rng(1)
    examples = random.normal(size=(n, 6))
    examples /= np.linalg.norm(examples, axis=1, keepdims=True)
    return Nearest(examples.astype(np.float16), np.arange(n) % classes, classes, k, sharpness)


@pytest.mark.parametrize(
    "scorer",
    [
        linear(6, 3),
        linear(6, 1),
        Layered((linear(6, 4), linear(4, 5, 1), linear(5, 3, 2))),
        Layered((linear(6, 2),)),
        Layered((linear(6, 4), linear(4, 1, 1)), single_output=True),
        nearest(),
        nearest(n=2, k=2),
        nearest(k=1),
        nearest(n=4, k=3, classes=1),
    ],
)
def test_the_graph_computes_the_same(scorer):
    for rows in (X, X[:1], 0 * X[:2]):
        np.testing.assert_allclose(through_onnx(scorer, rows), scorer.logits(rows), atol=1e-11)


def test_linear_by_hand():
    scorer = Linear(np.array([[1, 0], [2, -1]], np.float32), np.array([0.5, 0], np.float32))
    np.testing.assert_allclose(scorer.logits(np.array([[1.0, 1.0]])), [[3.5, -1.0]])


def test_one_unit_is_the_second_class():
    scorer = Layered((Linear(np.ones((1, 1), np.float32), np.zeros(1, np.float32)),), True)
    np.testing.assert_allclose(scorer.logits(np.array([[3.0]])), [[0.0, 3.0]])


def test_votes_by_hand():
    scorer = Nearest(np.zeros((0, 0), np.float16), np.array([0, 1, 1, 0]), 2, 3, 2.0)
    votes = np.exp(scorer.votes(np.array([[0.9, 0.5, 0.8, 0.1]])))
    e = [1, np.exp(2 * (0.5 - 0.9)), np.exp(2 * (0.8 - 0.9))]
    np.testing.assert_allclose(votes, [[e[0] + NO_VOTE, e[1] + e[2] + NO_VOTE]], rtol=1e-6)


def test_length_does_not_count_for_neighbors():
    np.testing.assert_allclose(nearest().logits(X), nearest().logits(1e4 * X), atol=1e-6)


def test_of_equal_examples_the_earlier_vote():
    scorer = Nearest(np.zeros((0, 0), np.float16), np.array([1, 0, 2, 0]), 3, 2, 20.0)
    rounding = np.array([[0.5, 0.5 + 1e-13, 0.5 + 2e-13, 0.5]])
    votes = np.exp(scorer.votes(rounding)) - NO_VOTE
    np.testing.assert_allclose(votes, [[1, 1, 0]], atol=1e-6)


def test_many_rows_in_parts_are_as_all_at_once(monkeypatch):
    whole = nearest().logits(X)
    monkeypatch.setattr(scorers, "ROWS_AT_ONCE", 7)
    np.testing.assert_array_equal(nearest().logits(X).shape, whole.shape)
    np.testing.assert_allclose(nearest().logits(X), whole, atol=1e-12)
