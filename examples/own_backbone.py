"""Use a network of your own: any ONNX file that turns pictures into vectors.

    python examples/own_backbone.py network.onnx photos

A package can announce one for `understudy backbones` by an entry point in its pyproject.toml:

    [project.entry-points."understudy.backbones"]
    mine = "my_package:register"
"""

from __future__ import annotations

import sys
from pathlib import Path

import understudy


def main(network: str, folder: str, side: int = 224) -> understudy.Model:
    """Register the network, measure it on ordinary pictures, teach with it."""
    understudy.backbones.register("mine", network, side=side, mean=127.5, scale=127.5)

    # Background statistics make few examples go further. Any ordinary pictures will do,
    # the more varied the better; here, for want of others, those of the folder.
    pictures = sorted(Path(folder).rglob("*.jpg"))
    understudy.backbones.measure("mine", pictures, "mine.npz")
    understudy.backbones.register(
        "mine", network, side=side, mean=127.5, scale=127.5, statistics="mine.npz"
    )
    model = understudy.teach(folder, backbone="mine")
    print(model, model.facts["cross_validated"]["accuracy"])
    return model


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
