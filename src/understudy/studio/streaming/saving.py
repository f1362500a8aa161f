"""What one page records: takes that begin and end, what is in them, told when it is on disk."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from understudy.errors import DataError, UnderstudyError
from understudy.project.store import Project
from understudy.studio import problems
from understudy.studio.learning.learner import Learner
from understudy.studio.learning.switching import OTHER_KIND
from understudy.studio.protocol import (
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
SILENT = "There was no sound in this take. Is the microphone on?"
NOT_BEGUN = "Sound of a take came that has not begun. Begin it first."


class Saving:
    """The takes of one page, for as long as it is there."""

    def __init__(self, project: Project, learner: Callable[[], Learner]) -> None:
        """`learner` returns the one of now: there is another when the subject is another."""
        self._project, self._learner = project, learner
        self._begun: dict[str, Begin] = {}
        self._full: set[str] = set()  # takes of sound that are as long as can be
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
        self._check_kind("sound" if message.source == "microphone" else "picture")
        self._project.begin_take(message.take, message.class_id, message.source, message.rate)
        self._begun[message.take] = message
        self._full.discard(message.take)

    def _end(self, take: str, sentence: str = "") -> Ended:
        self._project.end_take(take)
        begun = self._begun.pop(take, None)
        count = self._project.take_count(take)
        if begun is not None and begun.source == "microphone" and not count:
            sentence = sentence or SILENT
        return Ended(take=take, take_count=count, sentence=sentence)

    def _check_kind(self, kind: Kind) -> None:
        if kind != self._project.kind:
            raise DataError(OTHER_KIND[self._project.kind])

    def _save(self, frame: Frame) -> Saved:
        self._check_kind("picture")
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

    def _save_sound(self, blocks: Sequence[Block]) -> list[Saved | Ended | Refused]:
        take, position = blocks[0].take, blocks[0].sequence
        begun = self._begun.get(take)
        if begun is None or begun.source != "microphone":
            raise DataError(NOT_BEGUN)
        pcm = b"".join(one.pcm for one in blocks)
        most = 2 * max(0, round(MAX_TAKE_SECONDS * (begun.rate or 0)) - position)
        count = self._add_sound(begun, position, pcm[:most])
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

    def _add_sound(self, begun: Begin, position: int, pcm: bytes) -> int:
        """Add sound to a take, also to one that a socket which the page had before ended late."""
        try:
            return self._project.add_sound(begun.take, position, pcm)
        except DataError:
            record = self._project.takes.get(begun.take)
            if record is None or not record.ended:
                raise
        self._project.begin_take(begun.take, begun.class_id, begun.source, begun.rate)
        return self._project.add_sound(begun.take, position, pcm)


def refusal(error: Exception, take: str | None = None, sequence: int | None = None) -> Refused:
    """Say why something could not be done, and whether trying again may help."""
    return Refused(
        sentence=problems.sentence_of(error),
        take=take or None,
        sequence=sequence,
        final=isinstance(error, UnderstudyError) and not problems.is_disk_full(error),
    )
