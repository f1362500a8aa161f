"""Suggests to look at hands or bodies, having looked for them while nothing else was to do.

Of actions it suggests to go by their movements.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from understudy.errors import UnderstudyError
from understudy.project.records import Example
from understudy.project.store import Project
from understudy.studio.learning.choosing import comparable, is_better
from understudy.studio.learning.current import background_of
from understudy.studio.learning.features import ExampleFeatures
from understudy.studio.learning.lesson import Lesson
from understudy.studio.poses import NOTHING, Poses
from understudy.studio.protocol import Kind, Subject, Suggestion
from understudy.training.choosing import LEAST_FOUND, NEARLY_ALL
from understudy.training.finding import WHO

log = logging.getLogger(__name__)

SETTING = "suggestion"
"""Under which a project keeps how many examples it had when a suggestion was declined."""
FEWEST_EXAMPLES = 8
MOST_A_CLASS, MOST = 8, 48
"""Examples that are looked at: enough to tell pictures that show hands from those in which one is
found by mistake (hands in 6.5 %, bodies in 17.5 % of ordinary photos), and done in seconds."""
MOST_CLIPS = 24
"""Of actions, each of which has as many frames as there are pictures of some classes."""
MOST_WINDOWS = 4
"""Of a clip that is no long video."""
IDLE_SECONDS = 1.0
"""Without anything to do before the first look, and after finding that somebody records."""
PAUSE_SECONDS = 0.05
"""Between looks, which take about as long: so that who watches is not kept waiting."""
TRUNK = (11, 12, 23, 24)
"""Points of a body: shoulders and hips."""
VISIBLE = 0.5


@dataclass(frozen=True)
class Sight:
    """What may be suggested."""

    subject: Subject
    seeks: Literal["hand", "body"]
    is_clear: Callable[[Poses], bool]


def trunk_is_visible(poses: Poses) -> bool:
    """Whether shoulders and hips of a body can be seen: of a face alone it is guessed."""
    return bool(poses[0, list(TRUNK), 2].min() >= VISIBLE)


def is_there(poses: Poses) -> bool:
    """Whether anything was found, however much of it can be seen."""
    return True


SIGHTS: Mapping[Kind, tuple[Sight, ...]] = {
    "picture": (Sight("hands", "hand", is_there), Sight("body", "body", trunk_is_visible)),
    "clip": (
        Sight("actions-hands", "hand", is_there),
        Sight("actions-body", "body", trunk_is_visible),
    ),
}
"""In the order in which they are looked for: who shows a hand often shows a body too."""


class Suggesting:
    """Looks at a few examples, a step at a time, and tells what it finds.

    `consider` and `go_on` are called by one thread, which also learns; `decline` by any.
    """

    def __init__(
        self,
        project: Project,
        usual: ExampleFeatures,
        look_with: Callable[[Subject], ExampleFeatures],
        busy: Callable[[], bool],
        tell: Callable[[Suggestion | None], None],
    ) -> None:
        """`usual` has the features of what is learned; `busy` says whether not to look now."""
        self._project, self._usual, self._look_with = project, usual, look_with
        self._busy, self._tell = busy, tell
        self._lock = threading.Lock()
        self._considered: object = None
        self._work: Generator[None, None, Suggestion | None] | None = None
        self._pause = IDLE_SECONDS

    @property
    def pause(self) -> float | None:
        """How many seconds to wait before going on; None when there is nothing to find out."""
        return None if self._work is None else self._pause

    def consider(self, lesson: Lesson) -> None:
        """Find out about what there is to learn now, if it is quite another than before."""
        few = few_of(lesson, background_of(self._project))
        number = len(lesson.examples)
        enough = len(few.classes) > 1 and len(few.examples) >= FEWEST_EXAMPLES
        with self._lock:
            if not enough or number < 2 * declined(self._project):
                self._stop()
                return
            about = few.classes, comparable(few), number.bit_length()
            if self._considered != about:
                self._considered = about
                self._work, self._pause = self._find(few), IDLE_SECONDS

    def go_on(self) -> None:
        """Take one step, unless there is something else to do."""
        with self._lock:
            if self._work is None:
                return
            if self._busy():
                self._pause = IDLE_SECONDS
                return
            self._pause = PAUSE_SECONDS
            try:
                next(self._work)
            except StopIteration as ended:
                self._work = None
                self._tell(ended.value)
            except UnderstudyError as error:
                self._work = None
                log.info("Nothing can be suggested: %s", error)
            except Exception:
                self._work = None
                log.exception("Nothing can be suggested.")

    def decline(self) -> None:
        """Suggest nothing until there are twice as many examples."""
        with self._lock:
            decline(self._project)
            self._stop()

    def _stop(self) -> None:
        self._considered = self._work = None
        self._tell(None)

    def _find(self, lesson: Lesson) -> Generator[None, None, Suggestion | None]:
        needed = LEAST_FOUND if comparable(lesson) else NEARLY_ALL
        for sight in SIGHTS[lesson.medium]:
            features = self._look_with(sight.subject)
            yield
            found = yield from _share(features, lesson.examples, sight.is_clear, needed)
            features.save()
            if found >= needed:
                yield
                for example in features.missing(lesson.examples):  # clips, of which one frame was
                    features.look(example)
                    yield
                if is_better(lesson, self._usual, features, found):
                    return suggestion(sight, found, lesson.medium)
            if found >= NEARLY_ALL:
                return None
        return None


def _share(
    features: ExampleFeatures,
    examples: Sequence[Example],
    is_clear: Callable[[Poses], bool],
    needed: float,
) -> Generator[None, None, float]:
    """Return in which share of examples there is something; 0 as soon as it is less than needed.

    Of clips only the frame in the middle is looked at.
    """
    features.recall(examples, lambda count: True)
    clips = features.backbone.medium == "clip"
    missed = 0
    for example in examples:
        if clips:
            yield
        elif features.missing([example]):
            features.look(example)
            yield
        poses = features.poses(example) if clips or features.has(example) else NOTHING
        if not len(poses) or not is_clear(poses):
            missed += 1
        if 1 - missed / len(examples) < needed:
            return 0.0
    return 1 - missed / len(examples)


def suggestion(sight: Sight, found: float, medium: Kind) -> Suggestion:
    """Suggest to look at something that was found in a share of the examples."""
    where = "every example"
    if found < 1:
        where = "nearly every example" if found >= NEARLY_ALL else "most examples"
    how = "by how it moves" if medium == "clip" else "by its pose"
    return Suggestion(
        subject=sight.subject,
        sentence=f"I can see a {WHO[sight.seeks]} in {where}: recognise it {how}?",
    )


def few_of(lesson: Lesson, background: set[str]) -> Lesson:
    """Return a few examples of every ordinary class, spread over its takes.

    Long videos are left out: of a clip every moment is looked at.
    """
    classes: dict[str, list[int]] = {}
    sizes = Counter(one.take for one in lesson.examples)
    for place, one in enumerate(lesson.examples):
        long = lesson.medium == "clip" and sizes[one.take] > MOST_WINDOWS
        if one.class_id not in background and not long:
            classes.setdefault(one.class_id, []).append(place)
    in_all = MOST_CLIPS if lesson.medium == "clip" else MOST
    most = max(1, min(MOST_A_CLASS, in_all // max(1, len(classes))))
    places = [place for several in classes.values() for place in spread(several, most)][:in_all]
    return Lesson(
        tuple(lesson.examples[place] for place in places),
        tuple(lesson.groups[place] for place in places),
        medium=lesson.medium,
    )


def spread(places: Sequence[int], most: int) -> list[int]:
    """Return so many, evenly from the first to the last."""
    chosen = np.linspace(0, len(places) - 1, min(most, len(places))).round().astype(int)
    return [places[number] for number in chosen]


def decline(project: Project) -> None:
    """Keep in a project that nothing is to be suggested with as few examples as it has."""
    project.set_setting(SETTING, {"declined": len(project.examples())})


def declined(project: Project) -> int:
    """Return how many examples a project had when a suggestion was declined; 0 if none was."""
    kept: Any = project.settings.get(SETTING)
    number = kept.get("declined") if isinstance(kept, Mapping) else None
    return number if isinstance(number, int) else 0
