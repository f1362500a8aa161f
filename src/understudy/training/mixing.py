"""Examples over again with a noise under them, so that they are recognised in it.

Who teaches a drone in a quiet room is not understood when its motors run. Each example is learned
once more with a stretch of a background class under it. It belongs to the take of its example and
is left out with it; it is never tested on, so that accuracy stays that of real examples.
Figures: benchmarks/results/noise.md.
"""

from __future__ import annotations

import copy
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress
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
    """Examples over again, changed: with noise under them, at another time, or in variants."""

    features: Features  # [m, d]
    rows: NDArray[np.int64]  # [m]
    """Which example each is."""
    labels: tuple[str, ...] | None = None  # [m]
    """What each is taught as; None for what its example is."""
    made: str | tuple[str, ...] = "with_noise"
    """What a model says was done, to all of them or to each [m]."""

    def of_rows(self, kept: NDArray[np.int64]) -> Mixed:
        """Return those of some examples alone, given in order, which are then numbered anew."""
        there = np.isin(self.rows, kept)
        rows = np.searchsorted(kept, self.rows[there])
        return replace(
            self,
            features=self.features[there],
            rows=rows,
            labels=None if self.labels is None else tuple(compress(self.labels, there)),
            made=self.made if isinstance(self.made, str) else tuple(compress(self.made, there)),
        )

    def each(self, labels: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what each is taught as, given the labels of all examples, and what was done."""
        made = (self.made,) * len(self.rows) if isinstance(self.made, str) else self.made
        return self.labels or tuple(labels[row] for row in self.rows.tolist()), made


def together(first: Mixed | None, second: Mixed | None, labels: Sequence[str]) -> Mixed | None:
    """Return examples of one kind over again and those of another; `labels` are of all examples."""
    if first is None or second is None:
        return first or second
    pairs = zip(first.each(labels), second.each(labels), strict=True)
    (labels_of_all, made_of_all) = (one + other for one, other in pairs)
    features = first.features.like(
        np.concatenate([first.features, second.features]),
        np.concatenate([first.features.found, second.features.found]),
    )
    rows = np.concatenate([first.rows, second.rows])
    return Mixed(features, rows, labels_of_all, made_of_all)


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
    if mixed is None:
        return {}
    return {mixed.made: len(mixed.rows)} if isinstance(mixed.made, str) else Counter(mixed.made)


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
    taught_as = y[again] if mixed.labels is None else np.array(mixed.labels)
    both = X.like(
        np.concatenate([X, mixed.features]), np.concatenate([X.found, mixed.features.found])
    )
    head.fit(
        both,
        np.concatenate([y, taught_as]),
        groups=np.concatenate([takes, takes[again]]),
        others=others,
    )
    if head.held_out_ is not None:
        head.held_out_ = _first_rows(head, len(y))
    elif head.closed_form and len(head.classes_) > 1 and mixed.labels is None:
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
