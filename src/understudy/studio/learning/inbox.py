"""What has happened to a project since its learner last looked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

from understudy.project.records import Example

MOST_DELAY_SECONDS = 2.0
"""However often what is waited for is put off, it is done this long after it was first due."""


@dataclass(frozen=True)
class Work:
    """What to do next."""

    arrived: list[Example]
    """New examples to look at."""
    learn: bool
    """Whether to learn from what there is now."""

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to do."""
        return not self.arrived and not self.learn


class Inbox:
    """Collects work from any thread for the one that waits for it."""

    def __init__(self) -> None:
        self._wake = threading.Condition()
        self._arrived: list[Example] = []
        self._first: float | None = None  # when learning was first asked for
        self._due: float | None = None
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether nothing more is to be done."""
        return self._closed

    @property
    def calls(self) -> bool:
        """Whether long work that can wait should make way: for other work, or for the end."""
        return self._closed or bool(self._arrived) or self._due is not None

    def add(self, arrived: Iterable[Example] = (), learn_in: float | None = None) -> None:
        """Add examples to look at, and perhaps ask for learning in so many seconds.

        Asked again before that, learning is put off, so that a burst of changes is learned once.
        """
        with self._wake:
            self._arrived += arrived
            if learn_in is not None:
                now = time.monotonic()
                self._first = now if self._first is None else self._first
                self._due = min(now + learn_in, self._first + MOST_DELAY_SECONDS)
            self._wake.notify_all()

    def wait(self, patience: float | None = None) -> Work | None:
        """Wait for something to do and return it; None when closed.

        After so many seconds without anything to do, that is returned: work that is nothing.
        """
        enough = None if patience is None else time.monotonic() + patience
        with self._wake:
            while not self._closed:
                now = time.monotonic()
                due = self._due is not None and self._due <= now
                if self._arrived or due or (enough is not None and enough <= now):
                    return self._take(due)
                ends = [end for end in (self._due, enough) if end is not None]
                self._wake.wait(min(ends) - now if ends else None)
            return None

    def close(self) -> None:
        """End all waiting."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()

    def _take(self, learn: bool) -> Work:
        arrived, self._arrived = self._arrived, []
        if learn:
            self._first = self._due = None
        return Work(arrived, learn)
