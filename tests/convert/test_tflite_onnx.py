"""Each operator, against what it means written down in numpy; pictures are channels last."""

from types import SimpleNamespace

import numpy as np
import pytest
import tflite

from convert.tflite_file import Network, Operator
from convert.tflite_onnx import TO_CHANNELS_FIRST, Writer
from understudy import onnx_session
from understudy.onnx_graph import Graph

RANDOM = np.random.default_rng(0)
SAME, VALID = tflite.Padding.SAME, tflite.Padding.VALID
NONE, RELU, RELU6 = 0, 1, 3


def options(**values):
    """Return options whose values are asked for with methods, as the schema's classes have it."""
    return SimpleNamespace(**{name: lambda value=value: value for name, value in values.items()})


def convolving(padding, stride=1, activation=NONE, dilation=1):
    return options(
        Padding=padding,
        StrideH=stride,
        StrideW=stride,
        DilationHFactor=dilation,
        DilationWFactor=dilation,
        FusedActivationFunction=activation,
    )


def normal(*shape, dtype=np.float32):
    return RANDOM.normal(size=shape).astype(dtype)


def translate(steps, constants, shapes, start):
    """Return the ONNX model: tensor 0 is the input, the last step's output is the output."""
    shapes = {0: start, **{n: c.shape for n, c in constants.items()}, **shapes}
    listed = tuple(tuple(shapes[number]) for number in sorted(shapes))
    assert sorted(shapes) == list(range(len(shapes)))
    last = steps[-1].output
    graph = Graph("test")
    image = graph.input("x", np.float32, start)
    if len(start) == 4:
        image = graph.add("Transpose", image, perm=TO_CHANNELS_FIRST)
    Writer(graph, Network(listed, constants, tuple(steps), 0, (last,)), image).write({"y": last})
    return graph.model()


def run(steps, constants, shapes, x):
    """Return what a network answers to an input."""
    content = translate(steps, constants, shapes, x.shape).SerializeToString()
    return onnx_session.Network(content).run({"x": x}, ["y"])[0]


def windows(x, size, stride=1, dilation=1):
    """Return [rows, columns, height, width, channels] of a picture [1, h, w, c]."""
    reach = dilation * (size - 1) + 1
    seen = np.lib.stride_tricks.sliding_window_view(x[0], (reach, reach), axis=(0, 1))
    return np.moveaxis(seen[::stride, ::stride, :, ::dilation, ::dilation], 2, -1)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
@pytest.mark.parametrize("activation", [NONE, RELU, RELU6])
def test_convolution(activation, dtype):
    x, kernel, bias = 5 * normal(1, 6, 8, 3), normal(4, 3, 3, 3, dtype=dtype), normal(4)
    step = Operator("CONV_2D", (0, 1, 2), 3, convolving(VALID, 1, activation))
    found = run([step], {1: kernel, 2: bias}, {3: (1, 4, 6, 4)}, x)
    expected = np.einsum("rcijk,oijk->rco", windows(x, 3), kernel.astype(np.float32)) + bias
    limits = {NONE: (-np.inf, np.inf), RELU: (0, np.inf), RELU6: (0, 6)}[activation]
    np.testing.assert_allclose(found[0], expected.clip(*limits), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("stride", "dilation"), [(1, 1), (2, 1), (1, 2)])
