import numpy as np
import pytest
import tflite

from convert import tflite_file
from tests.convert.tflite_builder import Step, Tensor, build

Kind = tflite.BuiltinOperator
HALVES = np.array([0.5, -2, 3], np.float16)


@pytest.fixture
def network():
    """Joins the input with a constant that is sparse and of halves, and takes the sigmoid of it."""
    tensors = [
        Tensor((2, 4)),
        Tensor((2, 4), HALVES, "float16", rows=((0, 1, 3), (3, 0, 2))),
        Tensor((2, 4), kind="float16"),
        Tensor((2, 4)),
        Tensor((2, 8)),
        Tensor((2, 8)),
        Tensor((2, 4)),
        Tensor((), np.array(7, np.int32), "int32"),
    ]
    steps = [
        Step(Kind.DENSIFY, (1,), 2),
        Step(Kind.DEQUANTIZE, (2,), 3),
        Step(Kind.LOGISTIC, (0,), 6),
        Step(Kind.CONCATENATION, (0, 3), 4),
        Step(Kind.LOGISTIC, (4,), 5),
    ]
    return tflite_file.read(build(tensors, steps, first=0, outputs=[5, 6]))


def test_operators_come_in_order_without_those_that_unpack_constants(network):
    kinds = [operator.kind for operator in network.operators]
    assert kinds == ["LOGISTIC", "CONCATENATION", "LOGISTIC"]
    joining = network.operators[1]
    assert (joining.inputs, joining.output, joining.options.Axis()) == ((0, 3), 4, -1)
    assert network.operators[0].options is None


def test_inputs_outputs_and_shapes_are_known(network):
    assert (network.input, network.outputs) == (0, (5, 6))
    assert network.shapes[4] == (2, 8)
    assert network.shapes[7] == ()


def test_sparse_constants_are_filled_in_as_they_are_stored(network):
    expected = np.array([[0, 0, 0, 0.5], [-2, 0, 3, 0]], np.float16)
    for number in (1, 2, 3):
        assert network.constants[number].dtype == np.float16
        np.testing.assert_array_equal(network.constants[number], expected)
    assert network.constants[7] == 7
    assert 0 not in network.constants


def test_only_what_an_output_needs_is_kept(network):
    assert [o.output for o in tflite_file.needed(network, [6])] == [6]
    assert [o.output for o in tflite_file.needed(network, [5])] == [4, 5]


@pytest.mark.parametrize(
    ("tensor", "said"),
    [
        (Tensor((1,), np.array([1]), "int64"), "has type 4"),
        (Tensor((1, 4), HALVES[:1], "float16", ((0, 1), (3,)), blocks=True), "compressed rows"),
    ],
)
def test_what_is_not_understood_is_said(tensor, said):
    content = build([Tensor((1,)), tensor], [], first=0, outputs=[0])
    with pytest.raises(ValueError, match=said):
        tflite_file.read(content)
