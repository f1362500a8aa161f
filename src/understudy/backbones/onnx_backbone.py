"""A frozen feature extractor that is one ONNX graph, from picture to features."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.embedding import Source, as_sources, embed_sources, load_picture
from understudy.errors import UnderstudyError
from understudy.onnx_session import Network, cpu_count
from understudy.types import Features, Image


class OnnxBackbone:
    """Pictures in, features out.

    Attributes
    ----------
    name : str
        What it is called in the registry and in saved models.
    network : Network
        Input `images`, uint8 [n, height, width, 3], RGB, any size; output `features`, float32
        [n, d], standardised, block-scaled and whitened; perhaps `raw`, the same as it comes.
    blocks : mapping of str to slice
        Columns of each named block of the features.
    fingerprint : str
        SHA-256 of weights, preprocessing and whitening together: equal fingerprints give
        equal features.
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
        self.name = name
        self.network = network
        self.blocks = dict(blocks)
        self.licence = licence
        self.least_side = least_side

    @property
    def fingerprint(self) -> str:
        """Checksum of everything that decides the features."""
        return self.network.sha256

    @property
    def cache_key(self) -> str:
        """Of the features of a file: of all that decides them, how it is decoded included."""
        return f"{self.fingerprint}:{self.least_side}"

    @property
    def dimensions(self) -> int:
        """Number of features d."""
        return max(int(block.stop) for block in self.blocks.values())

    def embed(
        self,
        inputs: Source | Iterable[Source],
        *,
        raw: bool = False,
        workers: int | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Features:
        """Return the features of pictures, using all processors.

        Parameters
        ----------
        inputs
            Paths, uint8 arrays [height, width, 3] (RGB) or Pillow pictures, in any mix; one of
            them, a list, or one array [n, height, width, 3].
        raw
            Give the features as the network makes them, not whitened.
        workers
            How many pictures to work on at once; by default one per processor.
        progress
            Called with (done, total) after every picture.

        Returns
        -------
        Features
            float32 [n, d] with `blocks` and `found`.

        Raises
        ------
        MediaError
            A picture can't be read.
        """
        sources = as_sources(inputs)
        rows = np.empty((len(sources), self.dimensions), dtype=np.float32)
        with closing(embed_sources(self, sources, raw=raw, workers=workers)) as embedded:
            for index, row in enumerate(embedded):
                if isinstance(row, Exception):
                    raise row
                rows[index] = row
                if progress is not None:
                    progress(index + 1, len(sources))
        return Features(rows, self.blocks)

    def load(self, source: Source) -> Image:
        """Return the picture of one source, as this backbone wants it."""
        return load_picture(source, at_least=self.least_side)

    def features(self, image: Image, *, raw: bool = False, threads: int = 1) -> NDArray[Any]:
        """Return the features [d] of one picture; safe to call from several threads."""
        output = "raw" if raw else "features"
        if raw and "raw" not in self.outputs:
            raise UnderstudyError(f"The backbone {self.name!r} has no raw features.")
        (batch,) = self.network.run({"images": image[np.newaxis]}, [output], threads=threads)
        row: NDArray[Any] = batch[0]
        return row

    @property
    def outputs(self) -> list[str]:
        """Names of the network's outputs."""
        return [output.name for output in self.network.session().get_outputs()]

    def features_now(self, image: Image) -> NDArray[Any]:
        """Return the features [d] of one picture as soon as possible, with all processors."""
        return self.features(image, threads=cpu_count())

    def __repr__(self) -> str:
        return f"<backbone {self.name}, {self.dimensions} features>"