def test_depthwise_convolution(stride, dilation):
    x, kernel, bias = normal(1, 9, 9, 4), normal(1, 3, 3, 4, dtype=np.float16), normal(4)
    expected = np.einsum("rcijk,ijk->rck", windows(x, 3, stride, dilation), kernel[0]) + bias
    settings = convolving(VALID, stride, NONE, dilation)
    step = Operator("DEPTHWISE_CONV_2D", (0, 1, 2), 3, settings)
    found = run([step], {1: kernel, 2: bias}, {3: (1, *expected.shape)}, x)
    np.testing.assert_allclose(found[0], expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("padding", ["same", "added"])
def test_convolution_over_the_border(padding):
    """'Same' puts the odd row at the end, an added border is where it was asked for."""
    x, kernel, bias = normal(1, 6, 6, 2), normal(2, 3, 3, 2), np.zeros(2, np.float32)
    if padding == "same":
        amounts = ((0, 0), (0, 1), (0, 1), (0, 0))
        settings, constants = convolving(SAME, 2), {1: kernel, 2: bias}
        steps = [Operator("CONV_2D", (0, 1, 2), 3, settings)]
        shapes = {3: (1, 3, 3, 2)}
    else:
        amounts = ((0, 0), (2, 1), (0, 3), (0, 0))
        constants = {1: kernel, 2: bias, 3: np.array(amounts, np.int32)}
        steps = [
            Operator("PAD", (0, 3), 4, None),
            Operator("CONV_2D", (4, 1, 2), 5, convolving(VALID, 2)),
        ]
        shapes = {4: (1, 9, 9, 2), 5: (1, 4, 4, 2)}
    found = run(steps, constants, shapes, x)
    expected = np.einsum("rcijk,oijk->rco", windows(np.pad(x, amounts), 3, 2), kernel)
    np.testing.assert_allclose(found[0], expected, rtol=1e-4, atol=1e-4)


def test_a_border_costs_no_operator_of_its_own():
    steps = [
        Operator("PAD", (0, 3), 4, None),
        Operator("CONV_2D", (4, 1, 2), 5, convolving(VALID)),
    ]
    border = np.array([[0, 0], [1, 1], [1, 1], [0, 0]], np.int32)
    constants = {1: normal(2, 3, 3, 2), 2: normal(2), 3: border}
    shapes = {4: (1, 8, 8, 2), 5: (1, 6, 6, 2)}
    model = translate(steps, constants, shapes, (1, 6, 6, 2))
    assert "Pad" not in {node.op_type for node in model.graph.node}


@pytest.mark.parametrize("padding", [VALID, SAME])
def test_a_border_of_anything_but_a_convolution_without_its_own_is_refused(padding):
    border = np.array([[0, 0], [1, 1], [1, 1], [0, 0]], np.int32)
    pool = options(
        Padding=padding, FilterHeight=2, FilterWidth=2, StrideH=2, StrideW=2,
        FusedActivationFunction=NONE,
    )  # fmt: skip
    steps = [Operator("PAD", (0, 1), 2, None), Operator("MAX_POOL_2D", (2,), 3, pool)]
    with pytest.raises(ValueError, match="border"):
        translate(steps, {1: border}, {2: (1, 8, 8, 2), 3: (1, 4, 4, 2)}, (1, 6, 6, 2))
    constants = {1: border, 3: normal(2, 3, 3, 2), 4: normal(2)}
    steps = [steps[0], Operator("CONV_2D", (2, 3, 4), 5, convolving(SAME))]
    with pytest.raises(ValueError, match="border"):
        translate(steps, constants, {2: (1, 8, 8, 2), 5: (1, 8, 8, 2)}, (1, 6, 6, 2))


def test_channels_are_padded():
    x = normal(1, 2, 2, 3)
    amounts = np.array([[0, 0], [0, 0], [0, 0], [0, 2]], np.int32)
    found = run([Operator("PAD", (0, 1), 2, None)], {1: amounts}, {2: (1, 2, 2, 5)}, x)
    np.testing.assert_array_equal(found, np.pad(x, amounts))


def test_prelu_has_a_slope_for_each_channel_of_any_sign():
    x, slopes = normal(1, 5, 5, 4), np.array([0.25, -1.5, 3, 1], np.float16)
    constants = {1: slopes.reshape(1, 1, 4)}
    found = run([Operator("PRELU", (0, 1), 2, None)], constants, {2: x.shape}, x)
    np.testing.assert_allclose(found, np.where(x > 0, x, x * slopes), rtol=1e-5, atol=1e-6)


def test_values_of_each_element():
    x = normal(1, 3, 3, 2)
    settings = options(FusedActivationFunction=RELU)
    steps = [
        Operator("LOGISTIC", (0,), 1, None),
        Operator("RELU", (0,), 2, None),
        Operator("ADD", (1, 2), 3, settings),
    ]
    found = run(steps, {}, dict.fromkeys((1, 2, 3), x.shape), x)
    np.testing.assert_allclose(found, 1 / (1 + np.exp(-x)) + x.clip(0), rtol=1e-5)


def test_max_pool():
    x = normal(1, 6, 6, 3)
    settings = options(
        Padding=SAME, FilterHeight=2, FilterWidth=2, StrideH=2, StrideW=2,
        FusedActivationFunction=NONE,
    )  # fmt: skip
    found = run([Operator("MAX_POOL_2D", (0,), 1, settings)], {}, {1: (1, 3, 3, 3)}, x)
    np.testing.assert_array_equal(found[0], windows(x, 2, 2).max((2, 3)))


def test_mean_and_fully_connected():
    x, weights, bias = normal(1, 4, 4, 3), normal(5, 3, dtype=np.float16), normal(5)
    steps = [
        Operator("MEAN", (0, 1), 2, options(KeepDims=False)),
        Operator("FULLY_CONNECTED", (2, 3, 4), 5, options(FusedActivationFunction=NONE)),
    ]
    constants = {1: np.array([2, 1], np.int32), 3: weights, 4: bias}
    found = run(steps, constants, {2: (1, 3), 5: (1, 5)}, x)
    np.testing.assert_allclose(found, x.mean((1, 2)) @ weights.T + bias, rtol=1e-4, atol=1e-5)


def test_boxes_are_listed_row_by_row():
    """As detectors do: maps of several boxes in each place, one after the other."""
    x = normal(1, 2, 3, 8)
    steps = [
        Operator("RESHAPE", (0,), 1, None),
        Operator("CONCATENATION", (1, 1), 2, options(Axis=-2, FusedActivationFunction=NONE)),
    ]
    found = run(steps, {}, {1: (1, 12, 4), 2: (1, 24, 4)}, x)
    boxes = x.reshape(1, 12, 4)
    np.testing.assert_array_equal(found, np.concatenate([boxes, boxes], axis=1))


def test_depth_to_space():
    x = normal(1, 2, 2, 8)
    step = Operator("DEPTH_TO_SPACE", (0,), 1, options(BlockSize=2))
    found = run([step], {}, {1: (1, 4, 4, 2)}, x)
    expected = x.reshape(2, 2, 2, 2, 2).transpose(0, 2, 1, 3, 4).reshape(1, 4, 4, 2)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"AlignCorners": False, "HalfPixelCenters": True}, [0, 1, 3, 4]),
        ({"AlignCorners": False, "HalfPixelCenters": False}, [0, 2, 4, 4]),
        ({"AlignCorners": True, "HalfPixelCenters": False}, [0, 4 / 3, 8 / 3, 4]),
    ],
)
def test_resize(settings, expected):
    x = np.broadcast_to(np.array([0, 4], np.float32).reshape(1, 1, 2, 1), (1, 2, 2, 3))
    step = Operator("RESIZE_BILINEAR", (0,), 1, options(**settings))
    found = run([step], {}, {1: (1, 4, 4, 3)}, np.ascontiguousarray(x))
    np.testing.assert_allclose(found[0, 0, :, 0], expected, rtol=1e-5)


SEVERAL = options(Axis=0, FusedActivationFunction=NONE, KeepDims=True)


@pytest.mark.parametrize(
    ("operator", "constants", "shape", "said"),
    [
        (Operator("SOFTMAX", (0,), 1, None), {}, (1, 4), "SOFTMAX"),
        (Operator("RESHAPE", (0,), 1, None), {}, (1, 2, 2, 1), "shape"),
        (Operator("CONCATENATION", (0, 0), 1, SEVERAL), {}, (1, 1, 1, 8), "Joining"),
        (Operator("MEAN", (0, 1), 2, SEVERAL), {1: np.array([0], np.int32)}, (4,), "mean"),
        (Operator("ADD", (0, 0), 1, options(FusedActivationFunction=4)), {}, (1, 4), "Activation"),
    ],
)
def test_what_is_not_translated_is_said(operator, constants, shape, said):
    with pytest.raises(ValueError, match=said):
        translate([operator], constants, {operator.output: shape}, (1, 4))
