"""Clips as they come in: frames appended to a file, which becomes a video when the take ends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from understudy.errors import DataError
from understudy.media.clip import HOP_SECONDS, LEAST_SECONDS, slot_of
from understudy.media.frame_log import packed, read_log
from understudy.media.image import read_image
from understudy.media.motion_video import Size, fitted, jpeg_size, read_jpegs, write_motion
from understudy.media.movement import HEIGHT, MovementFinder
from understudy.project.cache import file_checksum
from understudy.project.class_rules import find
from understudy.project.core import Core
from understudy.project.cuts import example_numbers
from understudy.project.disk import append, told, write_file
from understudy.project.finding import found_of
from understudy.project.layout import MAX_NUMBER
from understudy.project.records import Found, Source, TakeRecord
from understudy.project.sessions import Hold
from understudy.types import Image

MAX_SECONDS = 120
"""Of a take that is recorded: an action takes a second or so, a background class a minute."""
MAX_MILLISECONDS = 2**53
"""Of the clock of a page: up to there a float has every whole number."""


class ClipHold(Hold):
    """A clip coming to a take: JPEGs of one size with their times, one after another."""

    pending: ClassVar[str] = ".frames"
    suffix: ClassVar[str] = ".mkv"
    source: ClassVar[Source] = "camera"
    usual_rate: ClassVar[float | None] = None

    def __init__(self, path: Path, record: TakeRecord) -> None:
        super().__init__(path, record)
        self.count = 0
        self._shape: Size | None = None
        self._first = self._last = 0  # milliseconds
        self._slot = -1  # that was looked at last
        self._end = 0  # bytes of the file that are whole frames
        self._finder = MovementFinder()  # finds its movement as it comes in
        for milliseconds, jpeg, end in read_log(path):
            self._took(milliseconds, jpeg, end)

    @staticmethod
    def check(record: TakeRecord | None, rate: float | None) -> None:
        """Frames may come at any rate: each has its time."""

    @staticmethod
    def reopen(kept: Path, path: Path) -> None:
        """Take the video apart again; its frames are the very same."""
        write_file(path, b"".join(packed(*frame) for frame in read_jpegs(kept)))

    def keep(self, path: Path) -> Found | None:
        """Write the video; None where it is too short for an action."""
        found = self.found
        if found is None or not self.path.exists():  # taken away meanwhile
            return None
        write_motion(path, ((stamp, jpeg) for stamp, jpeg, _ in read_log(self.path)))
        return replace(found, checksum=file_checksum(path))

    @property
    def found(self) -> Found | None:
        """What is in it so far; None while it is too short for an action."""
        movement = self._finder.finish()
        if movement.duration < LEAST_SECONDS:
            return None
        return found_of(movement.stretches, movement.duration, "")

    def add(self, milliseconds: int, jpeg: bytes) -> None:
        """Append a frame and wait until it is on disk; OSError, and no change, if that fails.

        Raises
        ------
        MediaError
            It is damaged.
        DataError
            It is not after the one before, or too long after the first.
        """
        if self.count and milliseconds <= self._last:
            raise DataError(
                f"Frame {self.count} came with the time {milliseconds} ms, and the one before has "
                f"{self._last} ms; times must rise. Record the clip again."
            )
        if self.count and milliseconds - self._first > 1000 * MAX_SECONDS:
            raise DataError(
                f"A clip can be {MAX_SECONDS // 60} minutes long, and this one is. End it, and go "
                "on with another."
            )
        jpeg = jpeg if self._shape is None else fitted(jpeg, self._shape)
        image = _small(jpeg)
        data = packed(milliseconds, jpeg)
        append(self.path, data, self._end)
        self._took(milliseconds, jpeg, self._end + len(data), image)

    def _took(self, milliseconds: int, jpeg: bytes, end: int, image: Image | None = None) -> None:
        if self._shape is None:
            self._shape, self._first = jpeg_size(jpeg), milliseconds
        self._last, self._end = milliseconds, end
        self.count += 1
        seconds = (milliseconds - self._first) / 1000
        slot = slot_of(seconds, HOP_SECONDS)
        if slot > self._slot:  # movement is looked for in the first frame of each
            self._slot = slot
            self._finder.add(seconds, _small(jpeg) if image is None else image)


def add_clip_frame(core: Core, take: str, number: int, milliseconds: float, jpeg: bytes) -> int:
    """See `Project.add_clip_frame`."""
    if not 0 <= number <= MAX_NUMBER:
        raise DataError(f"A frame has the number {number}; expected 0 to {MAX_NUMBER}.")
    if not abs(milliseconds) <= MAX_MILLISECONDS:  # or not a number
        raise DataError(f"A frame has the time {milliseconds} ms; expected that of a clock.")
    jpeg_size(jpeg)
    with core.lock:
        core.check_for("clip")
        record, hold = core.held(take, ClipHold)
        find(core.document, record.class_id)
        if number > hold.count:
            raise DataError(
                f"The clip has {hold.count} frames, and frame {number} came. Send it from "
                f"{hold.count} on."
            )
        if number == hold.count:
            with told("the frame"):
                hold.add(round(milliseconds), jpeg)
            known = replace(record, found=hold.found)
            core.index.recording[take] = len(example_numbers(core.document, known))
        return core.index.take_count(take)


def frame_count(core: Core, take: str) -> int:
    """See `Contents.frame_count`."""
    hold = core.holds.get(take)
    return hold.count if isinstance(hold, ClipHold) else 0


def _small(jpeg: bytes) -> Image:
    return read_image(jpeg, at_least=HEIGHT, name="The frame")
