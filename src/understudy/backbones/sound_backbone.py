"""Backbones for sounds: frames of several kinds, pooled over a window and whitened."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from understudy.backbones.backbone import SoundBackbone, Steps
from understudy.backbones.sound_loading import as_sounds, load_window
from understudy.backbones.sound_stream import Track, Windows
from understudy.backbones.streams import Look, Moment, Row
from understudy.onnx_session import Network
from understudy.types import Array, Features, Sound

VERSION = 1
"""Of the way from samples to raw features; part of every fingerprint."""
STEP = "sound-features"
WHITENING_FILE = "whitening.onnx"


class FramesBackbone(SoundBackbone):
    """Tracks of frames side by side, each pooled over the window.

    Attributes
    ----------
    networks : mapping of str to Network
        Those that the tracks run, and the whitening, by the name of their files in a saved model.
    """

    def __init__(
        self,
        name: str,
        recipe: str,
        tracks: Sequence[Track],
        blocks: Mapping[str, slice],
        networks: Mapping[str, Network],
        *,
        rate: int,
        window: int,
        step: int,
        hop: int,
        licence: str = "",
        others: Path | None = None,
    ) -> None:
        """Take lengths in samples.

        Parameters
        ----------
        name, blocks, networks, licence
            As the attributes.
        recipe
            What the step in a model file is called by.
        tracks
            What the features are pooled from, in the order of the blocks.
        rate
            Hertz.
        window, step, hop
            As the attributes, but in samples.
        others
            A file with rows of other speech, if there is one.
        """
        super().__init__(name, blocks, licence=licence)
        self.recipe = recipe
        self.rate = rate
        self.window, self.step, self.hop = window / rate, step / rate, hop / rate
        self.networks = dict(networks)
        self._tracks = tuple(tracks)
        self._samples, self._hop = window, hop
        self._others = others

    @property
    def steps(self) -> Steps:
        """The recipe, and the networks that it names."""
        files = {file: network.content for file, network in self.networks.items()}
        step: dict[str, Any] = {
            "step": STEP, "version": VERSION, "recipe": self.recipe,
            "files": sorted(files),
        }  # fmt: skip
        return Steps([step], files)

    @property
    def fingerprint(self) -> str:
        """Checksum of all networks and of the recipe."""
        digest = hashlib.sha256(json.dumps(self.steps.steps, sort_keys=True).encode())
        for file in sorted(self.networks):
            digest.update(self.networks[file].sha256.encode())
        return digest.hexdigest()

    def sources(self, inputs: Any | Iterable[Any]) -> list[Any]:
        """Return a list of sounds."""
        return as_sounds(inputs)

    def load(self, source: Any) -> Sound:
        """Return the window of one source: all of it, or that around its loudest event."""
        return load_window(source, self._samples, self.rate)

    def look(self, loaded: Array, *, threads: int = 1) -> Look:
        """Return what it makes of one window; `threads` are not used."""
        return Look(self.whitened(self.raw_features(loaded)))

    def raw_features(self, loaded: Array, *, threads: int = 1) -> Array:
        """Return the features [d] of one window, not whitened."""
        (only,) = self.windows().hear(load_window(loaded, self._samples, self.rate))
        return only[1]

    @property
    def others(self) -> Features | None:
        """Other speech: some hundreds of rows of synthesised words that nobody taught."""
        if self._others is None:
            return None
        with np.load(self._others, allow_pickle=False) as file:
            return self.wrap(file["rows"])

    def stream(self) -> SoundFeatures:
        """Return the beginning of a stream; before it is silence."""
        return SoundFeatures(self)

    def windows(self) -> Windows:
        """Return the beginning of a stream of raw features."""
        return Windows(self._tracks, self._samples, self._hop)

    def whitened(self, raw: Row) -> Row:
        """Return features [d] of raw ones."""
        network = self.networks.get(WHITENING_FILE)
        if network is None:
            return raw
        (rows,) = network.run({"raw": raw[np.newaxis]}, ["features"])
        row: Row = rows[0]
        return row


class SoundFeatures:
    """The sound of one microphone or recording, bit by bit."""

    def __init__(self, backbone: FramesBackbone) -> None:
        self._backbone = backbone
        self._windows = backbone.windows()
        self._windows.hear(np.zeros(self._windows.window, np.float32))

    def hear(self, samples: Sound) -> list[Moment]:
        """Return what is heard with these next samples: one moment every `hop` seconds."""
        found = self._windows.hear(np.asarray(samples, np.float32))
        rate, before = self._backbone.rate, self._windows.window
        return [Moment((end - before) / rate, self._backbone.whitened(raw)) for end, raw in found]
