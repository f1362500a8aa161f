import numpy as np
import onnx
import pytest

from convert import efficientnet_lite0, quantize
from understudy.onnx_session import Network


@pytest.fixture(scope="module")
def network(published):
    return efficientnet_lite0.build_backbone(published, None)


@pytest.fixture
def small(network, picture):
    ranges = quantize.measure_ranges(network, [picture, picture[::-1], 255 - picture])
    return quantize.quantize(network, ranges)


def test_int8_is_smaller_and_near(network, small, picture):
    assert len(small) < 0.4 * len(network)
    feed = {"images": picture[:, ::-1][np.newaxis]}
    (a,), (b,) = (Network(content).run(feed, ["raw"]) for content in (network, small))
    assert a @ b.T / np.linalg.norm(a) / np.linalg.norm(b) > 0.95


def test_every_convolution_is_quantised_and_nothing_around_it(small):
    model = onnx.load_from_string(small)
    made_by = {name: node.op_type for node in model.graph.node for name in node.output}
    convolutions = [node for node in model.graph.node if node.op_type == "Conv"]
    assert len(convolutions) == 49
    for node in convolutions:
        assert {made_by[name] for name in node.input} == {"DequantizeLinear"}
    resize = next(node for node in model.graph.node if node.op_type == "Resize")
    assert made_by[resize.input[0]] == "Transpose"


def test_ranges_are_the_extremes_over_the_pictures(network, picture):
    one, other = ([picture], [255 - picture])
    a, b, both = (quantize.measure_ranges(network, images) for images in (one, other, one + other))
    assert list(both) == quantize.activations(onnx.load_from_string(network))
    for name, (low, high) in both.items():
        assert low == min(a[name][0], b[name][0])
        assert high == max(a[name][1], b[name][1])
    assert 0 <= both["head"][0] < both["head"][1] <= 6  # ReLU6
