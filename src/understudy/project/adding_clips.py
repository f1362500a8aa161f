"""Videos from elsewhere, added as clips: made into the files that recorded clips are."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from understudy.errors import Cancelled
from understudy.media.image import encode_jpeg
from understudy.media.limits import MAX_CLIP_SECONDS
from understudy.media.motion_video import action_frames, too_long, write_motion
from understudy.media.video import probe, read_frames
from understudy.project.adding import (
    LONG_SIDE,
    MAX_TITLE_CHARACTERS,
    Progress,
    gathering,
    owner_of,
    place,
)
from understudy.project.cache import file_checksum
from understudy.project.core import Core
from understudy.project.disk import told
from understudy.project.finding import movement_in
from understudy.project.layout import new_take_id, recording_name
from understudy.project.records import TakeRecord
from understudy.sources.naming import as_text

MAX_FPS = 30
"""Of what is kept; examples look at ten moments a second."""
QUALITY = 85
"""Of the JPEGs that are kept."""


def add_clip(
    core: Core,
    class_id: str,
    path: Path,
    name: str,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> TakeRecord:
    """See `Project.add_clip`."""
    title = as_text(name)[:MAX_TITLE_CHARACTERS]
    owner = owner_of(core, class_id, "clip")
    info = probe(path)
    if info.duration is not None and info.duration > MAX_CLIP_SECONDS + 1:
        raise too_long(title)

    def jpegs() -> Iterator[tuple[int, bytes]]:
        rate = min(info.fps or MAX_FPS, MAX_FPS)
        expected = None if info.duration is None else max(1, math.ceil(info.duration * rate))
        frames = action_frames(read_frames(path, fps=MAX_FPS, long_side=LONG_SIDE), title)
        last = -1
        for done, (seconds, image) in enumerate(frames, start=1):
            core.check()  # or the folder of a project that was moved away would come back
            if cancelled is not None and cancelled():
                raise Cancelled(f"{title} was not added.")
            last = max(last + 1, round(seconds * 1000))
            yield last, encode_jpeg(image, QUALITY)
            if progress is not None:
                progress(done, None if expected is None else max(done, expected))

    take = new_take_id()
    file = recording_name(take, ".mkv")
    with gathering(core) as (token, folder):
        with told("the clip"):
            write_motion(folder / file, jpegs())
        found = movement_in(folder / file, file_checksum(folder / file))
        record = TakeRecord(take, class_id, "video", time.time(), None, title, False, True, found)
        place(core, token, record, [file], f"Added {title} to {owner.name}")
    return record
