"""What the product's own speech network hears in whole clips: an embedding every 80 ms."""

from __future__ import annotations

import numpy as np

from training.words.utterance import Floats
from understudy.backbones import sounds, speech


def embed(clips: Floats) -> Floats:
    """Return embeddings [n, moments, 96] of clips [n, samples] at 16 kHz, -1..1."""
    return np.stack([_embed_one(clip) for clip in clips])


def _embed_one(clip: Floats) -> Floats:
    frames = np.lib.stride_tricks.sliding_window_view(clip, speech.MEL_LENGTH)
    (mel,) = sounds.network(sounds.MEL_FILE).run(
        {"frames": np.ascontiguousarray(frames[:: speech.MEL_HOP])}, ["mel"]
    )
    (found,) = sounds.network(sounds.EMBEDDING_FILE).run({"mel": mel[np.newaxis]}, ["embedding"])
    embeddings: Floats = found[0]
    return embeddings
