"""What one page records: takes that begin and end, and frames that are told when on disk."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from understudy.errors import UnderstudyError
from understudy.project.store import Project
from understudy.studio import problems
from understudy.studio.learning.learner import Learner
from understudy.studio.protocol import Begin, End, Ended, Frame, Refused, Saved

log = logging.getLogger(__name__)


class Saving:
    """The takes of one page, for as long as it is there."""

    def __init__(self, project: Project, learner: Callable[[], Learner]) -> None:
        """`learner` returns the one of now: there is another when the subject is another."""
        self._project, self._learner = project, learner
        self._begun: set[str] = set()
        self._lock = threading.Lock()
        self._closed = False

    def do(self, message: Begin | End | Frame) -> Saved | Ended | Refused | None:
        """Do what the page says, and return what to answer; nothing once it is closed."""
        with self._lock:
            return None if self._closed else self._do(message)

    def _do(self, message: Begin | End | Frame) -> Saved | Ended | Refused | None:
        sequence = message.sequence if isinstance(message, Frame) else None
        try:
            match message:
                case Begin():
                    self._project.begin_take(
                        message.take, message.class_id, message.source, message.rate
                    )
                    self._begun.add(message.take)
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

    def _end(self, take: str) -> Ended:
        self._project.end_take(take)
        self._begun.discard(take)
        return Ended(take=take, take_count=self._project.take_count(take))

    def _save(self, frame: Frame) -> Saved:
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


def refusal(error: Exception, take: str | None = None, sequence: int | None = None) -> Refused:
    """Say why something could not be done, and whether trying again may help."""
    return Refused(
        sentence=problems.sentence_of(error),
        take=take or None,
        sequence=sequence,
        final=isinstance(error, UnderstudyError) and not problems.is_disk_full(error),
    )
