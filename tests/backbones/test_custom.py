import numpy as np
import pytest

from understudy import backbones
from understudy.errors import UnderstudyError

pytestmark = pytest.mark.usefixtures("clean_registry")


@pytest.fixture
def load(network_file):
    """Return a function that registers a tiny network and loads it."""

    def registered(side=16, mean=0.0, scale=255.0, output=None, statistics=None, **how):
        channels_last = how.get("channels_last", False)
        backbones.register(
            "mine", network_file(side=side, **how), side=side, mean=mean, scale=scale,
            channels_last=channels_last, output=output, statistics=statistics, licence="MIT",
        )  # fmt: skip
        return backbones.load("mine")

    return registered


def test_preprocessing_is_put_before_it(load, network_file, picture):
    import onnxruntime

    backbone = load(mean=(10.0, 20.0, 30.0), scale=(2.0, 4.0, 8.0))
    image = picture(16, 16)
    pixels = (image.astype(np.float32) - [10, 20, 30]) / [2, 4, 8]
    session = onnxruntime.InferenceSession(
        str(network_file("alone.onnx")), providers=["CPUExecutionProvider"]
    )
    feed = {"pixels": pixels.transpose(2, 0, 1)[np.newaxis].astype(np.float32)}
    (expected,) = session.run(["vector"], feed)
    np.testing.assert_allclose(backbone.embed(image), expected, rtol=1e-4)
    assert backbone.dimensions == 5
    assert dict(backbone.blocks) == {"mine": slice(0, 5)}
    assert backbone.licence == "MIT"


@pytest.mark.parametrize(
    "how",
    [
        {"opset": 13},
        {"opset": 21, "ir_version": 10},
        {"batch": 1},
        {"batch": 1, "opset": 13},
        {"channels_last": True},
        {"channels_last": True, "batch": 1, "opset": 11},
        {"flat": False},
        {"output": "pooled"},
        {"opset": 9, "ir_version": 3, "constants_as_inputs": True},
    ],
)
def test_networks_of_many_kinds_are_the_same(load, picture, how):
    pictures = [picture(30, 20, seed) for seed in range(3)]
    expected = np.asarray(load().embed(pictures))
    np.testing.assert_allclose(load(**how).embed(pictures), expected, rtol=1e-4, atol=1e-5)


def test_background_statistics(load, network_file, picture, tmp_path):
    load()
    background = [picture(20, 20, seed) for seed in range(40)]
    backbones.measure("mine", background, tmp_path / "statistics")
    plain = backbones.load("mine").embed(background)
    whitened = load(statistics=tmp_path / "statistics")
    assert dict(whitened.blocks) == {"mine": slice(0, 5)}
    X = whitened.embed(background)
    np.testing.assert_allclose(X.mean(axis=0), 0, atol=0.02)
    np.testing.assert_allclose(whitened.embed(background, raw=True), plain, rtol=1e-5)
    assert not np.allclose(X, plain)


def test_statistics_of_another_network(load, picture, tmp_path):
    load()
    backbones.measure("mine", [picture(20, 20, seed) for seed in range(5)], tmp_path / "s.npz")
    with pytest.raises(UnderstudyError, match=r"can't be run on .* with the statistics .*s\.npz: "):
        load(width=7, statistics=tmp_path / "s.npz")
    with pytest.raises(UnderstudyError, match="can't be read as background statistics"):
        load(statistics=tmp_path / "missing.npz")


def test_what_is_no_network(tmp_path):
    path = tmp_path / "bad.onnx"
    for content in (None, b"", b"this is text"):
        if content is not None:
            path.write_bytes(content)
        backbones.register("bad", path)
        with pytest.raises(UnderstudyError, match=r"bad\.onnx can't be read as an ONNX file: ."):
            backbones.load("bad")


def test_outputs_and_inputs_that_are_not_there(load):
    with pytest.raises(UnderstudyError, match="no output 'logits'; it has: vector, pooled"):
        load(output="logits")
    with pytest.raises(UnderstudyError, match="has 2 inputs; expected one, for the picture"):
        load(inputs=2)


def test_a_side_it_does_not_take(network_file):
    # Pictures of 2 x 2 pixels are smaller than the network's 3 x 3 convolution.
    backbones.register("mine", network_file(side=2), side=2)
    with pytest.raises(UnderstudyError, match=r"can't be run on a picture of 2 x 2 pixels: ."):
        backbones.load("mine")
