"""What a network that knows speech hears: an embedding every 80 ms.

Google's speech embedding (Lin et al., "Training keyword spotters with limited and synthesized
speech data", 2020): mel bands every 10 ms, and of 76 frames of them 96 numbers.

| what | shape | one every |
|---|---|---|
| samples at 16 kHz, -1..1 | [n] | |
| mel bands of 512 samples, dB / 10 + 2 | [k, 32] | 160 samples, 10 ms |
| embedding of 76 frames | [m, 96] | 8 frames, 80 ms |
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.framing import Framer
from understudy.onnx_session import Network
from understudy.types import Sound

Floats = NDArray[np.float32]

RATE = 16_000  # Hz
MEL_LENGTH, MEL_HOP = 512, 160  # samples
MEL_BANDS = 32
FRAMES, FRAMES_HOP = 76, 8
WIDTH = 96
HOP = FRAMES_HOP * MEL_HOP
"""Samples from one embedding to the next."""
LENGTH = (FRAMES - 1) * MEL_HOP + MEL_LENGTH
"""Samples that one embedding hears."""


class SpeechStream:
    """The embeddings of a sound that comes bit by bit."""

    def __init__(self, mel: Network, embedding: Network) -> None:
        self._mel, self._embedding = mel, embedding
        self._samples = Framer(MEL_LENGTH, MEL_HOP)
        self._bands = np.zeros((0, MEL_BANDS), np.float32)

    def hear(self, samples: Sound) -> Floats:
        """Return the embeddings [m, 96] that are complete with these next samples at 16 kHz."""
        frames = self._samples.hear(samples)
        if len(frames):
            (new,) = self._mel.run({"frames": frames}, ["mel"])
            self._bands = np.concatenate([self._bands, new])
        count = (len(self._bands) - FRAMES) // FRAMES_HOP + 1
        if count < 1:
            return np.zeros((0, WIDTH), np.float32)
        heard = self._bands[: FRAMES + (count - 1) * FRAMES_HOP]
        (embeddings,) = self._embedding.run({"mel": heard[np.newaxis]}, ["embedding"])
        self._bands = self._bands[count * FRAMES_HOP :]
        found: Floats = embeddings[0]
        return found


def mean_and_max(embeddings: Floats) -> Floats:
    """Return mean and maximum over time [192] of embeddings [m, 96]: wherever the word is."""
    return np.concatenate([embeddings.mean(axis=0), embeddings.max(axis=0)])


def in_order(embeddings: Floats) -> Floats:
    """Return embeddings [m, 96] one after another [m * 96]."""
    return embeddings.reshape(-1)
