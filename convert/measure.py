"""Measures a broad set of ordinary photos; writes the small files in `convert/statistics/`.

Run once by hand, whenever the network or the recipe changes, and commit the result:

    python -m convert.measure ../shared/data/images/background
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

from convert import efficientnet_lite0, quantize, weights
from understudy.backbones import whitening
from understudy.backbones.efficientnet_lite0 import BLOCKS

STATISTICS = Path(__file__).parent / "statistics"
RANGE_PHOTOS = 60  # for the int8 ranges, as many as the recipe was measured with


def main(folder: Path) -> None:
    """Measure the photos of a folder."""
    files = sorted(folder.glob("*.jpg"))
    images = [np.asarray(Image.open(file).convert("RGB")) for file in files]
    published = weights.load()
    network = efficientnet_lite0.build_backbone(published, None)
    session = onnxruntime.InferenceSession(network, providers=["CPUExecutionProvider"])
    raw = np.concatenate([session.run(["raw"], {"images": image[None]})[0] for image in images])
    statistics = whitening.measure(raw, BLOCKS)
    STATISTICS.mkdir(exist_ok=True)
    statistics.save(STATISTICS / "efficientnet-lite0.npz")

    # Ranges are measured on the graph that is quantised, so that the names agree.
    complete = efficientnet_lite0.build_backbone(published, statistics)
    every = max(1, len(images) // RANGE_PHOTOS)
    ranges = quantize.measure_ranges(complete, images[::every])
    text = json.dumps(ranges, indent=0)
    (STATISTICS / "efficientnet-lite0-ranges.json").write_text(text, encoding="utf-8")

    layers = measure_layers(network, images[::every])
    file = STATISTICS / "efficientnet-lite0-layers.npz"
    np.savez_compressed(file, allow_pickle=False, **layers)
    print(f"measured {len(images)} photos; wrote {STATISTICS}")


def measure_layers(network: bytes, images: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Return mean and standard deviation of every channel of every layer, over all positions."""
    session = onnxruntime.InferenceSession(
        expose_layers(network), providers=["CPUExecutionProvider"]
    )
    names = list(efficientnet_lite0.LAYERS)
    sums: dict[str, list[np.ndarray]] = {name: [] for name in names}
    for image in images:
        values = session.run(names, {"images": image[None]})
        for name, value in zip(names, values, strict=True):
            maps = value.astype(np.float64)
            sums[name].append(np.stack([maps.mean((0, 2, 3)), (maps**2).mean((0, 2, 3))]))
    measured = {}
    for name, moments in sums.items():
        mean, square = np.mean(moments, axis=0)
        deviation = np.sqrt(np.maximum(square - mean**2, 0)) + whitening.SMALLEST_STD
        measured[name] = np.stack([mean, deviation]).astype(np.float32)
    return measured


def expose_layers(network: bytes) -> bytes:
    """Return the network with its layers as outputs."""
    import onnx

    model = onnx.load_from_string(network)
    model.graph.output.extend(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
        for name in efficientnet_lite0.LAYERS
    )
    content: bytes = model.SerializeToString()
    return content


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m convert.measure FOLDER_OF_PHOTOS")
    main(Path(sys.argv[1]))
