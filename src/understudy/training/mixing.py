"""Examples over again with a noise under them, so that they are recognised in it.

Who teaches a drone in a quiet room is not understood when its motors run. Each example is learned
once more with a stretch of a background class under it. It belongs to the take of its example and
is left out with it; it is never tested on, so that accuracy stays that of real examples.
Figures: benchmarks/results/noise.md.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.heads.base import Head
from understudy.types import Array, Features

VERSION = 1
"""Goes up whenever the same two examples are mixed in another way: what is cached is then not
used."""
LOUD, FAINT = 0.0, 15.0
"""How much louder than the noise the loudest part of a sound is at least and at most, in decibels.
Down to 0, so that words are understood in a motor as loud as they are; up to 15, since with 0 to 10
more other words fire in quiet."""


@dataclass(frozen=True)
class Mixed:
    """Examples over again, with noise under them."""

    features: Features  # [m, d]
    rows: NDArray[np.int64]  # [m]
    """Which example each is."""


def level(example: str, noise: str) -> float:
    """Return how much louder than the noise an example is to be, in decibels: drawn by a hash."""
    return LOUD + (FAINT - LOUD) * _drawn(f"level {example} {noise}")


def partner(example: str, noises: Sequence[str]) -> int:
    """Return which of the noises an example is mixed with.

    That of the highest hash with it (rendezvous hashing): one noise more or less changes the
    partners of few.

    Parameters
    ----------
    example, noises
        What each is known by. There is at least one noise.
    """
    drawn = [_drawn(f"partner {example} {noise}") for noise in noises]
    return int(np.argmax(drawn))


def cache_key(example: str, noise: str) -> str:
    """Return what the features of a mixed example are kept under."""
    return f"{example}+{noise}/{VERSION}"


def provenance(mixed: Mixed | None) -> dict[str, int]:
    """Return what a model says of it: how many examples it learned over again, if any."""
    return {} if mixed is None else {"with_noise": len(mixed.rows)}


def fit(
    head: Head,
    X: Features,
    y: Array,
    groups: Sequence[Any] | Array,
    *,
    others: Features | None = None,
    mixed: Mixed | None = None,
) -> None:
    """Fit a head to examples, and to some of them over again.

    Parameters
    ----------
    head
        A new head.
    X, y, groups, others
        As for `Head.fit`.
    mixed
        Besides them; `held_out_` says nothing of these.
    """
    if mixed is None or not len(mixed.rows):
        head.fit(X, y, groups=groups, others=others)
        return
    again, takes = mixed.rows, np.asarray(groups)
    both = X.like(np.concatenate([X, mixed.features]))
    head.fit(
        both,
        np.concatenate([y, y[again]]),
        groups=np.concatenate([takes, takes[again]]),
        others=others,
    )
    if head.held_out_ is not None:
        head.held_out_ = _first_rows(head, len(y))
    elif head.closed_form and len(head.classes_) > 1:
        # What is usual of its temperature was measured without noise, which brings classes closer.
        plain = copy.copy(head).fit(X, y, groups=groups, others=others)
        head.temperature_ *= _lead(head, X) / _lead(plain, X)


def _first_rows(head: Head, count: int) -> Any:
    held = head.held_out_
    assert held is not None
    kept = held.rows < count
    return replace(
        held,
        rows=held.rows[kept],
        folds=held.folds[kept],
        probabilities=held.probabilities[kept],
        novelty=held.novelty[kept],
    )


def _lead(head: Head, X: Features) -> float:
    """Return by how much the highest logit of the examples leads, on average."""
    logits = np.sort(head.scorer_.logits(np.asarray(X, np.float64)), axis=1)
    return max(float((logits[:, -1] - logits[:, -2]).mean()), 1e-12)


def _drawn(text: str) -> float:
    """Return a number 0..1 that is always the same of a text."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
