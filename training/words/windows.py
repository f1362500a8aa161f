"""What the right answer is at each moment of a clip: the last thing said wholly in the window.

Where a word is only partly in the window several answers are right, and the network may choose;
so a mask says which labels are allowed, rather than one label which is it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.words.augment import Said
from training.words.vocabulary import BACKGROUND, LABELS, UNKNOWN, WORDS
from understudy.backbones import sounds, speech

EMBEDDINGS = sounds.EMBEDDINGS
HOP_SECONDS = speech.HOP / speech.RATE
HEARD_SECONDS = ((EMBEDDINGS - 1) * speech.HOP + speech.LENGTH) / speech.RATE
SLACK_BEFORE, SLACK_AFTER = 0.06, 0.02  # seconds of a word that may be outside the window
HINT, MOST = 0.25, 0.6  # share of a word in the window: may be guessed, is probable
GLIMPSE = 0.12  # seconds of speech that may still pass as background

Allowed = NDArray[np.bool_]


def allowed_at(said: Sequence[Said], windows: int) -> Allowed:
    """Return which labels are right [windows, labels] in the windows of a clip."""
    return np.stack([allowed(said, k * HOP_SECONDS) for k in range(windows)])


def allowed(said: Sequence[Said], start: float) -> Allowed:
    """Return which labels are right [labels] in the window that begins at `start` seconds."""
    end = start + HEARD_SECONDS
    right = {BACKGROUND}
    for item in sorted(said, key=lambda s: s.end):
        inside = min(item.end, end) - max(item.start, start)
        if inside <= 0:
            continue
        share = inside / (item.end - item.start)
        label = item.text if item.text in WORDS else UNKNOWN
        whole = item.start >= start - SLACK_BEFORE and item.end <= end + SLACK_AFTER
        if label == UNKNOWN:
            right = {UNKNOWN} if inside >= GLIMPSE else right | {UNKNOWN}
        elif whole:
            right = {label}
        elif item.end > end:
            right = coming(label, share, right)
        else:
            right = leaving(label, share)
    return np.array([label in right for label in LABELS])


def coming(label: str, share: float, before: set[str]) -> set[str]:
    """Return what is right when only the beginning of a word is in the window."""
    if share < HINT:
        return before | {UNKNOWN}
    return {UNKNOWN} if share < MOST else {UNKNOWN, label}


def leaving(label: str, share: float) -> set[str]:
    """Return what is right when only the end of a word is in the window."""
    if share < HINT:
        return {BACKGROUND, UNKNOWN}
    return {UNKNOWN, BACKGROUND} if share < MOST else {UNKNOWN, label}
