"""Clips: the frames of a video by slots of time, whatever its own rate, and no larger than needed.

frames (seconds, picture) --first of each slot--> (slot, picture) --where one is missing--> repeated
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from understudy.errors import MediaError
from understudy.media.limits import MAX_VIDEO_FRAMES
from understudy.media.part import Part
from understudy.media.recent import RecentArrays
from understudy.media.video import STAMP_SECONDS, probe, read_frames, slot_at
from understudy.types import Image

HOP_SECONDS = 0.1
LEAST_SECONDS = 0.3
"""A clip that is shorter shows no action: a quick swipe takes about half a second."""

Grey = NDArray[np.uint8]
"""uint8 [height, width]."""
Frames = NDArray[np.uint8]
"""Pictures of one size, one a hop: uint8 [n, height, width, 3], RGB."""

# Decoded clips, in bytes: those that are larger are decoded again for each part.
MOST_KEPT = 128 * 2**20
_recent = RecentArrays(max_bytes=2 * MOST_KEPT)


def slot_of(seconds: float, hop: float) -> int:
    """Return which slot of `hop` seconds a time falls in, as `read_frames` counts them."""
    return slot_at(seconds, 1 / hop)


def first_slot(centre: float, hop: float, count: int) -> int:
    """Return the first of the `count` slots around a place in seconds; it may be before 0."""
    return math.floor(centre / hop - count / 2 + 0.5 + 1e-6)  # a tenth is a little more than 0.1


def at_rate(frames: Iterable[tuple[float, Image]], hop: float) -> Iterator[tuple[int, Image]]:
    """Yield the first frame of every slot of `hop` seconds that has one, with the slot's number.

    Slot k reaches from k * hop to (k + 1) * hop after the first frame. Gaps are gaps; frames that
    come too late for their slot are passed over.
    """
    start: float | None = None
    last = -1
    for seconds, image in frames:
        start = seconds if start is None else start
        slot = slot_of(seconds - start, hop)
        if slot > last:
            last = slot
            yield slot, image


def repeated(slots: Iterable[tuple[int, Image]]) -> Iterator[Image]:
    """Yield one picture a slot: where one is missing, again the one before."""
    before: Image | None = None
    following = 0
    for slot, image in slots:
        check_length(slot)
        if before is not None:
            for _ in range(following, slot):
                yield before
        yield image
        following, before = slot + 1, image


def check_length(slots: int, name: str = "The video") -> None:
    """Refuse more moments than a video may have.

    Raises
    ------
    MediaError
        It is too long.
    """
    if slots > MAX_VIDEO_FRAMES:
        raise MediaError(
            f"{name} is longer than {MAX_VIDEO_FRAMES * HOP_SECONDS / 60:.0f} minutes. Cut it into "
            "shorter videos."
        )


def check_long_enough(name: str, slots: int, hop: float = HOP_SECONDS) -> None:
    """Refuse a clip in which no action fits.

    Raises
    ------
    MediaError
        It is a single picture, or shorter than `LEAST_SECONDS`.
    """
    if slots * hop < LEAST_SECONDS - STAMP_SECONDS:
        has = "has a single picture" if slots <= 1 else f"lasts {slots * hop:.1f} s"
        raise MediaError(
            f"{name} {has}; an action needs at least {LEAST_SECONDS} s, and most take about one "
            "second. Record it longer."
        )


def smaller(image: Image, at_least: int | None) -> Image:
    """Return a picture made smaller by a whole number of times, by averaging.

    Its short side keeps `at_least` pixels, as those of `read_image` do.
    """
    factor = _times(image.shape[1], image.shape[0], at_least)
    if factor == 1:
        return image
    from PIL import Image as Pillow

    return np.asarray(Pillow.fromarray(image).reduce(factor))


def grey(image: Image, width: int, height: int) -> Grey:
    """Return a picture in grey, squeezed to a size, each pixel the mean of what it covers."""
    from PIL import Image as Pillow

    whole = Pillow.fromarray(image).convert("L")
    small = whole.resize((width, height), Pillow.Resampling.BOX, reducing_gap=2.0)
    return np.asarray(small)


def window_of(frames: Sequence[Image] | Frames, first: int, count: int) -> Frames:
    """Return `count` frames from a place on, all of the size of the first one.

    Before the first stands the first, and after the last the last.
    """
    places = np.clip(np.arange(first, first + count), 0, len(frames) - 1)
    return _alike([frames[place] for place in places.tolist()])


def read_clip(path: Path, hop: float = HOP_SECONDS, *, at_least: int | None = None) -> list[Image]:
    """Return the frames of a short video, one every `hop` seconds; of a long one they are many.

    Parameters
    ----------
    path : path
        Any video that `read_frames` reads.
    hop : float
        Seconds.
    at_least : int, optional
        Frames are made smaller as long as their short side keeps this many pixels.

    Raises
    ------
    MediaError
        The file can't be read, or it is too short or too long to be a clip.
    """
    frames = list(repeated(_slots(path, hop, at_least)))
    check_long_enough(str(path), len(frames), hop)
    return frames


def read_part(part: Part, hop: float, count: int, *, at_least: int | None = None) -> Frames:
    """Return the `count` frames around a place of a video; its edges stand still beyond its ends.

    The last few short videos are kept decoded, so that many parts of one cost one decoding. May be
    called from many threads.

    Raises
    ------
    MediaError
        As `read_clip` does.
    """
    first = first_slot(part.centre, hop, count)
    if _size(part.path, hop, at_least) > MOST_KEPT:
        return _read_window(part.path, first, hop, count, at_least)
    status = part.path.stat()
    key = part.path, status.st_size, status.st_mtime_ns, hop, at_least
    frames = _recent.get(key, lambda: _alike(read_clip(part.path, hop, at_least=at_least)))
    return window_of(frames, first, count)


def frames_around(
    part: Part, hop: float, count: int, *, at_least: int | None = None
) -> list[tuple[int, Image]]:
    """Return the frames of the `count` slots around a place of a video, with their slots.

    The first is what is shown when they begin and, unless the video ends before, the last is no
    earlier than their end: what moved in a gap is known by the frames around it.

    Raises
    ------
    MediaError
        As `read_clip` does.
    """
    first = first_slot(part.centre, hop, count)
    shown: list[tuple[int, Image]] = []
    with closing(_slots(part.path, hop, at_least)) as slots:
        for slot, image in slots:
            check_length(slot, str(part.path))
            shown = [*(shown if slot > first else []), (slot, image)]
            if slot >= first + count - 1:
                break
    check_long_enough(str(part.path), shown[-1][0] + 1 if shown else 0, hop)
    return shown


def _slots(path: Path, hop: float, at_least: int | None) -> Generator[tuple[int, Image]]:
    for slot, image in at_rate(read_frames(path, fps=1 / hop), hop):
        yield slot, smaller(image, at_least)


def _size(path: Path, hop: float, at_least: int | None) -> float:
    """Return how many bytes a video has once it is decoded, as its header says."""
    info = probe(path)
    if info.duration is None:
        return math.inf
    factor = _times(info.width, info.height, at_least)
    return (info.duration / hop + 1) * 3 * info.width * info.height / factor**2


def _times(width: int, height: int, at_least: int | None) -> int:
    """Return how many times a picture may be made smaller."""
    return 1 if at_least is None else max(1, min(width, height) // at_least)


def _read_window(path: Path, first: int, hop: float, count: int, at_least: int | None) -> Frames:
    """Return the frames of a window, decoding no further than its end."""
    kept: list[Image] = []
    read = 0
    for image in repeated(_slots(path, hop, at_least)):
        read += 1
        kept = [*kept, image][-count:]
        if read >= max(1, first + count):
            break
    check_long_enough(str(path), read, hop)
    return window_of(kept, first - (read - len(kept)), count)


def _alike(frames: Sequence[Image]) -> Frames:
    """Return frames as one array; a video may change its size, and then all have the first's."""
    height, width = frames[0].shape[:2]
    if all(frame.shape == frames[0].shape for frame in frames):
        return np.stack(frames)
    from PIL import Image as Pillow

    fitted = [np.asarray(Pillow.fromarray(one).resize((width, height))) for one in frames]
    return np.stack(fitted)
