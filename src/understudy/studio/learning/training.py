"""Which head answers and which is wanted; training one by hand beside the one that answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from understudy.project.store import Project
from understudy.studio.learning.choice import USUAL, Choice, keep
from understudy.studio.learning.current import Current
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.learning.fitting import Fitted
from understudy.studio.learning.job import Job
from understudy.studio.learning.lesson import Lesson
from understudy.studio.protocol import Message


class Training:
    """Keeps what was chosen and what is being trained; safe to use from any thread."""

    def __init__(
        self,
        project: Project,
        current: Current,
        publish: Callable[[Message], None],
        chosen: Choice,
        lesson: Callable[[], Lesson],
    ) -> None:
        """`lesson` returns what there is to learn now."""
        self._project, self._current, self._publish = project, current, publish
        self._lesson = lesson
        self._lock = threading.RLock()
        # Until what was trained by hand is so again, the usual head answers.
        self._active = USUAL if chosen.by_hand else chosen
        self._wanted = chosen if chosen.by_hand else None
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a head is being trained by hand."""
        return self._job is not None

    def want(self, choice: Choice) -> None:
        """Have a head trained at the next learning."""
        with self._lock:
            self._wanted = choice
            self.stop()
        self._current.update(choice=choice, busy=True, failure=None)
        if not choice.by_hand:
            keep(self._project, choice)

    def cancel(self) -> None:
        """Want nothing any more; the model stays as it is."""
        with self._lock:
            self._wanted = None
            self.stop()

    def stop(self) -> None:
        """Stop the training by hand that runs."""
        if (job := self._job) is not None:
            job.cancel()

    def join(self) -> None:
        """Wait until it has ended."""
        if (job := self._job) is not None:
            job.join()

    def next(self) -> tuple[Choice, Choice | None]:
        """Return the head that answers, and one to train by hand if that is wanted."""
        with self._lock:
            wanted, self._wanted = self._wanted, None
            if wanted is not None and not wanted.by_hand:
                self._active, wanted = wanted, None
            return self._active, wanted

    def start(self, choice: Choice, lesson: Lesson, features: ExampleFeatures) -> None:
        """Train a head by hand."""
        with self._lock:
            before, self._job = self._job, Job(choice, self._publish, self._finished)
            self._job.start(lesson, features, after=before)

    def adopt(self, choice: Choice, fitted: Fitted | None, lesson: Lesson, **changes: Any) -> None:
        """Answer with what was fitted, unless another head was trained by hand meanwhile."""
        with self._lock:
            if choice is not self._active:
                return
            job = self._job
            self._current.adopt(
                fitted,
                choice=job.choice if job else choice,
                busy=job is not None,
                failure=None,
                waiting=lesson.takes_beyond(fitted.lesson if fitted else Lesson()),
                **changes,
            )

    def _finished(self, job: Job, outcome: Fitted | str | None) -> None:
        with self._lock:
            if job is not self._job:
                return
            self._job = None
            if isinstance(outcome, Fitted):
                self._active = job.choice
                waiting = self._lesson().takes_beyond(outcome.lesson)
                self._current.adopt(
                    outcome, choice=job.choice, busy=False, failure=None, waiting=waiting
                )
            else:
                self._current.update(choice=self._active, busy=False, failure=outcome)
                return
        keep(self._project, job.choice)
