"""What there is to learn: examples whose takes have ended, and which belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from understudy.project.records import Example, TakeRecord, is_loose
from understudy.project.takes import find_takes
from understudy.studio.learning.features import ExampleFeatures, Key, key_of
from understudy.studio.protocol import Kind
from understudy.training.mixing import Mixed
from understudy.training.variants import Variants


@dataclass(frozen=True)
class Pair:
    """An example, and that of a noise which is put under it."""

    example: Example
    noise: Example


@dataclass(frozen=True)
class Lesson:
    """Examples in the order in which a head has them."""

    examples: tuple[Example, ...] = ()
    groups: tuple[str, ...] = ()
    """What is never split, for each: a take, or the first of several merged."""
    merged: Mapping[str, list[list[str]]] = field(default_factory=dict)
    """Class -> takes that are one, for every take of several."""
    pairs: tuple[Pair, ...] = ()
    """Examples that are learned over again, with noise under them."""
    variants: Variants | None = None
    """Which random variants of examples are learned too."""
    mixed: Mixed | None = field(default=None, compare=False)
    """What is learned of the pairs or variants; None without."""

    medium: Kind = "picture"
    """What its examples are."""
    ignored: frozenset[str] = frozenset()
    """Of actions, the background classes: what is half an action is learned as one of them."""

    @property
    def labels(self) -> list[str]:
        """The class of each example, by its id."""
        return [one.class_id for one in self.examples]

    @property
    def classes(self) -> set[str]:
        """The classes that have examples."""
        return {one.class_id for one in self.examples}

    def continues(self, earlier: Lesson) -> bool:
        """Whether this is the earlier one and perhaps more after it."""
        n = len(earlier.examples)
        if self.medium == "clip" and (n != len(self.examples) or self.ignored != earlier.ignored):
            return False  # what is learned over again is among what a head has
        if (self.pairs, self.variants) != (earlier.pairs, earlier.variants):
            return False
        if (self.pairs or self.variants) and n != len(self.examples):
            return False  # what is mixed is in the middle of what a head has
        # Examples that remain are the very same objects: see `Composer.compose`.
        return self.groups[:n] == earlier.groups and self.examples[:n] == earlier.examples

    def takes_beyond(self, earlier: Lesson) -> int:
        """Return how many takes have examples that the earlier lesson had not."""
        known = {one.id for one in earlier.examples}
        return len({one.take for one in self.examples if one.id not in known})


class Composer:
    """Makes lessons, and remembers which photos of each class were found to be one take."""

    def __init__(self, features: ExampleFeatures) -> None:
        self._features = features
        self._found: dict[str, tuple[tuple[Key, ...], list[int]]] = {}

    def compose(
        self, examples: Sequence[Example], takes: Mapping[str, TakeRecord], earlier: Lesson
    ) -> Lesson:
        """Return the lesson of these examples, those of the earlier one first where they remain.

        Examples without features are left out.
        """
        left = {one.id: one for one in examples if self._features.has(one)}
        first = [one for one in earlier.examples if same(one, left.get(one.id))]
        for one in first:
            del left[one.id]
        ordered = [*first, *left.values()]
        sizes = Counter(one.take for one in ordered)
        loose: dict[str, list[Example]] = {}
        for one in ordered:
            take = takes.get(one.take)
            if one.centre is not None:  # a recording or clip is one take, whatever is cut from it
                continue
            if take and is_loose(take.source, take.apart, sizes[one.take]):
                loose.setdefault(one.class_id, []).append(one)
        leader = self._copies(ordered)
        merged = {}
        for class_id, several in loose.items():
            together: dict[int, list[str]] = {}
            for one, number in zip(several, self._numbers(class_id, several), strict=True):
                together.setdefault(number, []).append(one.take)
            merged[class_id] = [found for found in together.values() if len(found) > 1]
            leader |= {take: found[0] for found in together.values() for take in found}
        groups = tuple(leader.get(one.take, one.take) for one in ordered)
        medium = self._features.backbone.medium
        return Lesson(tuple(ordered), groups, merged, medium=medium)

    def _copies(self, examples: list[Example]) -> dict[str, str]:
        """Return the recordings and clips that are copies of one before, with the take of that."""
        first: dict[tuple[str, str], str] = {}
        found = {}
        for take, one in {one.take: one for one in examples if one.centre is not None}.items():
            for checksum in self._features.checksums_of([one]):
                original = first.setdefault((one.class_id, checksum), take)
                if original != take:
                    found[take] = original
        return found

    def _numbers(self, class_id: str, examples: list[Example]) -> list[int]:
        """Return which take each photo belongs to, comparing them only when they are others."""
        keys = tuple(map(key_of, examples))
        if class_id not in self._found or self._found[class_id][0] != keys:
            none = [None] * len(examples)
            times = [self._features.shot(one) for one in examples]
            scenes = None
            if self._features.backbone.tells_takes:  # hands may be held alike on another day
                scenes = self._features.of(examples).scene
            takes = find_takes([class_id] * len(examples), none, times, scenes)
            self._found[class_id] = keys, takes.ids.tolist()
        return self._found[class_id][1]


def same(one: Example, other: Example | None) -> bool:
    """Whether two examples are one to learn from: where its file lies is no matter."""
    return other is not None and (
        one is other
        or (key_of(one), one.class_id, one.take) == (key_of(other), other.class_id, other.take)
    )
