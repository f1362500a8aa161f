"""Whether to go by the whole picture, by hands or by a body: what is right on takes held out.

So it is with actions. Of sounds, what they are told by goes by how long they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np

from understudy import backbones, heads
from understudy.backbones.backbone import Backbone
from understudy.backbones.clips import ACTIONS, ACTIONS_BODY, ACTIONS_HANDS
from understudy.backbones.poses import BODY, HANDS
from understudy.evaluation.sentences import listed, percent
from understudy.heads.auto import choose as clearly_best
from understudy.heads.base import Head
from understudy.media.kinds import kind_of
from understudy.training import fitting
from understudy.training.examples import ExampleSet
from understudy.training.finding import WHO, found_in
from understudy.training.gathering import Input
from understudy.training.sound_length import SHORT, Event, suited
from understudy.training.teaching import cross_validation, takes_of
from understudy.types import Medium

AUTO = "auto"
"""What to ask for instead of the name of a backbone."""
NAMES = (backbones.DEFAULT, HANDS, BODY)
"""What is compared: first what is kept unless another is clearly better."""
CLIP_NAMES = (ACTIONS, ACTIONS_HANDS, ACTIONS_BODY)
"""The same of actions."""
COMPARED: Mapping[Medium, Sequence[str]] = {"picture": NAMES, "clip": CLIP_NAMES}
"""By medium; of sounds their length tells."""

LEAST_FOUND = 0.5
"""Share of examples in which a hand or body has to be found: the others are told by the picture
alone, and in photos of anything, one is found by mistake in up to a sixth."""
NEARLY_ALL = 0.95
"""Share from which on a pose is preferred where no take can be held out to compare by."""
SAMPLE_A_CLASS = 8
"""Pictures of each class in which it is looked for first, and recordings whose sounds are measured;
of a class of videos only, one video."""
SAMPLE_CLIPS = 3
"""The same of clips."""

WORDS = {
    backbones.DEFAULT: "the whole picture", HANDS: "the hand", BODY: "the body",
    ACTIONS: "the whole picture", ACTIONS_HANDS: "the hand", ACTIONS_BODY: "the body",
}  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """What came of one backbone."""

    name: str
    seeks: Literal["hand", "body"] | None = None
    found: float = 1.0
    """Share of the examples of ordinary classes in which what it seeks was found, 0..1."""
    accuracy: float | None = None
    """Share of the examples in held-out takes that were right; None where `right` is empty."""
    right: Mapping[Hashable, float] = field(default_factory=dict)
    """Held-out take -> share of its examples that were right."""


@dataclass(frozen=True)
class Chosen:
    """Which backbone to use, and why."""

    name: str
    reason: str
    """A sentence without its first capital and its full stop."""
    tried: tuple[Tried, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for the facts of a model."""
        compared = [
            {"name": one.name, "found": one.found, "accuracy": one.accuracy} for one in self.tried
        ]
        return {"reason": self.reason, "compared": compared}


@dataclass(frozen=True)
class Choice:
    """The chosen backbone and what it saw."""

    chosen: Chosen | None
    """None where there was no choice to make."""
    backbone: Backbone
    examples: ExampleSet


def pick(tried: Sequence[Tried], noun: str = "picture") -> Chosen:
    """Choose among backbones by what came of them.

    One that finds what it seeks in too few examples is out; one that finds it in some has to be
    clearly better than the first on held-out takes, take by take (see
    `understudy.heads.auto.choose`); of those that find it in nearly all the most right is chosen,
    and a hand in pictures also when it is as right: it is known in other rooms too. (A person is
    in the picture whatever is shown.) Where nothing could be held out, the first that finds what it
    seeks in nearly all examples is chosen.

    Parameters
    ----------
    tried
        First the one that is kept unless another is better; of equal ones the earlier is chosen.
    noun
        What one example is called.
    """
    first, *others = tried
    able = [one for one in others if one.found >= LEAST_FOUND]
    shared = set(first.right).intersection(*(one.right for one in able))
    if not able:
        return Chosen(first.name, _too_few(others, noun), tuple(tried))
    if not shared:
        name, why = first.name, "the usual choice"
        for one in able[::-1]:
            if one.seeks and one.found >= NEARLY_ALL:
                seen = f"a {WHO[one.seeks]} is seen in {percent(one.found)} of the {noun}s"
                name, why = one.name, seen
        return Chosen(name, f"{why}; there are no takes to compare by", tuple(tried))
    takes = sorted(shared, key=str)
    shares = {one.name: np.array([one.right[take] for take in takes]) for one in (first, *able)}
    means = {name: float(values.mean()) for name, values in shares.items()}
    name, _ = clearly_best(shares, first.name)
    for one in able:
        as_good = one.seeks == "hand" and means[one.name] == means[name] and name == first.name
        as_good = as_good and noun == "picture"  # of clips, following a hand has to be worth it
        if one.found >= NEARLY_ALL and (means[one.name] > means[name] or as_good):
            name = one.name
    figures = {one.name: one.accuracy for one in (first, *able) if one.accuracy is not None}
    of_others = [f"{percent(figures[n])} with {WORDS.get(n, n)}" for n in figures if n != name]
    kept = "no other was clearly better; " if name == first.name else ""
    said = f"{kept}on takes held out {percent(figures[name])} right, {_and(of_others)}"
    return Chosen(name, said, tuple(tried))


