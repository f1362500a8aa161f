"""Learns from a project in the background: looks at new examples, refits, says how good it is."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from understudy import backbones
from understudy.backbones import silhouette
from understudy.backbones.backbone import Backbone
from understudy.errors import DataError, UnderstudyError
from understudy.live.acting import FACTS as ACTING
from understudy.live.listening import FACTS as LISTENING
from understudy.live.settings import FACTS as LIVE
from understudy.model import Model
from understudy.project.cache import FeatureCache
from understudy.project.records import Example
from understudy.project.store import Project
from understudy.studio import protocol
from understudy.studio.learning.arrivals import Arrivals
from understudy.studio.learning.choice import Choice, kept
from understudy.studio.learning.comparing import Comparisons, confusion
from understudy.studio.learning.current import Answering, Current, background_of, names_of
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.learning.fitting import Fitted, fit, fit_more, to_take_home
from understudy.studio.learning.inbox import Inbox
from understudy.studio.learning.lesson import Composer, Lesson
from understudy.studio.learning.looking import Looking
from understudy.studio.learning.noise import Mixing
from understudy.studio.learning.rooms import old_way
from understudy.studio.learning.suggesting import Suggesting
from understudy.studio.learning.telling import what_next
from understudy.studio.learning.training import Training
from understudy.studio.learning.trying import Trying
from understudy.studio.learning.varying import Varying
from understudy.studio.poses import Poses
from understudy.types import Image

log = logging.getLogger(__name__)

LIVE_SETTINGS: Mapping[protocol.Kind, str] = {"picture": LIVE, "sound": LISTENING, "clip": ACTING}
"""Where a project and a model of a kind keep when predictions are events."""
BROKEN = "Learning failed; your examples are safe. Record another take, or restart Understudy."


class Learner:
    """Keeps the model of an open project up to date; safe to use from any thread."""

    def __init__(
        self,
        project: Project,
        backbone: Backbone,
        publish: Callable[[protocol.Message], None],
        load_backbone: Callable[[str], Backbone] = backbones.load,
        before: Learner | None = None,
    ) -> None:
        """`publish` is called from threads of the learner with what has changed.

        `load_backbone` brings those that might be suggested. The model of the learner `before`,
        which looked at something else, answers until there is one here.
        """
        self.backbone = backbone
        self._project, self._publish = project, publish
        self._cache = FeatureCache(project.cache_path)
        self._features = ExampleFeatures(backbone, self._cache, project.checksums)
        self._composer = Composer(self._features)
        self._inbox = Inbox()
        self._lesson = Lesson()
        chosen = kept(project)
        self._comparisons = Comparisons(lambda: self._inbox.closed)
        self._current = Current(
            project, backbone, publish, chosen, before.answering if before else None
        )
        self.trying = Trying(self._current, self._features)
        self._training = Training(project, self._current, publish, chosen, lambda: self._lesson)
        self._looking = Looking(
            self._features,
            lambda done, total: self._current.update(done=done, total=total),
            lambda: self._inbox.closed,
        )
        self._mixing = Mixing(project, self._features, lambda: self._inbox.closed)
        self._arrivals: Arrivals = Arrivals(
            project, self._inbox, before._arrivals if before else None
        )
        self._varying = Varying(
            project,
            self._features,
            lambda: self._training.busy or self._arrivals.recording,
            lambda: self._inbox.calls,
            lambda looked: self._current.update(variants=looked),
            self.learn,
        )
        self._suggesting = Suggesting(
            project,
            self._features,
            lambda name: ExampleFeatures(load_backbone(name), self._cache, project.checksums),
            lambda: self._current.now.busy or self._arrivals.recording,
            lambda suggestion: self._current.update(suggestion=suggestion),
        )
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
        choice.check_for(self.backbone.name)
        now = self._current.now
        if now.fitted is None and not now.busy and len(self._lesson.classes) < 2:
            raise DataError(self._too_little())
        self._training.want(choice)
        self._inbox.add(learn_in=0)

    def learn(self) -> None:
        """Learn anew, since a setting that decides what is learned was changed."""
        self._inbox.add(learn_in=0)

    def cancel(self) -> None:
        """Stop training by hand and comparing; the model stays as it is."""
        self._comparisons.cancel()
        self._training.cancel()

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
        if len(self._lesson.classes) < 2:
            raise DataError(self._too_little())
        names, lesson = names_of(self._project), self._lesson
        beside = old_way(self._project, self._cache) if wish.silhouette else None
        return self._comparisons.run(wish, lesson, self._features, names, gone, beside)

    def confusion(self) -> protocol.Confusion:
        """Return what examples were taken for when their take was left out of teaching."""
        present = {one.id for one in self._lesson.examples}
        names, kind = names_of(self._project), self._project.kind
        return confusion(self._current.now.fitted, present, names, kind)

    def merged(self, class_id: str) -> list[list[str]]:
        """Return the takes of a class that were found to be one, as lists of several."""
        return self._lesson.merged.get(class_id, [])

    def unseen(self, examples: Sequence[Example]) -> set[str]:
        """Return the ids of those in which what is looked for was not found, as far as known."""
        return {one.id for one in examples if self._features.unseen(one)}

    def poses(self, example: Example) -> Poses:
        """Return the hands or bodies in an example.

        Raises
        ------
        MediaError
            It can't be read.
        """
        return self._features.poses(example)

    def decline(self) -> None:
        """Suggest nothing until there are many more examples."""
        self._suggesting.decline()

    def model(self) -> Model | None:
        """Return the model to take home, with the names of the classes; None if there is none."""
        fitted = self._current.now.fitted
        if fitted is None:
            return None
        names = {label: label for label in fitted.labels} | names_of(self._project)
        key = LIVE_SETTINGS[self._project.kind]
        settings = {key: self._project.settings.get(key, {})}
        facts = {"source": self._project.name, "settings": settings}
        checksums = self._features.checksums_of(fitted.lesson.examples)
        background = background_of(self._project)
        return to_take_home(fitted, self.backbone, names, background, facts, checksums)

    def close(self) -> None:
        """Stop, and let go of the project."""
        self._arrivals.close()
        self._inbox.close()
        self.cancel()
        self._thread.join()
        self._training.join()
        self._features.save()
        self._cache.close()

    def _too_little(self) -> str:
        filled = frozenset(self._lesson.classes)
        return what_next(self._project.classes, filled, self._project.kind)

    # The worker

    @property
    def _in_between(self) -> Varying | Suggesting:
        """What is done while there is nothing else to do."""
        return self._suggesting if self._varying.pause is None else self._varying

    def _run(self) -> None:
        while (work := self._inbox.wait(self._in_between.pause)) is not None:
            try:
                if work.nothing:
                    self._in_between.go_on()
                    continue
                self._looking.look(work.arrived)
                if work.learn:
                    self._learn()
            except UnderstudyError as error:
                self._fail(str(error))
            except Exception:
                log.exception("Learning failed.")
                self._fail(BROKEN)

    def _fail(self, sentence: str) -> None:
        self._current.update(busy=self._training.busy, failure=sentence)

    def _learn(self) -> None:
        examples, takes = self._arrivals.learnable()
        self._looking.look(examples)
        if self._inbox.closed:
            return
        before, fitted = self._lesson, self._current.now.fitted
        earlier = fitted.lesson if fitted else before
        lesson = self._mixing.add_to(self._composer.compose(examples, takes, earlier), earlier)
        lesson = self._varying.add_to(lesson)
        self._lesson = lesson
        self._tell_merged(before, lesson)
        active, by_hand = self._training.next()
        if len(lesson.classes) < 2:
            self._training.stop()
            self._adopt(active, None, lesson, examples)
            return
        if by_hand is not None:
            self._training.start(by_hand, lesson, self._features)
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
        unseen = [one for one in lesson.examples if self._features.unseen(one)]
        self._training.adopt(
            choice,
            fitted,
            lesson,
            filled=frozenset(lesson.classes),
            unreadable=len(self._features.unreadable(examples)),
            sought=self.backbone.seeks,
            shown=Counter(lesson.labels),
            unseen=Counter(one.class_id for one in unseen),
        )
        sought = self.backbone.seeks is not None or self.backbone.name == silhouette.NAME
        if not sought and self.backbone.medium != "sound":
            self._suggesting.consider(lesson)

    def _tell_merged(self, before: Lesson, lesson: Lesson) -> None:
        classes = before.merged.keys() | lesson.merged.keys()
        changed = sorted(c for c in classes if before.merged.get(c, []) != lesson.merged.get(c, []))
        if changed:
            revision = self._project.revision
            self._publish(protocol.Changed(revision=revision, class_ids=changed))
