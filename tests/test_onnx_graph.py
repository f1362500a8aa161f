import sys

import numpy as np
import onnx
import pytest

from understudy.errors import MissingExtraError
from understudy.onnx_graph import DOUBLE, FLOAT, IR_VERSION, OPSET, Graph
from understudy.onnx_session import Network


def test_a_graph_that_runs():
    graph = Graph("half")
    x = graph.input("x", np.float32, ("n", 4))
    low, high = graph.add_many(
        "Split", graph.add("Mul", x, graph.constant(2.0, np.float32)),
        names=("low", None), axis=1, num_outputs=2,
    )  # fmt: skip
    graph.add("Sub", high, low, name="difference")
    graph.output("low", np.float32, ("n", 2))
    graph.output("difference", np.float32, ("n", 2))
    network = Network(graph.model().SerializeToString())
    feed = np.array([[1, 2, 3, 5]], np.float32)
    found = network.run({"x": feed}, ["low", "difference"])
    np.testing.assert_array_equal(found, [[[2, 4]], [[4, 6]]])


def test_versions_and_element_types():
    graph = Graph("g")
    graph.add("Cast", graph.input("x", np.float32, ("n",)), to=DOUBLE, name="y")
    graph.output("y", np.float64, ("n",))
    model = graph.model()
    assert model.opset_import[0].version == OPSET
    assert model.ir_version == IR_VERSION
    assert (FLOAT, DOUBLE) == (onnx.TensorProto.FLOAT, onnx.TensorProto.DOUBLE)
    assert Graph("older", opset=17).opset == 17


@pytest.mark.parametrize("value", [3.0, [1, 2], np.zeros((2, 0)), np.eye(4)[:, ::2].T])
def test_constants_keep_shape_and_values(value):
    graph = Graph("g")
    name = graph.constant(value, np.float64)
    (constant,) = graph.initializers
    assert constant.name == name
    np.testing.assert_array_equal(onnx.numpy_helper.to_array(constant), np.asarray(value))


def test_names_never_meet():
    graph = Graph("g", prefix="before_")
    names = [graph.constant(1), graph.constant(1), *graph.add_many("Split", "x", names=(None,) * 2)]
    assert len(set(names)) == 4
    assert all(name.startswith("before_") for name in names)
    assert graph.constant(1, name="mine") == "mine"


def test_a_wrong_graph_is_refused():
    graph = Graph("g")
    graph.add("Add", "nowhere", "x", name="y")
    graph.output("y", np.float32, ("n",))
    with pytest.raises(onnx.checker.ValidationError):
        graph.model()


def test_without_onnx_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(MissingExtraError, match=r"To make a model, .*understudy\[studio\]"):
        Graph("g")
