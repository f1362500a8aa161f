"""What the page is told of the model: how good it is, or what to do next, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from understudy.evaluation.cross_validation import CrossValidation
from understudy.evaluation.metrics import confused_pairs
from understudy.evaluation.sentences import listed, percent, plural
from understudy.heads.settings import about
from understudy.project.records import ClassRecord
from understudy.studio.learning.choice import USUAL, Choice
from understudy.studio.learning.fitting import Fitted
from understudy.studio.learning.wording import WORDINGS
from understudy.studio.protocol import Kind, Learning, Status, Suggestion
from understudy.training.blocks import LEAST_TAKES
from understudy.training.finding import WHO


@dataclass(frozen=True)
class Situation:
    """All that decides what is told."""

    classes: Sequence[ClassRecord] = ()
    filled: frozenset[str] = frozenset()
    """Ids of the classes that have examples."""
    fitted: Fitted | None = None
    number: int = 0
    """Of the model; 0 when there is none."""
    before: tuple[str, ...] = ()
    """Ids of the classes of a model that looked at something else, while it still answers."""
    choice: Choice = USUAL
    """What is being trained, or was last."""
    busy: bool = True
    """Whether the first model, or one trained by hand, is being made."""
    failure: str | None = None
    waiting: int = 0
    unreadable: int = 0
    sought: Literal["hand", "body"] | None = None
    """What is looked for in every example."""
    shown: Mapping[str, int] = field(default_factory=dict)
    """By class, how many examples were looked at."""
    unseen: Mapping[str, int] = field(default_factory=dict)
    """By class, in how many of these it was not found, where there are any."""
    suggestion: Suggestion | None = None
    done: int | None = None
    total: int | None = None
    variants: tuple[int, int] | None = None
    """How many random variants were looked at, of how many, while they are not learned yet."""
    medium: Kind = "picture"


def tell(now: Situation) -> Learning:
    """Return the message."""
    fitted, choice = now.fitted, now.choice
    head = fitted.head if fitted is not None else None
    figures = fitted.figures if fitted is not None else CrossValidation()
    labels = fitted.labels if fitted is not None else list(now.before)
    per_class = figures.per_class or (None,) * len(labels)
    status = status_of(now)
    return Learning(
        status=status,
        sentence=sentence_of(now, status),
        model=now.number,
        labels=labels,
        accuracy=figures.accuracy if fitted is not None and all_tested(fitted) else None,
        per_class=dict(zip(labels, per_class, strict=True)),
        takes=figures.takes,
        head=choice.head,
        chosen=getattr(head, "chosen_", ""),
        reason=getattr(head, "reason_", ""),
        settings=dict(choice.settings),
        by_hand=choice.by_hand,
        waiting=now.waiting,
        done=now.done,
        total=now.total,
        variants=now.variants,
        unseen=dict(now.unseen),
        suggestion=now.suggestion,
    )


def status_of(now: Situation) -> Status:
    """Return the state in one word."""
    if now.failure is not None:
        return "failed"
    if now.busy or now.total is not None:
        return "learning"
    return "empty" if now.fitted is None else "ready"


def sentence_of(now: Situation, status: Status) -> str:
    """Return what is told in words."""
    if status == "failed":
        return now.failure or ""
    if status == "learning":
        if now.total is not None:
            return f"{WORDINGS[now.medium].looking} {plural(now.total, now.medium)}."
        if now.choice.by_hand and now.fitted is not None:
            return f"Training: {about(now.choice.head).title}. Until then the last model answers."
        return f"Learning from your {now.medium}s."
    if now.fitted is None and len(now.filled) > 1:
        said = f"Press Train to learn from your {now.medium}s."
    elif now.fitted is None:
        said = what_next(now.classes, now.filled, now.medium)
    else:
        said = how_good(now.fitted, {record.id: record.name for record in now.classes})
    more = (left_out(now.unreadable, now.medium), not_seen(now), nothing_ignored(now))
    return " ".join((said, *filter(None, more)))


def what_next(
    classes: Sequence[ClassRecord], filled: frozenset[str], medium: Kind = "picture"
) -> str:
    """Say what to do so that there is something to learn."""
    empty = [record.name for record in classes if record.id not in filled]
    full = [record.name for record in classes if record.id in filled]
    wording = WORDINGS[medium]
    if not classes:
        return wording.no_class
    if not full:
        return wording.begin.format(empty=listed(empty[:1]))
    if not empty:
        return wording.another.format(full=listed(full[:1]))
    return wording.next.format(empty=listed(empty[:1]))


def how_good(fitted: Fitted, names: Mapping[str, str]) -> str:
    """Say what share is recognised of what was left out of teaching, and what is mixed up."""
    figures, labels = fitted.figures, fitted.labels
    wording = WORDINGS[fitted.lesson.medium]
    if figures.accuracy is None or figures.confusion is None:
        return wording.cant_tell
    called = [names.get(label, label) for label in labels]
    if lonely := lone_classes(fitted):
        again = listed([names.get(label, label) for label in lonely])
        return f"I can't tell yet how often I am right: record {wording.record} {again}."
    if untested := untested_classes(fitted):
        missing = listed([names.get(label, label) for label in untested])
        return (
            f"I can't tell yet how often I am right: of the {plural(figures.takes or 0, 'take')} "
            f"left out to test it, none was of {missing}. Record more takes."
        )
    said = f"Recognises {percent(figures.accuracy)} of {wording.held_out}"
    pairs = confused_pairs(figures.confusion, labels, 1)
    if not pairs:
        return f"{said}."
    true, predicted = labels.index(pairs[0].true), labels.index(pairs[0].predicted)
    if figures.confusion[predicted, true]:
        return f"{said}; {listed((called[true], called[predicted]))} get mixed up."
    return f"{said}; {listed([called[true]])} is sometimes taken for {listed([called[predicted]])}."


def untested_classes(fitted: Fitted) -> list[str]:
    """Return the classes of which no take was left out: the mean of the others flatters.

    What is ignored among actions may be one long take: nobody asks how well it is recognised.
    """
    figures = fitted.figures.per_class or (None,) * len(fitted.labels)
    untested = (one for one, figure in zip(fitted.labels, figures, strict=True) if figure is None)
    return [one for one in untested if one not in fitted.lesson.ignored]


def all_tested(fitted: Fitted) -> bool:
    """Whether there is a figure for all that counts, so that its mean says something."""
    return not (lone_classes(fitted) or untested_classes(fitted))


def lone_classes(fitted: Fitted) -> list[str]:
    """Return the classes of too few takes: nothing can be told of them, unless that is enough."""
    pairs = set(zip(fitted.lesson.labels, fitted.lesson.groups, strict=True))
    takes = Counter(label for label, _ in pairs)
    ignored, least = fitted.lesson.ignored, LEAST_TAKES if fitted.lesson.medium == "clip" else 2
    return [label for label in fitted.labels if takes[label] < least and label not in ignored]


def left_out(count: int, medium: Kind = "picture") -> str:
    """Say that examples can't be read, where there are any."""
    if not count:
        return ""
    it = "it is" if count == 1 else "they are"
    return f"{plural(count, medium)} can't be read; {it} left out."


def not_seen(now: Situation) -> str:
    """Say in how many examples what is looked for was not found; a background may show none."""
    ordinary = [record.id for record in now.classes if record.role != "background"]
    missed = sum(now.unseen.get(one, 0) for one in ordinary)
    if not missed or now.sought is None:
        return ""
    shown = sum(now.shown.get(one, 0) for one in ordinary)
    counts = "it counts" if missed == 1 else "they count"
    less = f"; {counts} less" if now.medium == "picture" else ""
    return f"I can't see a {WHO[now.sought]} in {missed:,} of {plural(shown, now.medium)}{less}."


def nothing_ignored(now: Situation) -> str:
    """Say what is missing where nothing was taught of what is to be ignored."""
    if now.fitted is None:
        return ""
    if any(record.role == "background" and record.id in now.filled for record in now.classes):
        return ""
    return WORDINGS[now.medium].ignore
