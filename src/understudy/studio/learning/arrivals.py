"""What comes to a project while it is open, and what of it may be learned from already."""

from __future__ import annotations

import time
from collections.abc import Mapping

from understudy.project.records import LOOSE, Change, Example, Source, TakeRecord
from understudy.project.store import Project
from understudy.studio.learning.inbox import Inbox

FILES: tuple[Source, ...] = (*LOOSE, "recording")
"""Sources of which many may come at once."""
QUIET_SECONDS = 0.25
"""Files that come closer together are learned together."""


class Arrivals:
    """Puts what happens to a project into an inbox, until it is closed."""

    def __init__(self, project: Project, inbox: Inbox, before: Arrivals | None = None) -> None:
        """`before` did so until now, for another learner."""
        self._project, self._inbox = project, inbox
        self._last_file = float("-inf")  # when a photo came in
        self._left_open: set[str] = (
            {take for take, record in project.takes.items() if not record.ended}
            if before is None
            else before._left_open
        )
        """Takes that a crash cut short."""
        self._end = project.subscribe(self._changed)

    def close(self) -> None:
        """Listen no more."""
        self._end()

    @property
    def recording(self) -> bool:
        """Whether a take is being recorded at this moment."""
        return not all(map(self._may_learn, self._project.takes.values()))

    def learnable(self) -> tuple[list[Example], Mapping[str, TakeRecord]]:
        """Return the examples that may be learned from, and all takes."""
        takes = self._project.takes
        examples = [
            one for one in self._project.examples()
            if one.take not in takes or self._may_learn(takes[one.take])
        ]  # fmt: skip
        return examples, takes

    def _changed(self, change: Change) -> None:
        if change.kind == "settings":
            return
        now = time.monotonic()
        takes = [self._project.takes.get(one.take) for one in change.added]
        if takes and all(take is not None and not self._may_learn(take) for take in takes):
            self._inbox.add(one for one in change.added if one.centre is None)
            return
        if any(take is not None and take.source in FILES for take in takes):
            self._last_file = now
        files = now - self._last_file < QUIET_SECONDS
        self._inbox.add(change.added, learn_in=QUIET_SECONDS if files else 0)

    def _may_learn(self, take: TakeRecord) -> bool:
        # The take of a watching session stays open, and each correction counts at once.
        return take.ended or take.source == "correction" or take.id in self._left_open
