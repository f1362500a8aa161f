import numpy as np
import onnxruntime
import pytest

from understudy.heads.scorers import Linear
from understudy.heads.sequence_input import SequenceInput
from understudy.heads.sequence_scorers import Convolution, Recurrent, sigmoid
from understudy.onnx_graph import DOUBLE, FLOAT, Graph

UNITS, CLASSES = 5, 4
GIVEN = SequenceInput.of({"scene": slice(0, 21), "flow": slice(21, 33)}, {"scene": 7, "flow": 6})


def linear(inputs, outputs, seed):
    random = np.random.default_rng(seed)
    weights, bias = random.normal(size=(inputs, outputs)), random.normal(size=outputs)
    return Linear(weights.astype(np.float32), bias.astype(np.float32))


def recurrent(gates):
    return Recurrent(
        GIVEN, linear(GIVEN.width, gates * UNITS, 0), linear(UNITS, gates * UNITS, 1),
        linear(2 * UNITS, CLASSES, 2),
    )  # fmt: skip


def convolution():
    first, second = linear(3 * GIVEN.width, UNITS, 0), linear(3 * UNITS, UNITS, 1)
    return Convolution(GIVEN, ((first, 1), (second, 2)), linear(2 * UNITS, CLASSES, 2))


@pytest.mark.parametrize("scorer", [recurrent(4), recurrent(3), convolution()])
@pytest.mark.parametrize("scale", [1, 1000])
def test_onnx_equals_python(scorer, scale):
    graph = Graph("scorer")
    given = graph.input("features", np.float32, ("n", 33))
    logits = scorer.add_to(graph, graph.add("Cast", given, to=DOUBLE))
    graph.add("Cast", logits, to=FLOAT, name="logits")
    graph.output("logits", np.float32, ("n", CLASSES))
    session = onnxruntime.InferenceSession(graph.model().SerializeToString())
    for rows in (1, 9):
        X = scale * np.random.default_rng(3).normal(size=(rows, 33)).astype(np.float32)
        (found,) = session.run(None, {"features": X})
        np.testing.assert_allclose(found, scorer.logits(X.astype(float)), rtol=1e-6, atol=1e-5)


@pytest.mark.parametrize(("gates", "kind"), [(4, "LSTM"), (3, "GRU")])
def test_recurrent_networks_are_those_of_pytorch(gates, kind):
    torch = pytest.importorskip("torch")
    scorer = recurrent(gates)
    layer = getattr(torch.nn, kind)(GIVEN.width, UNITS, batch_first=True)
    ours = (
        scorer.from_input.weights.T, scorer.from_state.weights.T,
        scorer.from_input.bias, scorer.from_state.bias,
    )  # fmt: skip
    X = np.random.default_rng(3).normal(size=(6, 33))
    with torch.no_grad():
        for parameter, value in zip(layer.parameters(), ours, strict=True):
            parameter.copy_(torch.from_numpy(value.copy()))
        states = layer(torch.from_numpy(GIVEN.sequences(X).astype(np.float32)))[0].numpy()
    seen = np.concatenate([states.mean(axis=1), states[:, -1]], axis=1)
    np.testing.assert_allclose(scorer.logits(X), scorer.dense.logits(seen), atol=1e-4)


def test_convolutions_are_those_of_pytorch():
    torch = pytest.importorskip("torch")
    scorer = convolution()
    X = np.random.default_rng(3).normal(size=(6, 33))
    values = torch.from_numpy(GIVEN.sequences(X)).transpose(1, 2)
    for layer, dilation in scorer.layers:
        weights = layer.weights.astype(float).reshape(3, -1, UNITS).transpose(2, 1, 0).copy()
        values = torch.relu(
            torch.nn.functional.conv1d(
                values, torch.from_numpy(weights), torch.from_numpy(layer.bias.astype(float)),
                padding=dilation, dilation=dilation,
            )
        )  # fmt: skip
    seen = np.concatenate([values.mean(2).numpy(), values.amax(2).numpy()], axis=1)
    np.testing.assert_allclose(scorer.logits(X), scorer.dense.logits(seen), atol=1e-9)


def test_the_sigmoid_does_not_overflow():
    np.testing.assert_allclose(sigmoid(np.array([-1e4, 0, 1e4])), [0, 0.5, 1])
