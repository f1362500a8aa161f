"""Random variants of a picture or clip: moved, turned, blurred, in other light (article F's list).

What is learned of them is in `varying`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from understudy.errors import DataError
from understudy.training.augmentation import apply, sample
from understudy.training.augmentation.folder import PIPELINE_VERSION
from understudy.training.augmentation.geometry import flip
from understudy.training.augmentation.pipeline import variant_rng
from understudy.training.augmentation.sampling import Operation
from understudy.types import Image, Medium

MOST = 8
"""Of each example; each costs as much as looking at the example did."""
SEED = 44
"""The article's."""
MIRRORED: Mapping[Medium, bool] = {"picture": True, "clip": False}
"""Whether half of the variants are mirrored where it is not said: of pictures as in the article;
not of actions, since a swipe to the left would be taught as one to the right."""


@dataclass(frozen=True)
class Variants:
    """How many variants of each example there are to be, and which."""

    count: int
    seed: int = SEED
    flips: bool | None = None
    """Whether half are mirrored; None for what is usual for pictures or actions."""

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MOST:
            raise DataError(f"{self.count} variants of each are asked for; expected 0 to {MOST}.")
        if self.seed < 0:
            raise DataError(f"The seed of the variants is {self.seed}; expected 0 or more.")

    def of_medium(self, medium: Medium) -> Variants:
        """Return the same, with what is usual for pictures or actions.

        Raises
        ------
        DataError
            There are none of sounds.
        """
        if medium == "sound":
            raise DataError(
                "Variants are made of pictures and actions, and these are sounds. Sounds can be "
                "learned in noise instead: --mix-noise (in Python, mix_noise=True)."
            )
        flips = MIRRORED[medium] if self.flips is None else self.flips
        return Variants(self.count, self.seed, flips)

    def key(self, content: str, number: int) -> str:
        """Return what the features of a variant are kept under."""
        mirrored = "" if self.flips else " unmirrored"
        return f"{content}~{self.seed}.{number}{mirrored}/{PIPELINE_VERSION}"


def asked_for(count: int, seed: int | None = None, flips: bool | None = None) -> Variants | None:
    """Return which variants are asked for, or None for none.

    Raises
    ------
    DataError
        There can't be so many, or it is said which without any being asked for.
    """
    if count:
        return Variants(count, SEED if seed is None else seed, flips)
    if seed is not None or flips is not None:
        raise DataError(
            "A seed and flips say which variants are made, and none are asked for. Add --variants 4"
            " (in Python, variants=4), or leave them out."
        )
    return None


@overload
def variant(shown: Image, seed: int, name: str, number: int, *, flips: bool) -> Image: ...
@overload
def variant(
    shown: Sequence[Image], seed: int, name: str, number: int, *, flips: bool
) -> list[Image]: ...
def variant(
    shown: Image | Sequence[Image], seed: int, name: str, number: int, *, flips: bool
) -> Image | list[Image]:
    """Return one random variant of a picture, or of all frames of a clip alike.

    Parameters
    ----------
    shown
        uint8 [height, width, 3], or several such frames; they are not changed.
    seed
        0 or more.
    name
        Tells examples apart: the checksum of a file, or what it is called.
    number
        Which variant, from 1.
    flips
        Whether it may be mirrored.

    Returns
    -------
    uint8 of the same size, or a list of such
        Equal arguments give equal pictures.
    """
    change = operations(seed, name, number, flips=flips)
    if isinstance(shown, np.ndarray) and shown.ndim == 3:
        return apply(shown, change)
    return [apply(frame, change) for frame in shown]


def operations(seed: int, name: str, number: int, *, flips: bool) -> list[Operation]:
    """Return what is done for one variant; without flips, all else stays as it is."""
    drawn = sample(variant_rng(seed, name, number))
    return [one for one in drawn if flips or one.func is not flip]
