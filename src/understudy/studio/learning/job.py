"""Training by hand: in a thread of its own, told batch by batch, cancelled at any time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import asdict

from understudy.errors import Cancelled, UnderstudyError
from understudy.heads import dense
from understudy.studio.learning.choice import Choice
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.learning.fitting import Fitted, fit
from understudy.studio.learning.lesson import Lesson
from understudy.studio.protocol import Message, Step, Steps

log = logging.getLogger(__name__)

BROKEN = "Training failed; your examples are safe. Choose other settings, or restart Understudy."
MESSAGES_PER_SECOND = 30.0
"""How often the page is told of the batches since."""


class Job:
    """One training."""

    def __init__(
        self,
        choice: Choice,
        publish: Callable[[Message], None],
        finished: Callable[[Job, Fitted | str | None], None],
    ) -> None:
        """`finished` gets what was fitted, or why not in a sentence, or None if cancelled."""
        self.choice = choice
        self._publish, self._finished = publish, finished
        self._stop = threading.Event()
        self._told = 0.0
        self._untold: list[Step] = []
        self._thread: threading.Thread | None = None

    def start(self, lesson: Lesson, features: ExampleFeatures, after: Job | None = None) -> None:
        """Train on a lesson, once another job has ended."""

        def train() -> None:
            if after is not None:
                after.join()
            self._finished(self, self._train(lesson, features))

        self._thread = threading.Thread(target=train, name="understudy training", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop at the next batch."""
        self._stop.set()

    def join(self) -> None:
        """Wait until it has ended."""
        if self._thread is not None:
            self._thread.join()

    def _train(self, lesson: Lesson, features: ExampleFeatures) -> Fitted | str | None:
        try:
            head = self.choice.create(on_batch=self._tell, cancelled=self._stop.is_set)
            fitted = fit(self.choice, head, lesson, features)
        except Cancelled:
            return None
        except UnderstudyError as error:
            return str(error)
        except Exception:
            log.exception("Training failed.")
            return BROKEN
        return None if self._stop.is_set() else fitted

    def _tell(self, step: dense.Step) -> None:
        self._untold.append(Step(**asdict(step)))
        now = time.monotonic()
        last = (step.epoch, step.batch) == (step.epochs, step.batches)
        if last or now - self._told >= 1 / MESSAGES_PER_SECOND:
            self._told = now
            self._publish(Steps(steps=self._untold))
            self._untold = []
