"""Learns from a project in the background: looks at new examples, refits, says how good it is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from understudy.backbones.onnx_backbone import OnnxBackbone
from understudy.errors import DataError, UnderstudyError
from understudy.live.settings import FACTS
from understudy.model import Model
from understudy.project.cache import FeatureCache
from understudy.project.records import LOOSE, Change, Example
from understudy.project.store import Project
from understudy.studio import protocol
from understudy.studio.learning.choice import USUAL, Choice, keep, kept
from understudy.studio.learning.comparing import compare, confusion
from understudy.studio.learning.current import Answering, Current, background_of, names_of
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.learning.fitting import Fitted, fit, fit_more, to_take_home
from understudy.studio.learning.inbox import Inbox
from understudy.studio.learning.job import Job
from understudy.studio.learning.lesson import Composer, Lesson
from understudy.studio.learning.looking import Looking
from understudy.studio.learning.telling import what_next
from understudy.types import Image

log = logging.getLogger(__name__)

QUIET_SECONDS = 0.25
"""Files that come closer together are learned together."""
BROKEN = "Learning failed; your examples are safe. Record another take, or restart Understudy."


class Learner:
    """Keeps the model of an open project up to date; safe to use from any thread."""

    def __init__(
        self,
        project: Project,
        backbone: OnnxBackbone,
        publish: Callable[[protocol.Message], None],
    ) -> None:
        """`publish` is called from threads of the learner with what has changed."""
        self.backbone = backbone
        self._project, self._publish = project, publish
        self._cache = FeatureCache(project.cache_path)
        self._features = ExampleFeatures(backbone, self._cache, project.checksums)
        self._composer = Composer(self._features)
        self._lock = threading.RLock()
        self._inbox = Inbox()
        self._last_file = float("-inf")  # when a photo came in
        self._left_open = {take for take, record in project.takes.items() if not record.ended}
        self._lesson = Lesson()
        chosen = kept(project)
        # Until what was trained by hand is so again, the usual head answers.
        self._active = USUAL if chosen.by_hand else chosen
        self._wanted = chosen if chosen.by_hand else None
        self._job: Job | None = None
        self._comparison = threading.Event()  # set when it is to stop
        self._current = Current(project, backbone, publish, chosen)
        self._looking = Looking(
            self._features,
            lambda done, total: self._current.update(done=done, total=total),
            lambda: self._inbox.closed,
        )
        project.subscribe(self._changed)
        self._inbox.add(learn_in=0)
        self._thread = threading.Thread(target=self._run, name="understudy learner", daemon=True)
        self._thread.start()

    # What others ask

    @property
    def answering(self) -> Answering | None:
        """The model that answers now, if there is one."""
        return self._current.answering

    def state(self) -> protocol.Learning:
        """Return what the model is, and how good."""
        return self._current.state()

    def offer(self, example_id: str, image: Image) -> None:
        """Hand over the decoded picture of an example that is about to be saved."""
        self._looking.offer(example_id, image)

    def train(self, wish: protocol.Train) -> None:
        """Choose a head and train it.

        Raises
        ------
        UnderstudyError
            There is no such head or setting, or too little to learn from.
        """
        choice = Choice.of(wish.head, wish.settings)
        now = self._current.now
        if now.fitted is None and not now.busy and len(self._lesson.classes) < 2:
            raise DataError(self._too_little())
        with self._lock:
            self._wanted = choice
            self._cancel_job()
        self._current.update(choice=choice, busy=True, failure=None)
        if not choice.by_hand:
            keep(self._project, choice)
        self._inbox.add(learn_in=0)

    def cancel(self) -> None:
        """Stop training by hand and comparing; the model stays as it is."""
        with self._lock:
            self._comparison.set()
            self._wanted = None
            self._cancel_job()

    def compare(
        self, wish: protocol.Compare, gone: Callable[[], bool] = lambda: False
    ) -> list[protocol.Compared]:
        """Train several heads on the takes there are now; it takes as long as that.

        Another comparison stops this one, and so does `gone` when it says that nobody waits.

        Raises
        ------
        UnderstudyError
            There is no such head, too little to learn from, or it was cancelled.
        """
        choices = [Choice.of(one.head, one.settings) for one in wish.heads]
        lesson = self._lesson
        if len(lesson.classes) < 2:
            raise DataError(self._too_little())
        stop = threading.Event()
        with self._lock:
            self._comparison.set()
            self._comparison = stop
        names = names_of(self._project)

        def cancelled() -> bool:
            return stop.is_set() or self._inbox.closed or gone()

        return compare(choices, lesson, self._features, names, cancelled)

    def confusion(self) -> protocol.Confusion:
        """Return what examples were taken for when their take was left out of teaching."""
        present = {one.id for one in self._lesson.examples}
        return confusion(self._current.now.fitted, present, names_of(self._project))

    def merged(self, class_id: str) -> list[list[str]]:
        """Return the takes of a class that were found to be one, as lists of several."""
        return self._lesson.merged.get(class_id, [])

    def model(self) -> Model | None:
        """Return the model to take home, with the names of the classes; None if there is none."""
        fitted = self._current.now.fitted
        if fitted is None:
            return None
        names = {label: label for label in fitted.labels} | names_of(self._project)
        facts = {"source": self._project.name, "live": self._project.settings.get(FACTS, {})}
        checksums = self._features.checksums_of(fitted.lesson.examples)
        background = background_of(self._project)
        return to_take_home(fitted, self.backbone, names, background, facts, checksums)

    def close(self) -> None:
        """Stop, and let go of the project."""
        self._inbox.close()
        self.cancel()
        self._thread.join()
        if (job := self._job) is not None:
            job.join()
        self._features.save()
        self._cache.close()

    def _too_little(self) -> str:
        return what_next(self._project.classes, frozenset(self._lesson.classes))

    # What happens to the project

    def _changed(self, change: Change) -> None:
        if change.kind == "settings":
            return
        now = time.monotonic()
        takes = [self._project.takes.get(one.take) for one in change.added]
        if takes and all(take is not None and not self._may_learn(take) for take in takes):
            self._inbox.add(change.added)
            return
        if any(take is not None and take.source in LOOSE for take in takes):
            self._last_file = now
        files = now - self._last_file < QUIET_SECONDS
        self._inbox.add(change.added, learn_in=QUIET_SECONDS if files else 0)

    def _may_learn(self, take: Any) -> bool:
        # The take of a watching session stays open, and each correction counts at once.
        return take.ended or take.source == "correction" or take.id in self._left_open

    # The worker

    def _run(self) -> None:
        while (work := self._inbox.wait()) is not None:
            try:
                self._looking.look(work.arrived)
                if work.learn:
                    self._learn()
            except UnderstudyError as error:
                self._fail(str(error))
            except Exception:
                log.exception("Learning failed.")
                self._fail(BROKEN)

    def _fail(self, sentence: str) -> None:
        self._current.update(busy=self._job is not None, failure=sentence)

    def _learn(self) -> None:
        takes = self._project.takes
        examples = [
            one for one in self._project.examples()
            if one.take not in takes or self._may_learn(takes[one.take])
        ]  # fmt: skip
        self._looking.look(examples)
        if self._inbox.closed:
            return
        before, fitted = self._lesson, self._current.now.fitted
        lesson = self._composer.compose(examples, takes, fitted.lesson if fitted else before)
        self._lesson = lesson
        self._tell_merged(before, lesson)
        with self._lock:
            wanted, self._wanted = self._wanted, None
            if wanted is not None and not wanted.by_hand:
                self._active = wanted
            active = self._active
        if len(lesson.classes) < 2:
            self._cancel_job()
            self._adopt(active, None, lesson, examples)
            return
        if wanted is not None and wanted.by_hand:
            self._start(wanted, lesson)
        self._adopt(active, self._refitted(active, fitted, lesson), lesson, examples)

    def _refitted(self, choice: Choice, fitted: Fitted | None, lesson: Lesson) -> Fitted | None:
        """Return what is fitted to a lesson with as little work as will do."""
        if choice.by_hand:
            return fitted
        if fitted is None or fitted.choice != choice or not lesson.continues(fitted.lesson):
            return fit(choice, choice.create(), lesson, self._features)
        if len(lesson.examples) == len(fitted.lesson.examples):
            return fitted
        return fit_more(fitted, lesson, self._features)

    def _adopt(
        self, choice: Choice, fitted: Fitted | None, lesson: Lesson, examples: Sequence[Example]
    ) -> None:
        with self._lock:
            if choice is not self._active:  # another head was trained by hand meanwhile
                return
            job = self._job
            self._current.adopt(
                fitted,
                choice=job.choice if job else choice,
                filled=frozenset(lesson.classes),
                busy=job is not None,
                failure=None,
                waiting=lesson.takes_beyond(fitted.lesson if fitted else Lesson()),
                unreadable=len(self._features.unreadable(examples)),
            )

    def _tell_merged(self, before: Lesson, lesson: Lesson) -> None:
        classes = before.merged.keys() | lesson.merged.keys()
        changed = sorted(c for c in classes if before.merged.get(c, []) != lesson.merged.get(c, []))
        if changed:
            revision = self._project.revision
            self._publish(protocol.Changed(revision=revision, class_ids=changed))

    # Training by hand

    def _start(self, choice: Choice, lesson: Lesson) -> None:
        with self._lock:
            before, self._job = self._job, Job(choice, self._publish, self._finished)
            self._job.start(lesson, self._features, after=before)

    def _cancel_job(self) -> None:
        if (job := self._job) is not None:
            job.cancel()

    def _finished(self, job: Job, outcome: Fitted | str | None) -> None:
        with self._lock:
            if job is not self._job:
                return
            self._job = None
            if isinstance(outcome, Fitted):
                self._active = job.choice
                waiting = self._lesson.takes_beyond(outcome.lesson)
                self._current.adopt(
                    outcome, choice=job.choice, busy=False, failure=None, waiting=waiting
                )
            else:
                self._current.update(choice=self._active, busy=False, failure=outcome)
                return
        keep(self._project, job.choice)