def by_length(classes: Iterable[Iterable[Sequence[Event]]]) -> Chosen:
    """Choose the backbone that suits sounds by the lengths of their events; see `suited`."""
    name = suited(classes)
    short = "at least half of these sounds are shorter than a word, or go on and on"
    return Chosen(name, short if name == SHORT else "these sounds are as long as words are", ())


def choose(
    inputs: Sequence[Input],
    look: Callable[[Backbone, Sequence[Input]], ExampleSet],
    names: Sequence[str] = NAMES,
    background: Iterable[str] = (),
) -> Choice:
    """Try several backbones on examples, and choose one.

    Parameters
    ----------
    inputs
        All that there is to learn from.
    look
        Returns the features that a backbone makes of some of them. A few pictures are looked at
        first, so that those without hands do not take long.
    names
        Of backbones, as in the registry; first what is kept unless another is better.
    background
        Labels of classes that are nothing to react to: in those nothing has to be found.

    Raises
    ------
    UnderstudyError
        A backbone can't be loaded.
    """
    nothing = set(background)
    clips = backbones.load(names[0]).medium == "clip"
    some = sample(inputs, SAMPLE_CLIPS if clips else None)
    tried: dict[str, Tried] = {}
    shown: dict[str, tuple[Backbone, ExampleSet]] = {}
    for name in names:
        backbone = backbones.load(name)
        if shown:
            glance = found_in(look(backbone, some), backbone.seeks, nothing)
            if glance.share < LEAST_FOUND:
                tried[name] = Tried(name, backbone.seeks, glance.share)
                continue
        examples = look(backbone, inputs)
        tried[name] = try_out(backbone, examples, nothing)
        shown[name] = backbone, examples
    chosen = pick(list(tried.values()), "clip" if clips else "picture")
    backbone, examples = shown[chosen.name]
    return Choice(chosen, backbone, examples)


def try_out(backbone: Backbone, examples: ExampleSet, background: Iterable[str] = ()) -> Tried:
    """Return how right the usual head is on the features that a backbone made of examples."""
    name, seeks = backbone.name, backbone.seeks
    found = 1.0 if seeks is None else found_in(examples, seeks, background).share
    if len(set(examples.labels)) < 2:  # always right, which tells nothing
        return Tried(name, seeks, found)
    takes = takes_of(examples)
    head = heads.create()
    fitting.fit(
        head, examples.features, np.array(examples.labels), takes.split_key,
        seconds=examples.seconds, videos=takes.ids,
    )  # fmt: skip
    first: dict[int, str] = {}
    keys = [
        first.setdefault(unit, one)  # another backbone may number the takes otherwise
        for unit, one in zip(takes.split_key.tolist(), examples.names, strict=True)
    ]
    accuracy = cross_validation(head, examples, takes).accuracy
    return Tried(name, seeks, found, accuracy, right_by_take(head, examples.labels, keys))


def right_by_take(
    head: Head, labels: Sequence[str], takes: Sequence[Hashable]
) -> dict[Hashable, float]:
    """Return the share that a fitted head has right of each take that it held out.

    Parameters
    ----------
    head
        Fitted to these examples.
    labels, takes
        Of every example, in the order in which they were given to it.
    """
    if head.held_out_ is None:
        return {}
    predicted = head.classes_[head.held_out_.probabilities.argmax(axis=1)]
    right: dict[Hashable, list[bool]] = defaultdict(list)
    for row, label in zip(head.held_out_.rows.tolist(), predicted.tolist(), strict=True):
        right[takes[row]].append(label == labels[row])
    return {take: float(np.mean(answers)) for take, answers in right.items()}


def sample(inputs: Iterable[Input], most: int | None = None) -> list[Input]:
    """Return a few inputs of every class, spread evenly over it.

    At most so many; by default `SAMPLE_A_CLASS`, and no videos where there is anything else.
    """
    classes: dict[str, list[Input]] = {}
    for one in inputs:
        classes.setdefault(one.label, []).append(one)
    return [one for several in classes.values() for one in _spread(several, most)]


def _spread(several: list[Input], most: int | None) -> list[Input]:
    if most is None:
        pictures = [one for one in several if not _is_video(one.path)]
        if not pictures:
            return several[:1]
        several, most = pictures, SAMPLE_A_CLASS
    places = np.linspace(0, len(several) - 1, min(most, len(several))).round().astype(int)
    return [several[place] for place in places.tolist()]


def _is_video(path: Path | None) -> bool:
    return path is not None and kind_of(path) == "video"


def _too_few(others: Sequence[Tried], noun: str) -> str:
    shares = [f"a {WHO[one.seeks]} in {percent(one.found)}" for one in others if one.seeks]
    return f"there is {_and(shares)} of the {noun}s looked at, too few to go by"


def _and(phrases: Sequence[str]) -> str:
    return listed(phrases, ("", ""))
