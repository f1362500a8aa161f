"""What comes into an open project: takes as they are recorded, files from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from understudy.project import (
    adding,
    adding_clips,
    adding_sounds,
    clip_takes,
    recording,
    sound_takes,
)
from understudy.project.contents import Contents
from understudy.project.records import Example, Source, TakeRecord


class Intake(Contents):
    """Adding to an open project; see `Project`."""

    def begin_take(
        self, take: str, class_id: str, source: Source, rate: float | None = None
    ) -> TakeRecord:
        """Begin a take, or go on with one; saying it again changes nothing.

        The rate is in frames a second, of a sound in samples a second.
        """
        return recording.begin_take(self._core, take, class_id, source, rate)

    def add_frame(self, take: str, number: int, jpeg: bytes) -> Example:
        """Save a frame of a take; of a frame that is there already nothing changes.

        Raises
        ------
        MediaError
            The bytes don't begin as a JPEG; they are not decoded.
        """
        return recording.add_frame(self._core, take, number, jpeg)

    def add_sound(self, take: str, position: int, pcm: bytes) -> int:
        """Save sound of a take, and return how many examples the take has so far.

        `pcm` is int16, little-endian, mono; `position` is the index of its first sample. What is
        there already is passed over; a gap is refused. The take becomes a recording, and its
        examples examples, when it ends.
        """
        return sound_takes.add_sound(self._core, take, position, pcm)

    def add_clip_frame(self, take: str, number: int, milliseconds: float, jpeg: bytes) -> int:
        """Save a frame of a clip, and return how many examples the take has so far.

        The number is that of the frame in its take, from 0 and without gaps; what is there
        already is passed over. `milliseconds` are of any clock, and rise from frame to frame. The
        take becomes a clip when it ends; one too short for an action is not kept.

        Raises
        ------
        MediaError
            They are no JPEG, or a damaged one.
        """
        return clip_takes.add_clip_frame(self._core, take, number, milliseconds, jpeg)

    def end_take(self, take: str) -> None:
        """End a take; saying it again changes nothing."""
        recording.end_take(self._core, take)

    def add_photo(self, class_id: str, data: bytes, name: str) -> Example:
        """Add a photo, any picture that `read_image` reads, as a take of its own.

        It is kept upright, as a JPEG with a long side of at most 640 pixels.

        Raises
        ------
        MediaError
            It is no picture, damaged, or over a limit.
        """
        return adding.add_photo(self._core, class_id, data, name)

    def add_video(
        self,
        class_id: str,
        path: str | Path,
        name: str,
        fps: float = 5,
        progress: adding.Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> TakeRecord:
        """Add frames of a video as one take, wholly or not at all.

        `progress` is told how many frames there are so far, and of how many where that is known.

        Raises
        ------
        MediaError
            It is no video, damaged, or over a limit.
        Cancelled
            `cancelled` said so.
        """
        return adding.add_video(self._core, class_id, Path(path), name, fps, progress, cancelled)

    def add_recording(self, class_id: str, data: bytes | str | Path, name: str) -> TakeRecord:
        """Add a sound file, given by its content or its path, as a take of its own.

        It is kept as it came; of a video its sound is kept.

        Raises
        ------
        MediaError
            It has no sound, is damaged, or over a limit.
        """
        return adding_sounds.add_recording(self._core, class_id, data, name)

    def add_clip(
        self,
        class_id: str,
        path: str | Path,
        name: str,
        progress: adding.Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> TakeRecord:
        """Add a video as a clip, a take of its own, wholly or not at all.

        It is kept upright, with a long side of at most 640 pixels, at most 30 frames a second and
        their own times. `progress` is told how many frames there are so far, and of how many
        where that is known.

        Raises
        ------
        MediaError
            It is no video, damaged, too short, too long, or over a limit.
        Cancelled
            `cancelled` said so.
        """
        return adding_clips.add_clip(self._core, class_id, Path(path), name, progress, cancelled)
