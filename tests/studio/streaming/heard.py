"""Sound as a page sends it, and models that recognise it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tests.studio.sounding import RATE, HearingBackbone, pcm, sound
from understudy import heads
from understudy.media.sound_events import centres, find_events
from understudy.model import Model
from understudy.studio.protocol import Block
from understudy.types import Sound

BLOCK_SECONDS = 0.04


def blocks(
    samples: Sound, first: int = 0, rate: int = RATE, take: str = "", stream: int = 0
) -> Iterator[Block]:
    """Yield blocks of a sound whose first sample has a number."""
    size = round(BLOCK_SECONDS * rate)
    for start in range(0, len(samples), size):
        yield Block(
            kind="take" if take else "watch",
            stream=stream,
            sequence=(first + start) % 2**32,
            captured=1000 * start / rate,
            take=take,
            pcm=pcm(samples[start : start + size]),
        )


def windows(backbone: HearingBackbone, label: str, number: int) -> list[Sound]:
    """Return the windows of a sound said a few times, or of noise."""
    whole = sound(label, 4, number=number)
    seconds = len(whole) / RATE
    noise = label == "noise"
    events = [] if noise else find_events(whole, RATE)
    size = round(backbone.window * RATE)
    found = centres(events, seconds, window=backbone.window, step=backbone.step, everywhere=noise)
    starts = [min(max(0, round(c * RATE) - size // 2), len(whole) - size) for c in found]
    return [whole[start : start + size] for start in starts]


def model_of(backbone: HearingBackbone, *labels: str, ids: dict[str, str] | None = None) -> Model:
    """Return a model that tells sounds apart; noise is its background."""
    shown = [
        (one, (ids or {}).get(label, label))
        for label in labels
        for number in range(3)
        for one in windows(backbone, label, number)
    ]
    rows = backbone.wrap(np.stack([backbone.look(one).row for one, _ in shown]))
    head = heads.create("discriminant").fit(rows, np.array([label for _, label in shown]))
    background = [label for label in labels if label == "noise"]
    return Model(
        [str(one) for one in head.classes_], backbone, head.to_onnx(), {"background": background}
    )
