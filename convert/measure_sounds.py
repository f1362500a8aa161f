"""Measures ordinary sounds; writes the small files in `convert/statistics/`.

Run once by hand, whenever a network or a recipe changes, and commit the result. It takes the speech
synthesiser espeak-ng, and about a minute:

    apt install espeak-ng
    python -m convert.measure_sounds
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np

from convert import background_sounds, speech
from convert.errors import BuildError
from convert.networks import STATISTICS
from understudy.backbones import sounds, whitening
from understudy.backbones.sounds import EMBEDDING_FILE, MEL_FILE, RECIPES
from understudy.onnx_session import Network
from understudy.types import Sound

SENTENCES, CUTS, OTHERS = 300, 4, 500  # sentences, windows cut from each, other sounds
RANK = 0
"""Of whitening: sounds are standardised only. With the 64 leading directions of this background,
digits of one speaker are told from five of five others in 89 % instead of 91 %: what varies most
between synthetic voices is also what tells words apart."""
SEED = 5


def main() -> None:
    """Write the statistics of each backbone that has them."""
    networks = {
        MEL_FILE: Network(speech.build_mel()),
        EMBEDDING_FILE: Network(speech.build_embedding()),
    }
    for name, recipe in RECIPES.items():
        if not recipe.whitened:
            continue
        backbone = sounds.make(name, name, networks)
        samples = recipe.window
        raw = np.stack([backbone.raw_features(x) for x in windows(samples, recipe.rate)])
        statistics = whitening.measure(raw, backbone.blocks, RANK, recipe.weights)
        statistics.save(STATISTICS / f"{name}.npz")
        print(f"{name}: measured {len(raw)} sounds")


def windows(samples: int, rate: int) -> Iterator[Sound]:
    """Yield windows of speech and of other sounds, in rooms of all levels."""
    random = np.random.default_rng(SEED)
    for sentence in background_sounds.speech(SENTENCES, rate, random):
        for _ in range(CUTS):
            yield background_sounds.window(sentence, samples, random)
    for _ in range(OTHERS):
        yield background_sounds.window(background_sounds.other(rate, random), samples, random)


if __name__ == "__main__":
    try:
        main()
    except BuildError as error:
        sys.exit(str(error))
