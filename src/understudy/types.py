"""The values that travel between the folders of the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""One picture: uint8 [height, width, 3], RGB."""

Sound = NDArray[np.float32]
"""One stretch of sound: float32 [samples], mono, -1..1, at a rate that is told beside it."""

Array = NDArray[Any]

Medium = Literal["picture", "sound", "clip"]
"""What is taught with: one picture, a stretch of sound, or a clip: a second or so of a video."""

NO_BLOCKS: Mapping[str, slice] = MappingProxyType({})
NO_MOMENTS: Mapping[str, int] = MappingProxyType({})


class Features(np.ndarray[Any, np.dtype[np.float32]]):
    """What a backbone says about n inputs: a float32 array [n, d] with named blocks.

    It is an ordinary array. Picking rows (`X[3:9]`, `X[mask]`, `X[[4, 2]]`) keeps `blocks`,
    `found` and `pose`; anything else (arithmetic, a column, `np.concatenate`) gives a plain array,
    which `backbone.wrap` makes features of again.

    Attributes
    ----------
    blocks : mapping of str to slice
        Which columns each named block occupies.
    found : bool array [n, blocks]
        Whether the backbone found what the block describes in each input (a picture
        always has image features; it may show no hand). Columns are 0 where it did not.
    pose : slice or None
        Which columns, the last ones, describe the pose of a hand or body; the others describe
        the whole picture. None where all do.
    medium : "picture", "sound" or "clip"
        What they describe.
    moments : mapping of str to int
        Of clips, how many moments each block goes through: its columns are those of the first
        moment, then those of the second, and so on. Empty where a row has no order in time.
    """

    blocks: Mapping[str, slice]
    found: NDArray[np.bool_]
    pose: slice | None
    medium: Medium
    moments: Mapping[str, int]

    def __new__(
        cls,
        values: Any,
        blocks: Mapping[str, slice] | None = None,
        found: NDArray[np.bool_] | None = None,
        pose: slice | None = None,
        medium: Medium = "picture",
        moments: Mapping[str, int] | None = None,
    ) -> Self:
        """Wrap float32 [n, d] values; without `blocks` there is one, called "features"."""
        array = np.asarray(values, dtype=np.float32)
        if array.ndim < 2:
            raise ValueError(f"features need at least two axes [n, d]; got shape {array.shape}")
        self = array.view(cls)
        self.blocks = MappingProxyType(dict(blocks or {"features": slice(0, array.shape[-1])}))
        if found is None:
            found = np.ones((len(array), len(self.blocks)), dtype=np.bool_)
        if found.shape != (len(array), len(self.blocks)):
            raise ValueError(
                f"found has shape {found.shape}; expected {(len(array), len(self.blocks))}"
            )
        self.found, self.pose, self.medium = found, pose, medium
        self.moments = MappingProxyType(dict(moments or {}))
        return self

    @property
    def seen(self) -> NDArray[np.bool_]:
        """Whether each input shows the pose that is looked for [n]; true where none is."""
        if self.pose is None:
            return np.ones(len(self), np.bool_)
        shown: NDArray[np.bool_] = (np.asarray(self)[:, self.pose] != 0).any(axis=1)
        return shown

    @property
    def scene(self) -> NDArray[np.float32]:
        """The columns [n, e] that describe the whole picture."""
        values = np.asarray(self)
        return values if self.pose is None else values[:, : self.pose.start]

    def like(self, values: Any, found: NDArray[np.bool_] | None = None) -> Self:
        """Return other rows [m, d] with the same blocks; without `found`, all is there."""
        return type(self)(values, self.blocks, found, self.pose, self.medium, self.moments)

    def __getitem__(self, index: Any) -> Any:
        picked = np.asarray(self)[index]
        if self.blocks and not isinstance(index, tuple) and picked.ndim == self.ndim:
            return self.like(picked, self.found[index])
        return picked

    def copy(self, order: Any = "C") -> Self:
        """Return a copy with the same blocks."""
        values = np.array(self, order=order)
        return self.like(values, self.found.copy())

    def __copy__(self) -> Self:
        return self.copy()

    def __deepcopy__(self, memo: Any) -> Self:
        return self.copy()

    def __array_wrap__(self, array: Any, context: Any = None, return_scalar: bool = False) -> Any:
        plain = np.asarray(array)
        return plain[()] if return_scalar else plain

    def __array_finalize__(self, source: Any) -> None:
        # Views that numpy makes by itself (transpose, reshape) no longer have rows of examples.
        self.blocks = NO_BLOCKS
        self.found = np.ones((0, 0), dtype=np.bool_)
        self.pose = None
        self.medium = "picture"
        self.moments = NO_MOMENTS

    def __reduce__(self) -> Any:
        return Features, (
            np.asarray(self), dict(self.blocks), self.found, self.pose, self.medium,
            dict(self.moments),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """What a model says about one input."""

    KNOWN_UP_TO: ClassVar[float] = 0.5
    """The novelty above which an input is unknown."""

    label: str | None
    """The most probable class, or None when the input is unknown."""
    confidence: float
    """Probability of the most probable class, 0..1."""
    probabilities: NDArray[np.float32]
    """One probability per class, in the order of `labels`; they sum to 1."""
    labels: tuple[str, ...]
    """The classes, in the order of `probabilities`."""
    novelty: float
    """0..1; higher is stranger, above 0.5 the input is like nothing taught."""
    found: bool = True
    """Whether the hand or body that the backbone looks for is in the picture (always true for
    whole pictures). Where it is not, only a class that was taught without one can be known."""

    @property
    def known(self) -> bool:
        """Whether the input looks like something taught."""
        return self.novelty <= self.KNOWN_UP_TO

    @property
    def best(self) -> str:
        """The most probable class, even when the input is unknown."""
        return self.labels[int(np.argmax(self.probabilities))]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; `probabilities` maps label to probability."""
        return {
            "label": self.label,
            "confidence": round(self.confidence, 6),
            "probabilities": {
                label: round(float(p), 6)
                for label, p in zip(self.labels, self.probabilities, strict=True)
            },
            "known": self.known,
            "novelty": round(self.novelty, 6),
            "found": self.found,
        }


@dataclass(frozen=True, slots=True)
class Event:
    """A class begins or ends to be recognised."""

    label: str
    kind: Literal["start", "stop"]
    seconds: float
    """By the clock of the source: since its first frame."""
    confidence: float
    """Probability of the class at that moment, 0..1, smoothed."""
    path: Path | None = None
    """The photo, when each is looked at by itself."""

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; without a path there is no `path`."""
        return {
            "label": self.label,
            "kind": self.kind,
            "seconds": round(self.seconds, 3),
            "confidence": round(self.confidence, 6),
            **({} if self.path is None else {"path": str(self.path)}),
        }
