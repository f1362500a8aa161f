import numpy as np
import pytest

from convert import efficientnet_lite0
from understudy.backbones import efficientnet_lite0 as shipped
from understudy.onnx_session import Network


@pytest.fixture(scope="module")
def backbone(published):
    return Network(efficientnet_lite0.build_backbone(published, None))


def test_equals_the_original_network(published, weights_file, backbone):
    torch = pytest.importorskip("torch")
    original = pytest.importorskip("efficientnet_lite_pytorch")
    network = original.EfficientNet.from_pretrained(
        "efficientnet-lite0", weights_path=str(weights_file)
    ).eval()
    image = np.random.default_rng(0).integers(0, 256, (1, 224, 224, 3)).astype(np.uint8)
    pixels = torch.from_numpy((image.astype(np.float32) - 127) / 128).permute(0, 3, 1, 2)
    with torch.inference_mode():
        pooled = network.extract_features(pixels).mean((2, 3)).numpy()
        logits = network(pixels).numpy()
    (raw,) = backbone.run({"images": image}, ["raw"])
    ours = raw[:, efficientnet_lite0.BLOCKS["g"]]
    classifier = Network(efficientnet_lite0.build_classifier(published))
    (ours_logits,) = classifier.run({"g": ours}, ["logits"])
    assert np.abs(ours - pooled).max() < 1e-3 * np.abs(pooled).max()
    assert np.abs(ours_logits - logits).max() < 1e-3 * np.abs(logits).max()
    assert ours_logits.argmax() == logits.argmax()


def test_blocks_are_pooled_layers(published, picture):
    import onnx

    model = onnx.load_from_string(efficientnet_lite0.build_backbone(published, None))
    layers = {"head": "g", "block15": "b15", "block14": "b14", "block10": "b10"}
    model.graph.output.extend(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in layers
    )
    network = Network(model.SerializeToString())
    raw, *maps = network.run({"images": picture[np.newaxis]}, ["raw", *layers])
    for values, block in zip(maps, layers.values(), strict=True):
        found = raw[:, efficientnet_lite0.BLOCKS[block]]
        np.testing.assert_allclose(found, values.mean((2, 3)), rtol=1e-3, atol=1e-5)
    grid = [maps[1][:, :, i : i + 4, j : j + 4].mean((2, 3)) for i in (0, 3) for j in (0, 3)]
    found = raw[:, efficientnet_lite0.BLOCKS["b15_22"]].reshape(1, 320, 4)
    np.testing.assert_allclose(found, np.stack(grid, axis=2), rtol=1e-3, atol=1e-5)


def test_every_weight_is_used(published):
    asked = set()

    class Watched(dict):
        def __getitem__(self, name):
            asked.add(name)
            return super().__getitem__(name)

    watched = Watched(published)
    efficientnet_lite0.build_backbone(watched, None)
    efficientnet_lite0.build_classifier(watched)
    left = set(published) - asked
    assert all(name.endswith("num_batches_tracked") for name in left)


def test_the_package_knows_the_same_blocks():
    assert shipped.BLOCKS == efficientnet_lite0.BLOCKS
    assert shipped.SIDE == efficientnet_lite0.SIDE
    widths = [block.stop - block.start for block in efficientnet_lite0.BLOCKS.values()]
    assert sum(widths) == efficientnet_lite0.DIMENSIONS
    assert sum(stage.blocks for stage in efficientnet_lite0.STAGES) == 16
