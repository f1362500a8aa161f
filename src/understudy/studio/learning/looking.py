"""Looks at new examples: from the cache, from pictures at hand, or from their files."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from understudy.project.records import Example
from understudy.studio.learning.features import ExampleFeatures
from understudy.types import Image

MANY = 20
"""Examples, beyond which it is told how far it is."""
TOLD_EVERY_SECONDS = 0.2
MOST_PICTURES = 64
"""Decoded pictures of frames that wait to be looked at; some 250 kB each."""

Progress = Callable[[int | None, int | None], None]
"""Called with (looked at, in all) now and then, and with two None at the end of many."""


class Looking:
    """Makes sure that there are features of examples."""

    def __init__(
        self, features: ExampleFeatures, progress: Progress, stopped: Callable[[], bool]
    ) -> None:
        self._features, self._progress, self._stopped = features, progress, stopped
        self._pictures: OrderedDict[str, Image] = OrderedDict()
        self._lock = threading.Lock()

    def offer(self, example_id: str, image: Image) -> None:
        """Hand over the decoded picture of an example, from any thread."""
        with self._lock:
            self._pictures[example_id] = image
            while len(self._pictures) > MOST_PICTURES:
                self._pictures.popitem(last=False)

    def look(self, examples: Sequence[Example]) -> None:
        """Look at those that were not looked at yet, until it is stopped."""
        wanted = self._features.missing(examples)
        told = _Told(len(wanted), self._progress)

        def go_on(more: int = 1) -> bool:
            told.more(more)
            return not self._stopped()

        self._features.recall(wanted, go_on)
        left = self._features.missing(wanted)
        told.done = len(wanted) - len(left)
        for example in left:
            self._features.look(example, self._picture(example.id))
            if not go_on():
                break
        self._features.save()
        told.end()

    def _picture(self, example_id: str) -> Image | None:
        with self._lock:
            return self._pictures.pop(example_id, None)


class _Told:
    """What was told of one piece of work."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.done, self._total, self._progress = 0, total, progress
        self._last = time.monotonic()
        self._ever = False

    def more(self, count: int) -> None:
        self.done += count
        now = time.monotonic()
        if self._total > MANY and now - self._last >= TOLD_EVERY_SECONDS:
            self._last, self._ever = now, True
            self._progress(min(self.done, self._total), self._total)

    def end(self) -> None:
        if self._ever:
            self._progress(None, None)
