"""What the page is told of the model: how good it is, or what to do next, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from understudy.evaluation.cross_validation import CrossValidation
from understudy.evaluation.metrics import confused_pairs
from understudy.evaluation.sentences import CANT_TELL, listed, percent, plural
from understudy.heads.settings import about
from understudy.project.records import ClassRecord
from understudy.studio.learning.choice import USUAL, Choice
from understudy.studio.learning.fitting import Fitted
from understudy.studio.protocol import Kind, Learning, Status, Suggestion
from understudy.training.finding import WHO

CANT_TELL_OF_SOUNDS = "I can't tell yet how often I am right: record each class at least twice."


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
    """What is looked for in every picture."""
    shown: Mapping[str, int] = field(default_factory=dict)
    """By class, how many examples were looked at."""
    unseen: Mapping[str, int] = field(default_factory=dict)
    """By class, in how many of these it was not found, where there are any."""
    suggestion: Suggestion | None = None
    done: int | None = None
    total: int | None = None
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
        accuracy=None if fitted is None or untested_classes(fitted) else figures.accuracy,
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
            doing = "Listening to" if now.medium == "sound" else "Looking at"
            return f"{doing} {plural(now.total, now.medium)}."
        if now.choice.by_hand and now.fitted is not None:
            return f"Training: {about(now.choice.head).title}. Until then the last model answers."
        return f"Learning from your {now.medium}s."
    if now.fitted is None and len(now.filled) > 1:
        said = f"Press Train to learn from your {now.medium}s."
    elif now.fitted is None:
        said = what_next(now.classes, now.filled, now.medium)
    else:
        said = how_good(now.fitted, {record.id: record.name for record in now.classes})
    more = (left_out(now.unreadable, now.medium), not_seen(now), no_noise(now))
    return " ".join((said, *filter(None, more)))


def what_next(
    classes: Sequence[ClassRecord], filled: frozenset[str], medium: Kind = "picture"
) -> str:
    """Say what to do so that there is something to learn."""
    empty = [record.name for record in classes if record.id not in filled]
    full = [record.name for record in classes if record.id in filled]
    if not classes:
        return "Add a class, then record a take of it."
    if not full and medium == "sound":
        return f"Record {listed(empty[:1])} and another class, each at least twice."
    if not full:
        return f"Record a take of {listed(empty[:1])} and one of another class."
    if not empty:
        return f"Add another class, to tell {listed(full[:1])} from, and record a take of it."
    return f"Now record a take of {listed(empty[:1])}."


def how_good(fitted: Fitted, names: Mapping[str, str]) -> str:
    """Say what share is recognised of what was left out of teaching, and what is mixed up."""
    figures, labels, medium = fitted.figures, fitted.labels, fitted.lesson.medium
    if figures.accuracy is None or figures.confusion is None:
        return cant_tell(medium)
    called = [names.get(label, label) for label in labels]
    if lonely := lone_classes(fitted):
        again = listed([names.get(label, label) for label in lonely])
        return f"I can't tell yet how often I am right: record another take of {again}."
    if untested := untested_classes(fitted):
        missing = listed([names.get(label, label) for label in untested])
        return (
            f"I can't tell yet how often I am right: of the {plural(figures.takes or 0, 'take')} "
            f"left out to test it, none was of {missing}. Record more takes."
        )
    sensed = "heard" if medium == "sound" else "seen"
    said = f"Recognises {percent(figures.accuracy)} of {medium}s in takes it has not {sensed}"
    pairs = confused_pairs(figures.confusion, labels, 1)
    if not pairs:
        return f"{said}."
    true, predicted = labels.index(pairs[0].true), labels.index(pairs[0].predicted)
    if figures.confusion[predicted, true]:
        return f"{said}; {listed((called[true], called[predicted]))} get mixed up."
    return f"{said}; {listed([called[true]])} is sometimes taken for {listed([called[predicted]])}."


def cant_tell(medium: Kind) -> str:
    """Say that nothing could be left out of teaching."""
    return CANT_TELL_OF_SOUNDS if medium == "sound" else CANT_TELL


def untested_classes(fitted: Fitted) -> list[str]:
    """Return the classes of which no take was left out: the mean of the others flatters."""
    figures = fitted.figures.per_class or (None,) * len(fitted.labels)
    return [one for one, figure in zip(fitted.labels, figures, strict=True) if figure is None]


def lone_classes(fitted: Fitted) -> list[str]:
    """Return the classes of a single take: nothing can be told of them."""
    pairs = set(zip(fitted.lesson.labels, fitted.lesson.groups, strict=True))
    takes = Counter(label for label, _ in pairs)
    return [label for label in fitted.labels if takes[label] == 1]


def left_out(count: int, medium: Kind = "picture") -> str:
    """Say that pictures or sounds can't be read, where there are any."""
    if not count:
        return ""
    it = "it is" if count == 1 else "they are"
    return f"{plural(count, medium)} can't be read; {it} left out."


def not_seen(now: Situation) -> str:
    """Say in how many pictures what is looked for was not found; a background may show none."""
    ordinary = [record.id for record in now.classes if record.role != "background"]
    missed = sum(now.unseen.get(one, 0) for one in ordinary)
    if not missed or now.sought is None:
        return ""
    shown = sum(now.shown.get(one, 0) for one in ordinary)
    counts = "it counts" if missed == 1 else "they count"
    who = WHO[now.sought]
    return f"I can't see a {who} in {missed:,} of {plural(shown, 'picture')}; {counts} less."


def no_noise(now: Situation) -> str:
    """Say what is missing where nothing was taught of what is to be ignored."""
    if now.medium == "picture" or now.fitted is None:
        return ""
    if any(record.role == "background" and record.id in now.filled for record in now.classes):
        return ""
    return "Record a noise class too, so that other sounds do nothing."
