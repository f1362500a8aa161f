"""What is learned over again: sounds with noise under them, actions seen earlier and later."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from understudy.backbones.backbone import ClipBackbone, SoundBackbone
from understudy.errors import UnderstudyError
from understudy.media.mixing import mixed
from understudy.project.noise import mixed_noise
from understudy.project.records import Example
from understudy.project.store import Project
from understudy.studio.learning.current import background_of
from understudy.studio.learning.features import ExampleFeatures, Key, key_of
from understudy.studio.learning.lesson import Lesson, Pair
from understudy.training import mixing
from understudy.training.mixing import Mixed

Row = NDArray[np.float32]


def pairs_of(
    examples: Sequence[Example],
    noise: Collection[str],
    background: Collection[str],
    earlier: Iterable[Pair],
) -> list[Pair]:
    """Return the examples of ordinary classes, each with a noise.

    Whoever has a partner that is still there keeps it.

    Parameters
    ----------
    examples
        All of them.
    noise
        Ids of the background classes that are mixed in.
    background
        Ids of all background classes.
    earlier
        The pairs until now.
    """
    noises = {key_of(one): one for one in examples if one.class_id in noise}
    if not noises:
        return []
    before = {key_of(pair.example): key_of(pair.noise) for pair in earlier}
    names, several = [one.id for one in noises.values()], list(noises.values())
    found = []
    for one in examples:
        if one.class_id not in background:
            partner = noises.get(before.get(key_of(one), ("", 0, 0)))
            found.append(Pair(one, partner or several[mixing.partner(one.id, names)]))
    return found


class Mixing:
    """Adds to lessons what is mixed. For the thread that learns."""

    def __init__(
        self, project: Project, features: ExampleFeatures, stopped: Callable[[], bool]
    ) -> None:
        """Take what to look at, and `stopped`: whether nobody waits any more."""
        self._project, self._features, self._stopped = project, features, stopped
        self._rows: dict[tuple[Key, Key], Row] = {}

    def add_to(self, lesson: Lesson, earlier: Lesson) -> Lesson:
        """Return a lesson with every example over again, if the project wants that.

        Partners of the earlier one stay where they can. One of actions is told what counts as
        background, which is all it takes: their rows are made of those of the examples.
        """
        backbone = self._features.backbone
        if isinstance(backbone, ClipBackbone):
            return replace(lesson, ignored=frozenset(background_of(self._project)))
        noise = {one.id for one in mixed_noise(self._project.classes, self._project.settings)}
        if not noise or not isinstance(backbone, SoundBackbone):
            self._rows = {}
            return lesson
        background = background_of(self._project) | noise
        wanted = pairs_of(lesson.examples, noise, background, earlier.pairs)
        before, self._rows = self._rows, {}
        for pair in wanted:
            if self._stopped():
                return lesson
            key = key_of(pair.example), key_of(pair.noise)
            row = before[key] if key in before else self._row(pair, backbone)
            if row is not None:
                self._rows[key] = row
        self._features.save()
        pairs = [p for p in wanted if (key_of(p.example), key_of(p.noise)) in self._rows]
        if not pairs:
            return lesson
        numbers = {one.id: number for number, one in enumerate(lesson.examples)}
        places = np.array([numbers[pair.example.id] for pair in pairs], np.int64)
        rows = np.stack([self._rows[key_of(p.example), key_of(p.noise)] for p in pairs])
        return replace(lesson, pairs=tuple(pairs), mixed=Mixed(backbone.wrap(rows), places))

    def _row(self, pair: Pair, backbone: SoundBackbone) -> Row | None:
        """Return the features of a pair; None where a file of it can't be read."""
        example, noise = (self._features.known_by(one) for one in (pair.example, pair.noise))
        if example is None or noise is None:
            return None
        key = mixing.cache_key(example, noise)
        kept = self._features.kept(key)
        if kept is not None:
            return kept
        try:
            sound, under = (backbone.load(one.source) for one in (pair.example, pair.noise))
        except UnderstudyError:  # so does its example: the next listing says so
            return None
        both = mixed(sound, under, backbone.rate, mixing.level(example, noise))
        row = backbone.features(both)
        self._features.keep(key, row)
        return row
