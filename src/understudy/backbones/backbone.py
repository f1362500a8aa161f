"""What every backbone is: frozen networks that turn a picture into a row of features."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.embedding import embed_sources
from understudy.landmarks import Body, Hand
from understudy.media.picture import Source, as_sources, load_picture
from understudy.onnx_session import cpu_count
from understudy.types import Features, Image

Row = NDArray[np.float32]
Seeks = Literal["hand", "body"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a backbone makes of one picture."""

    row: Row
    """Features [d]."""
    poses: tuple[Hand | Body, ...] = ()
    """The hands or bodies that they were made from, where the backbone looks for them."""


class Stream(Protocol):
    """The frames of one camera or video, one after another; used by one thread at a time."""

    def look(self, image: Image, seconds: float, *, threads: int = 1) -> Look:
        """Return what the backbone makes of the frame at a time of the stream's own clock."""
        ...


@dataclass(frozen=True)
class Steps:
    """How a model file carries a backbone."""

    steps: list[dict[str, Any]]
    """In order, each with its name under "step"."""
    files: Mapping[str, bytes]
    """The networks that they name."""


class Backbone(ABC):
    """Pictures in, features out.

    Attributes
    ----------
    name : str
        What it is called in the registry and in saved models.
    blocks : mapping of str to slice
        Columns of each named block of the features.
    licence : str
        Of its weights, in one line.
    least_side : int or None
        Large JPEGs may be decoded smaller, down to this short side in pixels.
    seeks : "hand", "body" or None
        What it looks for in a picture; None where the whole picture is what counts.
    pose : slice or None
        Columns that describe what it looks for, the last ones; 0 where there is none.
    """

    seeks: Seeks | None = None
    pose: slice | None = None

    def __init__(
        self, name: str, blocks: Mapping[str, slice], *, licence: str, least_side: int | None
    ) -> None:
        self.name = name
        self.blocks = dict(blocks)
        self.licence = licence
        self.least_side = least_side

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """SHA-256 of all weights and steps: equal fingerprints give equal features."""

    @property
    @abstractmethod
    def steps(self) -> Steps:
        """How a model file carries it; `understudy.backbones.from_steps` reads it back."""

    @abstractmethod
    def look(self, image: Image, *, threads: int = 1) -> Look:
        """Return what it makes of one picture; safe to call from several threads."""

    @abstractmethod
    def stream(self) -> Stream:
        """Return the beginning of a stream, in which things are followed from frame to frame."""

    @abstractmethod
    def raw_features(self, image: Image, *, threads: int = 1) -> NDArray[Any]:
        """Return the features [d] of one picture as the network makes them, not whitened."""

    @property
    def cache_key(self) -> str:
        """Of the features of a file: of all that decides them, how it is decoded included."""
        return f"{self.fingerprint}:{self.least_side}"

    @property
    def dimensions(self) -> int:
        """Number of features d."""
        return max(int(block.stop) for block in self.blocks.values())

    def wrap(self, rows: NDArray[Any]) -> Features:
        """Return rows [n, d] of this backbone as features that know their blocks.

        A block of nothing but zeros was not found.
        """
        values = np.asarray(rows, dtype=np.float32)
        found = np.ones((len(values), len(self.blocks)), np.bool_)
        if self.pose is not None:
            for column, block in enumerate(self.blocks.values()):
                if block.start >= self.pose.start:
                    found[:, column] = values[:, block].any(axis=1)
        return Features(values, self.blocks, found, self.pose)

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
        return self.wrap(rows)

    def load(self, source: Source) -> Image:
        """Return the picture of one source, as this backbone wants it."""
        return load_picture(source, at_least=self.least_side)

    def features(self, image: Image, *, raw: bool = False, threads: int = 1) -> NDArray[Any]:
        """Return the features [d] of one picture; safe to call from several threads."""
        if raw:
            return self.raw_features(image, threads=threads)
        return self.look(image, threads=threads).row

    def features_now(self, image: Image) -> NDArray[Any]:
        """Return the features [d] of one picture as soon as possible, with all processors."""
        return self.features(image, threads=cpu_count())

    def __repr__(self) -> str:
        return f"<backbone {self.name}, {self.dimensions} features>"
