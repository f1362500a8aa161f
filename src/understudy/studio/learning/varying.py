"""Random variants of pictures and actions, learned too; looked at while nothing else is to do."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import PictureBackbone
from understudy.errors import Cancelled, DataError, UnderstudyError
from understudy.media.clip import smaller
from understudy.project.records import Example
from understudy.project.store import Project
from understudy.studio.learning.features import ExampleFeatures, Key, key_of
from understudy.studio.learning.lesson import Lesson
from understudy.studio.protocol import Kind
from understudy.training.augmentation import apply
from understudy.training.mixing import Mixed
from understudy.training.variants import MOST, Variants, operations
from understudy.training.varying import MADE
from understudy.types import Image

SETTING = "variants"
"""Under which a project keeps how many there are of each example, and whether mirrored."""
COUNT, MIRROR = "count", "mirrored"
MOST_ROWS: Mapping[Kind, int] = {"picture": 3000, "clip": 300}
"""Of variants that are learned. A fit to 300 pictures and 2,400 variants takes half a second of one
processor; of actions, whose rows are ten times as long, see `shifting.MOST_COPIES`."""
IDLE_SECONDS = 1.0
"""Until it is tried again, where somebody records or trains by hand."""
PAUSE_SECONDS = 0.02
"""Between looks: so that who watches is not kept waiting."""
TOLD_EVERY_SECONDS = 0.5

NOT_OF_SOUNDS = "Variants are made of pictures and actions, and this project is of sounds."
NOT_MIRRORED = "Actions are not mirrored: a swipe to the left would be learned as one to the right."

Row = NDArray[np.float32]
Job = tuple[Example, int]
"""An example, and the number of a variant of it."""


def settings_of(settings: Mapping[str, Any], kind: Kind) -> tuple[int, bool]:
    """Return how many variants a project has of each example, and whether half are mirrored.

    None where the setting is damaged. Nothing is mirrored unless that is asked for: what is shown
    to a camera is often to the left or to the right.
    """
    kept = settings.get(SETTING)
    values = kept if isinstance(kept, Mapping) else {}
    count = values.get(COUNT)
    if kind == "sound" or type(count) is not int or not 0 <= count <= MOST:
        count = 0
    return count, kind == "picture" and values.get(MIRROR) is True


def variants_of(settings: Mapping[str, Any], kind: Kind) -> Variants | None:
    """Return which variants a project learns too, if any."""
    count, mirrored = settings_of(settings, kind)
    return Variants(count, flips=mirrored) if count else None


def set_variants(project: Project, count: int | None, mirrored: bool | None) -> None:
    """Keep how many variants a project learns of each example, and which; what is None stays.

    Raises
    ------
    DataError
        It is of sounds, or those of actions are to be mirrored.
    """
    if project.kind == "sound" and (count or mirrored):
        raise DataError(NOT_OF_SOUNDS)
    if project.kind == "clip" and mirrored:
        raise DataError(NOT_MIRRORED)
    before = settings_of(project.settings, project.kind)
    now = before[0] if count is None else count, before[1] if mirrored is None else mirrored
    project.set_setting(SETTING, dict(zip((COUNT, MIRROR), now, strict=True)))


def jobs_of(examples: Sequence[Example], count: int, most: int) -> list[Job]:
    """Return the variants that are looked at: so many of each, or as many as there may be.

    Those of one clip with one number follow each other.
    """
    each = min(count, most // max(1, len(examples)))
    chosen = list(examples)
    if each == 0:
        places = np.linspace(0, len(examples) - 1, most).round().astype(int)
        each, chosen = 1, [examples[place] for place in places.tolist()]
    jobs = [(one, number) for one in chosen for number in range(1, each + 1)]
    return sorted(jobs, key=lambda job: (job[0].take, job[1]))


class Varying:
    """Looks at variants one at a time. For the thread that learns."""

    def __init__(
        self,
        project: Project,
        features: ExampleFeatures,
        busy: Callable[[], bool],
        called: Callable[[], bool],
        tell: Callable[[tuple[int, int] | None], None],
        learn: Callable[[], None],
    ) -> None:
        """`busy` says whether not to look now, `called` whether to leave off in the middle.

        How far it is goes to `tell`; `learn` is called when all is there.
        """
        self._project, self._features = project, features
        self._busy, self._called, self._tell, self._learn = busy, called, tell, learn
        self._wanted: Variants | None = None
        self._rows: dict[tuple[Key, int], Row | None] = {}
        """None for one in which what is looked for is lost, or that can't be read."""
        self._left: deque[Job] = deque()
        self._pause = 0.0
        self._told = 0.0

    @property
    def pause(self) -> float | None:
        """How many seconds to wait before going on; None when there is nothing left to look at."""
        return self._pause if self._left else None

    def add_to(self, lesson: Lesson) -> Lesson:
        """Return a lesson with the variants of its examples; as it is until all are known."""
        wanted = variants_of(self._project.settings, lesson.medium)
        if wanted != self._wanted:
            self._wanted, self._rows = wanted, {}
        self._left.clear()
        if wanted is None or lesson.medium == "sound" or len(lesson.classes) < 2:
            self._tell(None)
            return lesson
        jobs = jobs_of(lesson.examples, wanted.count, MOST_ROWS[lesson.medium])
        before = self._rows
        known = ((key_of(one), number) for one, number in jobs)
        self._rows = {key: before[key] for key in known if key in before}
        self._left.extend(job for job in jobs if (key_of(job[0]), job[1]) not in self._rows)
        if self._left:
            self._pause = 0.0
            self._say()
            return lesson
        self._tell(None)
        return self._with_all(lesson, jobs, wanted)

    def go_on(self) -> None:
        """Look at one more, unless there is something else to do."""
        wanted = self._wanted
        if wanted is None or not self._left:
            return
        if self._busy():
            self._pause = IDLE_SECONDS
            return
        one, number = self._left[0]
        try:
            row, looked = self._row(one, number, wanted)
        except Cancelled:  # later, from its start
            self._pause = IDLE_SECONDS
            return
        except UnderstudyError:  # nor can its example: the next listing says so
            row, looked = None, False
        self._pause = PAUSE_SECONDS if looked else 0.0
        self._left.popleft()
        self._rows[key_of(one), number] = row
        if not self._left:
            self._features.save()
            self._learn()
        elif time.monotonic() - self._told >= TOLD_EVERY_SECONDS:
            self._say()

    def _say(self) -> None:
        self._told = time.monotonic()
        self._tell((len(self._rows), len(self._rows) + len(self._left)))

    def _with_all(self, lesson: Lesson, jobs: Sequence[Job], wanted: Variants) -> Lesson:
        numbers = {key_of(one): place for place, one in enumerate(lesson.examples)}
        kept = [
            (numbers[key_of(one)], row)
            for one, number in jobs
            if (row := self._rows[key_of(one), number]) is not None
        ]
        if not kept:
            return lesson
        rows = self._features.backbone.wrap(np.stack([row for _, row in kept]))
        places = np.array([place for place, _ in kept], np.int64)
        return replace(lesson, variants=wanted, mixed=Mixed(rows, places, None, MADE))

    def _row(self, one: Example, number: int, wanted: Variants) -> tuple[Row | None, bool]:
        """Return the features [d] of a variant, and whether it was looked at for that.

        Raises
        ------
        MediaError
            The example can't be read.
        Cancelled
            There is something else to do.
        """
        features = self._features
        (content,) = features.checksums_of([one]) or [""]
        if not content:  # its file is gone: the next listing says so
            return None, False
        key = wanted.key(content, number)
        drawn = operations(wanted.seed, content, number, flips=bool(wanted.flips))

        def change(image: Image) -> Image:
            if self._called():
                raise Cancelled("There is something else to do.")
            return apply(smaller(image, features.backbone.least_side), drawn)

        looked = True
        if isinstance(features.backbone, PictureBackbone):
            known = features.kept(key)
            if known is None:
                row = features.backbone.features(change(features.backbone.load(one.path)))
                features.keep(key, row)
            else:
                row, looked = known, False
        else:
            row = features.changed(one, key, change)
        lost = not features.is_seen(row) and not features.unseen(one)
        return None if lost else row, looked
