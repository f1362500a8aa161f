"""What every backbone is: frozen networks that turn what is shown into a row of features."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.embedding import embed_sources
from understudy.backbones.streams import ClipStream, Look, SoundStream, Stream, Track
from understudy.media.picture import Source, as_sources, load_picture
from understudy.onnx_session import cpu_count
from understudy.types import NO_MOMENTS, Array, Features, Image, Medium

Seeks = Literal["hand", "body"]


@dataclass(frozen=True)
class Steps:
    """How a model file carries a backbone."""

    steps: list[dict[str, Any]]
    """In order, each with its name under "step"."""
    files: Mapping[str, bytes]
    """The networks that they name."""


class Backbone(ABC):
    """Pictures, sounds or clips in, features out.

    Attributes
    ----------
    medium : "picture", "sound" or "clip"
        What it takes.
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
    moments : mapping of str to int
        Of clips, how many moments each block goes through; see `Features.moments`.
    tells_takes : bool
        Whether photos with almost equal features are one take; not where unrelated ones are alike.
    """

    medium: Medium = "picture"
    moments: Mapping[str, int] = NO_MOMENTS
    tells_takes: bool = True
    seeks: Seeks | None = None
    pose: slice | None = None
    least_side: int | None = None

    def __init__(self, name: str, blocks: Mapping[str, slice], *, licence: str) -> None:
        self.name = name
        self.blocks = dict(blocks)
        self.licence = licence

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """SHA-256 of all weights and steps: equal fingerprints give equal features."""

    @property
    @abstractmethod
    def steps(self) -> Steps:
        """How a model file carries it; `understudy.backbones.from_steps` reads it back."""

    @abstractmethod
    def sources(self, inputs: Source | Iterable[Source]) -> list[Source]:
        """Return a list of what was given, one or several.

        Raises
        ------
        DataError
            It is neither.
        """

    @abstractmethod
    def load(self, source: Source) -> Array:
        """Return the picture or sound of one source, as this backbone wants it.

        Raises
        ------
        MediaError
            A file can't be read.
        DataError
            It is no picture, or no sound.
        """

    @abstractmethod
    def look(self, loaded: Array, *, threads: int = 1) -> Look:
        """Return what it makes of what `load` gave; safe to call from several threads."""

    @abstractmethod
    def raw_features(self, loaded: Array, *, threads: int = 1) -> Array:
        """Return the features [d] as the network makes them, not whitened."""

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
        return Features(values, self.blocks, found, self.pose, self.medium, self.moments)

    def embed(
        self,
        inputs: Source | Iterable[Source],
        *,
        raw: bool = False,
        workers: int | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Features:
        """Return the features of pictures or sounds, using all processors.

        Parameters
        ----------
        inputs
            One of them, or several in any mix. Pictures: paths, uint8 arrays [height, width, 3]
            (RGB), Pillow pictures, or one array [n, height, width, 3]. Sounds: paths, parts of
            recordings, or float32 arrays [samples].
        raw
            Give the features as the network makes them, not whitened.
        workers
            How many to work on at once; by default one per processor.
        progress
            Called with (done, total) after every one.

        Returns
        -------
        Features
            float32 [n, d] with `blocks` and `found`.

        Raises
        ------
        MediaError
            A file can't be read.
        """
        sources = self.sources(inputs)
        rows = np.empty((len(sources), self.dimensions), dtype=np.float32)
        with closing(embed_sources(self, sources, raw=raw, workers=workers)) as embedded:
            for index, row in enumerate(embedded):
                if isinstance(row, Exception):
                    raise row
                rows[index] = row
                if progress is not None:
                    progress(index + 1, len(sources))
        return self.wrap(rows)

    def row_of(self, source: Any, *, raw: bool = False, threads: int = 1) -> Array:
        """Return the features [d] of one source; safe to call from several threads."""
        return self.features(self.load(source), raw=raw, threads=threads)

    def features(self, loaded: Array, *, raw: bool = False, threads: int = 1) -> Array:
        """Return the features [d] of what `load` gave; safe to call from several threads."""
        if raw:
            return self.raw_features(loaded, threads=threads)
        return self.look(loaded, threads=threads).row

    def features_now(self, loaded: Array) -> Array:
        """Return the features [d] of what `load` gave as soon as possible, with all processors."""
        return self.features(loaded, threads=cpu_count())

    def __repr__(self) -> str:
        return f"<backbone {self.name}, {self.dimensions} features>"


class PictureBackbone(Backbone):
    """Pictures in, features out; what is loaded is an Image."""

    def __init__(
        self, name: str, blocks: Mapping[str, slice], *, licence: str, least_side: int | None
    ) -> None:
        super().__init__(name, blocks, licence=licence)
        self.least_side = least_side

    def sources(self, inputs: Source | Iterable[Source]) -> list[Source]:
        """Return a list of pictures."""
        return as_sources(inputs)

    def load(self, source: Source) -> Image:
        """Return the picture of one source, as this backbone wants it."""
        return load_picture(source, at_least=self.least_side)

    @abstractmethod
    def stream(self) -> Stream:
        """Return the beginning of a stream, in which things are followed from frame to frame."""


class SoundBackbone(Backbone):
    """Sounds in, features out; what is loaded is Sound of `window` seconds at `rate`.

    Attributes
    ----------
    rate : int
        Samples a second that it takes.
    window : float
        Seconds of sound that one row describes.
    step : float
        Seconds between the examples that are cut from noise or from a long sound.
    hop : float
        Seconds between the moments of a stream.
    """

    medium: Medium = "sound"
    rate: int
    window: float
    step: float
    hop: float

    @property
    @abstractmethod
    def others(self) -> Features | None:
        """Other speech, which heads take as `others` so that it stays unknown; None without."""

    @abstractmethod
    def stream(self) -> SoundStream:
        """Return the beginning of a stream; the windows before it are silence."""


class ClipBackbone(Backbone):
    """Clips in, features out; what is loaded is uint8 [count, height, width, 3], one frame a hop.

    Attributes
    ----------
    picture : PictureBackbone
        What sees each frame.
    hop : float
        Seconds between the moments of a clip, and of a stream.
    count : int
        How many moments a row describes.
    window : float
        Seconds that they span: `count * hop`.
    step : float
        Seconds between the examples that are cut from a long video.
    """

    medium: Medium = "clip"
    picture: PictureBackbone
    hop: float
    count: int
    window: float
    step: float

    @abstractmethod
    def track(self, frames: Iterable[tuple[float, Image]]) -> Track:
        """Return what is seen in the frames of a video, given with their seconds.

        A moment without a frame of its own has what was seen last.
        """

    @abstractmethod
    def rows_at(self, track: Track, places: Sequence[float]) -> NDArray[np.float32]:
        """Return the features [k, d] of the windows around k places, in seconds.

        Before the first moment stands the first, and after the last the last.
        """

    @abstractmethod
    def stream(self) -> ClipStream:
        """Return the beginning of a stream."""
