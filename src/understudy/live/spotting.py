"""Actions in a video: what would be told live, each when it is over."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from understudy.live.acting import Acting
from understudy.live.action_rules import rule_of
from understudy.live.movements import Movements
from understudy.live.performing import check_acts, heeded
from understudy.live.timed_event import TimedEvent
from understudy.media.video import read_frames
from understudy.model import Model
from understudy.onnx_session import cpu_count
from understudy.types import Image

TAIL_SECONDS = 0.4
"""After its end a video stands still for so long: an action that ends with it is then in the middle
of a window too."""


def spot(
    model: Model, video: str | Path, acting: Acting | None = None
) -> Generator[TimedEvent, None, None]:
    """Yield the actions in a video, in order, each when it is over; memory does not grow.

    Raises
    ------
    MediaError
        The video can't be read.
    DataError
        The model is of another kind.
    """
    backbone = check_acts(model)
    acting = acting or Acting.of(model.facts)
    rule = rule_of(acting, model.labels, model.background, backbone.window)
    stream, movements = backbone.stream(), Movements(backbone)
    with closing(read_frames(video, fps=1 / backbone.hop)) as frames:  # type: ignore[type-var]
        for seconds, image in _with_tail(frames, backbone.hop, backbone.window):
            for moment in stream.see(image, seconds, threads=cpu_count()).moments:
                movements.add(moment)
                (raw,) = model.predict_features(moment.row[np.newaxis])
                over, _ = rule.add(moment.seconds, heeded(model, raw))
                if over is not None:
                    yield movements.whole(over)
    last = rule.finish()
    if last is not None:
        yield movements.whole(last)


def _with_tail(
    frames: Iterator[tuple[float, Image]], hop: float, window: float
) -> Iterator[tuple[float, Image]]:
    """Yield frames, and the last one again until a window is full, and as long as the tail."""
    last: tuple[float, Image] | None = None
    for last in frames:
        yield last
    if last is None:
        return
    end, image = last
    slots = round(end / hop)
    until = max(slots, round(window / hop)) + round(TAIL_SECONDS / hop)
    for slot in range(slots + 1, until + 1):
        yield end + (slot - slots) * hop, image
