import json

import numpy as np
import pytest
from PIL import Image

from convert import efficientnet_lite0, measure
from understudy.backbones.whitening import Statistics
from understudy.onnx_session import Network


@pytest.fixture
def photos(tmp_path, picture):
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, image in {"a": picture, "b": picture[::-1], "c": 255 - picture}.items():
        Image.fromarray(image).save(folder / f"{name}.jpg")
    return folder


def test_writes_all_that_building_needs(weights_file, tmp_path, photos, monkeypatch, capsys):
    out = tmp_path / "statistics"
    monkeypatch.setattr(measure, "STATISTICS", out)
    measure.main(photos)
    assert "measured 3 photos" in capsys.readouterr().out
    statistics = Statistics.load(out / "efficientnet-lite0.npz")
    assert statistics.blocks == efficientnet_lite0.BLOCKS
    ranges = json.loads((out / "efficientnet-lite0-ranges.json").read_text(encoding="utf-8"))
    assert 0 <= ranges["head"][0] < ranges["head"][1] <= 6
    with np.load(out / "efficientnet-lite0-layers.npz") as layers:
        assert tuple(layers.files) == efficientnet_lite0.LAYERS


def test_layer_statistics(published, picture):
    network = efficientnet_lite0.build_backbone(published, None)
    found = measure.measure_layers(network, [picture, picture[::-1]])
    exposed = Network(measure.expose_layers(network))
    both = np.stack([picture, picture[::-1]])
    for name in ("block3", "head"):
        (maps,) = exposed.run({"images": both}, [name])
        np.testing.assert_allclose(found[name][0], maps.mean((0, 2, 3)), rtol=1e-2, atol=1e-3)
        np.testing.assert_allclose(found[name][1], maps.std((0, 2, 3)), rtol=1e-2, atol=1e-3)
