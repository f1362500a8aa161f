"""Fits a head to examples: with those that are learned over again, and to blocks of long videos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from understudy.heads.base import Head
from understudy.training import mixing
from understudy.training.blocks import Blocks, cut_into_blocks
from understudy.training.mixing import Mixed
from understudy.types import Array, Features


def fit(
    head: Head,
    X: Features,
    y: Array,
    groups: Sequence[Any] | Array,
    *,
    seconds: Sequence[float | None] = (),
    videos: Sequence[Any] | Array | None = None,
    others: Features | None = None,
    mixed: Mixed | None = None,
) -> None:
    """Fit a head to examples of any kind; `held_out_` tells of real takes alone.

    Parameters
    ----------
    head
        A new head.
    X, y, groups, others
        As for `Head.fit`.
    seconds
        Of clips, where in its video the middle of each is; without, none is cut into blocks.
    videos
        Of clips, the video of each; by default its group.
    mixed
        Some of them over again.
    """
    if X.medium != "clip":
        mixing.fit(head, X, y, groups, others=others, mixed=mixed)
        return
    blocks = cut_into_blocks(y, groups, seconds or [0.0] * len(y), videos)
    kept = blocks.kept
    again = None if mixed is None else mixed.of_rows(kept)
    mixing.fit(head, X[kept], y[kept], blocks.groups, others=others, mixed=again)
    _tell_of_takes(head, blocks)


def _tell_of_takes(head: Head, blocks: Blocks) -> None:
    held = head.held_out_
    if held is None:
        return
    told = blocks.told[held.rows]
    head.held_out_ = None
    if told.any():
        head.held_out_ = replace(
            held,
            rows=np.asarray(blocks.kept[held.rows[told]]),
            folds=held.folds[told],
            probabilities=held.probabilities[told],
            novelty=held.novelty[told],
        )
