"""What one page records: takes that begin and end, what is in them, told when it is on disk."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from understudy.errors import DataError, MediaError, UnderstudyError
from understudy.project.store import Project
from understudy.studio import problems
from understudy.studio.learning.learner import Learner
from understudy.studio.learning.switching import OTHER_KIND
from understudy.studio.protocol import (
    MAX_CLIP_SECONDS,
    MAX_TAKE_SECONDS,
    Begin,
    Block,
    End,
    Ended,
    Frame,
    Kind,
    Refused,
    Saved,
)

log = logging.getLogger(__name__)

LONG_ENOUGH = (
    f"A take lasts at most {MAX_TAKE_SECONDS // 60} minutes, so this one ended. It is saved."
)
CLIP_LONG_ENOUGH = (
    f"A clip lasts at most {MAX_CLIP_SECONDS // 60} minutes, so this one ended. It is saved."
)
NOTHING_IN: Mapping[Kind, str] = {
    "sound": "There was no sound in this take. Is the microphone on?",
    "clip": "This clip is too short for an action. Hold the button as long as the action takes.",
}
"""Why a take has no example."""
NOT_BEGUN = "A part of a take came that has not begun. Begin it first."


class Saving:
    """The takes of one page, for as long as it is there."""

    def __init__(self, project: Project, learner: Callable[[], Learner]) -> None:
        """`learner` returns the one of now: there is another when the subject is another."""
        self._project, self._learner = project, learner
        self._begun: dict[str, Begin] = {}
        self._first: dict[str, float] = {}  # take -> when its first frame here was captured, ms
        self._full: set[str] = set()  # takes of sound or actions that are as long as can be
        self._lock = threading.Lock()
        self._closed = False

    def do(self, message: Begin | End | Frame) -> Saved | Ended | Refused | None:
        """Do what the page says, and return what to answer; nothing once it is closed."""
        with self._lock:
            return None if self._closed else self._do(message)

    def hear(self, blocks: Sequence[Block]) -> list[Saved | Ended | Refused]:
        """Save blocks of one take, each of which goes on from the one before, all at once."""
        with self._lock:
            if self._closed or blocks[0].take in self._full:
                return []
            try:
                return self._save_sound(blocks)
            except (UnderstudyError, OSError) as error:
                return [refusal(error, one.take, one.sequence) for one in blocks]

    def _do(self, message: Begin | End | Frame) -> Saved | Ended | Refused | None:
        sequence = message.sequence if isinstance(message, Frame) else None
        try:
            match message:
                case Begin():
                    self._begin(message)
                    return None
                case End():
                    return self._end(message.take)
                case Frame():
                    return self._save(message)
        except (UnderstudyError, OSError) as error:
            return refusal(error, message.take, sequence)

    def close(self) -> None:
        """End what the page left open: it may begin it again when it comes back."""
        with self._lock:  # what the page said last may still be being done
            self._closed = True
            for take in list(self._begun):
                try:
                    self._end(take)
                except (UnderstudyError, OSError) as error:
                    log.warning("A take could not be ended: %s", error)

    def _begin(self, message: Begin) -> None:
        self._check_kind(sound=message.source == "microphone")
        self._project.begin_take(message.take, message.class_id, message.source, message.rate)
        self._begun[message.take] = message
        self._full.discard(message.take)

    def _end(self, take: str, sentence: str = "") -> Ended:
        nothing = NOTHING_IN.get(self._project.kind, "")
        try:
            self._project.end_take(take)
        except MediaError as error:  # of what is too short nothing is kept
            nothing = sentence = str(error)
        begun = self._begun.pop(take, None)
        self._first.pop(take, None)
        count = self._project.take_count(take)
        if begun is not None and not count:
            sentence = nothing
        return Ended(take=take, take_count=count, sentence=sentence)

    def _check_kind(self, sound: bool) -> None:
        if sound != (self._project.kind == "sound"):
            raise DataError(OTHER_KIND[self._project.kind])

    def _save(self, frame: Frame) -> Saved | Ended | None:
        self._check_kind(sound=False)
        return self._save_of_clip(frame) if self._project.kind == "clip" else self._keep(frame)

    def _keep(self, frame: Frame) -> Saved:
        learner = self._learner()
        image = learner.backbone.load(frame.jpeg)  # also finds out whether the picture is whole
        learner.offer(f"{frame.take}-{frame.sequence}", image)
        example = self._project.add_frame(frame.take, frame.sequence, frame.jpeg)
        return Saved(
            take=frame.take,
            class_id=example.class_id,
            sequence=frame.sequence,
            example=example.id,
            take_count=self._project.take_count(frame.take),
            class_count=self._project.count(example.class_id),
        )

    def _save_of_clip(self, frame: Frame) -> Saved | Ended | None:
        """Save a frame of a clip; nobody looks at it before the clip is whole."""
        take = frame.take
        if take in self._full:
            return None
        begun = self._begun.get(take)
        if begun is None:
            raise DataError(NOT_BEGUN)
        if not math.isfinite(frame.captured):
            raise DataError("A frame came without the time of its capture. Reload the page.")
        first = self._first.get(take, frame.captured)
        if frame.captured - first > 1000 * MAX_CLIP_SECONDS:
            self._full.add(take)
            return self._end(take, CLIP_LONG_ENOUGH)
        count = self._again(
            begun, self._project.add_clip_frame, frame.sequence, frame.captured, frame.jpeg
        )
        self._first[take] = first
        return Saved(
            take=take,
            class_id=begun.class_id,
            sequence=frame.sequence,
            example=None,
            take_count=count,
            class_count=self._project.count(begun.class_id),
        )

    def _save_sound(self, blocks: Sequence[Block]) -> list[Saved | Ended | Refused]:
        take, position = blocks[0].take, blocks[0].sequence
        begun = self._begun.get(take)
        if begun is None or begun.source != "microphone":
            raise DataError(NOT_BEGUN)
        pcm = b"".join(one.pcm for one in blocks)
        most = 2 * max(0, round(MAX_TAKE_SECONDS * (begun.rate or 0)) - position)
        count = self._again(begun, self._project.add_sound, position, pcm[:most])
        saved: list[Saved | Ended | Refused] = [
            Saved(
                take=take,
                class_id=begun.class_id,
                sequence=one.sequence,
                example=None,
                take_count=count,
                class_count=self._project.count(begun.class_id),
            )
            for one in blocks
        ]
        if len(pcm) > most:
            self._full.add(take)
            saved.append(self._end(take, LONG_ENOUGH))
        return saved

    def _again(self, begun: Begin, add: Callable[..., int], *what: Any) -> int:
        """Add to a take, also to one that a socket which the page had before ended late."""
        try:
            return add(begun.take, *what)
        except DataError:
            record = self._project.takes.get(begun.take)
            if record is None or not record.ended:
                raise
        self._project.begin_take(begun.take, begun.class_id, begun.source, begun.rate)
        return add(begun.take, *what)


def refusal(error: Exception, take: str | None = None, sequence: int | None = None) -> Refused:
    """Say why something could not be done, and whether trying again may help."""
    return Refused(
        sentence=problems.sentence_of(error),
        take=take or None,
        sequence=sequence,
        final=isinstance(error, UnderstudyError) and not problems.is_disk_full(error),
    )
