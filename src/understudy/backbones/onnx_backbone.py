"""A frozen feature extractor that is one ONNX graph, from picture to features."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import PictureBackbone, Steps
from understudy.backbones.streams import Look
from understudy.errors import UnderstudyError
from understudy.onnx_session import Network
from understudy.types import Image

FILE = "backbone.onnx"
STEP = {"step": "onnx", "file": FILE, "input": "images", "output": "features"}


class OnnxBackbone(PictureBackbone):
    """One network, which sees the whole picture.

    Attributes
    ----------
    network : Network
        Input `images`, uint8 [n, height, width, 3], RGB, any size; output `features`, float32
        [n, d], standardised, block-scaled and whitened; perhaps `raw`, the same as it comes.
    """

    def __init__(
        self,
        name: str,
        network: Network,
        blocks: Mapping[str, slice],
        *,
        licence: str = "",
        least_side: int | None = None,
    ) -> None:
        """`least_side`: large JPEGs may be decoded smaller, down to this short side in pixels."""
        super().__init__(name, blocks, licence=licence, least_side=least_side)
        self.network = network

    @property
    def fingerprint(self) -> str:
        """Checksum of weights, preprocessing and whitening, which are all in the graph."""
        return self.network.sha256

    @property
    def steps(self) -> Steps:
        """The network alone."""
        return Steps([dict(STEP)], {FILE: self.network.content})

    @property
    def outputs(self) -> list[str]:
        """Names of the network's outputs."""
        return [output.name for output in self.network.session().get_outputs()]

    def look(self, image: Image, *, threads: int = 1) -> Look:
        """Return the features of one picture."""
        return Look(self._run(image, "features", threads))

    def stream(self) -> PictureStream:
        """Return a stream in which every frame is looked at by itself."""
        return PictureStream(self)

    def raw_features(self, image: Image, *, threads: int = 1) -> NDArray[Any]:
        """Return the features [d] of one picture as the network makes them, not whitened."""
        if "raw" not in self.outputs:
            raise UnderstudyError(f"The backbone {self.name!r} has no raw features.")
        return self._run(image, "raw", threads)

    def _run(self, image: Image, output: str, threads: int) -> NDArray[Any]:
        (batch,) = self.network.run({"images": image[np.newaxis]}, [output], threads=threads)
        row: NDArray[Any] = batch[0]
        return row


class PictureStream:
    """Frames that have nothing to do with each other."""

    def __init__(self, backbone: OnnxBackbone) -> None:
        self._backbone = backbone

    def look(self, image: Image, seconds: float, *, threads: int = 1) -> Look:
        """Return the features of a frame."""
        return self._backbone.look(image, threads=threads)
