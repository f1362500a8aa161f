"""The backbones that ship for sounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path

import numpy as np

from understudy import shipped
from understudy.backbones import log_mel, spectrogram, speech
from understudy.backbones.decimation import Halver
from understudy.backbones.efficientnet_lite0 import FOLDER
from understudy.backbones.sound_backbone import WHITENING_FILE, FramesBackbone
from understudy.backbones.sound_stream import Floats, Track
from understudy.onnx_session import Network
from understudy.types import Sound

SOUND, SHORT = "sound", "sound-short"
SPEECH, SEQUENCE, LOG_MEL = "speech-embedding", "speech-sequence", "log-mel"
SPECTROGRAM, SPECTROGRAM_LONG = "spectrogram", "spectrogram-long"

MEL_FILE, EMBEDDING_FILE = "speech-mel.onnx", "speech-embedding.onnx"
LICENCE = "speech embedding weights: Apache-2.0"

OTHERS = Path(__file__).parents[1] / "words"
"""Where rows of other speech ship, made by `training/words/`."""

EMBEDDINGS = 9
"""Of a window of 1.5 s."""
WORD = 24_000  # samples at 16 kHz: 1.5 s
LAST_EMBEDDING = WORD - (EMBEDDINGS - 1) * speech.HOP - speech.LENGTH
"""Samples at 16 kHz of a window before its first embedding, so that the last one ends with it."""

BANDS_WEIGHT = 0.7
"""Of the two blocks that are not speech, beside two that are: as good for words as without them."""
COURSE_WEIGHT = 0.3
"""Of what is not peaks, in short sounds: after one hold 96 % of drawn claps, clicks and whistles of
others in another room are right, and 83 % where all weigh alike."""

Networks = Mapping[str, Network]


@dataclass(frozen=True)
class Recipe:
    """What a backbone is made of; lengths in samples at its rate."""

    rate: int
    window: int
    step: int
    hop: int
    widths: Mapping[str, int]
    """Columns of each block, in order."""
    tracks: Callable[[Networks], list[Track]]
    speech: bool = False
    """Whether it takes the networks that know speech."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """Length of each block beside the others, where it is not 1."""
    whitened: bool = True
    """Whether it has background statistics."""

    @property
    def files(self) -> tuple[str, ...]:
        """The networks that it takes, as a model file names them."""
        own = (MEL_FILE, EMBEDDING_FILE) if self.speech else ()
        return (*own, WHITENING_FILE) if self.whitened else own


class _Halved:
    """Speech of twice the rate."""

    def __init__(self, networks: Networks) -> None:
        self._halver, self._speech = Halver(), _speech(networks)

    def hear(self, samples: Sound) -> Floats:
        return self._speech.hear(self._halver.hear(samples))


def _speech(networks: Networks) -> speech.SpeechStream:
    return speech.SpeechStream(networks[MEL_FILE], networks[EMBEDDING_FILE])


def _words(networks: Networks, pool: Callable[[Floats], Floats]) -> Track:
    return Track(lambda: _speech(networks), LAST_EMBEDDING, speech.HOP, EMBEDDINGS, pool)


def _bands(window: int, stretch: int, pool: Callable[[Floats], Floats]) -> Track:
    """Return frames over a stretch in the middle of a window."""
    count = (stretch - log_mel.LENGTH) // log_mel.HOP + 1
    return Track(log_mel.LogMelStream, (window - stretch) // 2, log_mel.HOP, count, pool)


def _whole_and_loudest(frames: Floats) -> Floats:
    return np.concatenate([log_mel.statistics(frames), log_mel.statistics(log_mel.loudest(frames))])


def _sound(networks: Networks) -> list[Track]:
    halved = Track(
        lambda: _Halved(networks), 2 * LAST_EMBEDDING, 2 * speech.HOP, EMBEDDINGS,
        speech.mean_and_max,
    )  # fmt: skip
    return [halved, _bands(2 * WORD, log_mel.RATE, _whole_and_loudest)]


def _spectrogram(frames: int) -> Recipe:
    def flat(values: Floats) -> Floats:
        return values.reshape(-1)

    return Recipe(
        rate=spectrogram.RATE,
        window=spectrogram.FFT + (frames - 1) * spectrogram.HOP,
        step=spectrogram.HOP,
        hop=2 * spectrogram.HOP,
        widths={"spectrogram": frames * spectrogram.BINS},
        tracks=lambda _: [
            Track(spectrogram.SpectrogramStream, 0, spectrogram.HOP, frames, flat)
        ],
        whitened=False,
    )  # fmt: skip


CLICK = log_mel.LENGTH + (log_mel.SHORT - 1) * log_mel.HOP
"""Samples at 32 kHz that `log_mel.SHORT` frames hear."""
SPEECH_WIDTHS = {"speech_mean": speech.WIDTH, "speech_max": speech.WIDTH}

RECIPES: Mapping[str, Recipe] = {
    SOUND: Recipe(
        log_mel.RATE, 2 * WORD, 8_000, 2 * speech.HOP,
        {**SPEECH_WIDTHS, "bands": log_mel.WIDTH, "loudest_bands": log_mel.WIDTH},
        _sound, speech=True, weights={"bands": BANDS_WEIGHT, "loudest_bands": BANDS_WEIGHT},
    ),
    SHORT: Recipe(
        log_mel.RATE, CLICK, 2 * log_mel.HOP, 4 * log_mel.HOP,
        {"peaks": log_mel.BANDS, "course": log_mel.WIDTH - log_mel.BANDS},
        lambda _: [_bands(CLICK, CLICK, log_mel.peaks_first)], weights={"course": COURSE_WEIGHT},
    ),
    SPEECH: Recipe(
        speech.RATE, WORD, 4_000, speech.HOP, SPEECH_WIDTHS,
        lambda networks: [_words(networks, speech.mean_and_max)], speech=True,
    ),
    LOG_MEL: Recipe(
        log_mel.RATE, log_mel.RATE, 8_000, 8 * log_mel.HOP, {"bands": log_mel.WIDTH},
        lambda _: [_bands(log_mel.RATE, log_mel.RATE, log_mel.statistics)],
    ),
    SEQUENCE: Recipe(
        speech.RATE, WORD, 4_000, speech.HOP, {"speech": EMBEDDINGS * speech.WIDTH},
        lambda networks: [_words(networks, speech.in_order)], speech=True, whitened=False,
    ),
    SPECTROGRAM: _spectrogram(3),
    SPECTROGRAM_LONG: _spectrogram(6),
}  # fmt: skip


def load(name: str) -> FramesBackbone:
    """Return one of the backbones for sounds."""
    recipe = RECIPES[name]
    shipped_as = {WHITENING_FILE: whitening_file(name)}
    return make(name, name, {file: network(shipped_as.get(file, file)) for file in recipe.files})


def make(name: str, recipe: str, networks: Networks, licence: str | None = None) -> FramesBackbone:
    """Return a backbone made by a recipe from its networks; without whitening it is raw."""
    chosen = RECIPES[recipe]
    ends = list(accumulate(chosen.widths.values(), initial=0))
    blocks = {
        block: slice(start, start + width)
        for start, (block, width) in zip(ends, chosen.widths.items(), strict=False)
    }
    if licence is None:
        licence = LICENCE if chosen.speech else ""
    others = OTHERS / f"bank-{recipe}.npz"
    return FramesBackbone(
        name, recipe, chosen.tracks(networks), blocks, networks, rate=chosen.rate,
        window=chosen.window, step=chosen.step, hop=chosen.hop, licence=licence,
        others=others if others.exists() else None,
    )  # fmt: skip


def whitening_file(name: str) -> str:
    """Return what the whitening of a backbone ships as."""
    return f"{name}-whitening.onnx"


@cache
def network(file: str) -> Network:
    """Return a shipped network."""
    return Network(shipped.read(FOLDER, file))
