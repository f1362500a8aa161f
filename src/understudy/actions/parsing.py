"""Reads "left=key:ArrowLeft" and "stop=run:say stop": which class does what."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence

from understudy.actions.action import Action
from understudy.actions.command import RunCommand
from understudy.actions.keyboard import PressKey
from understudy.errors import UnderstudyError
from understudy.sources.naming import as_text

KINDS: Mapping[str, Callable[[str], Action]] = {"key": PressKey, "run": RunCommand}
FORM = "CLASS=key:NAME, CLASS=run:COMMAND or CLASS=drone:MOVE"


def parse_mapping(
    text: str,
    labels: Sequence[str],
    background: Collection[str] = (),
    kinds: Mapping[str, Callable[[str], Action]] = KINDS,
) -> tuple[str, Action]:
    """Return the class and the action of a mapping; a class may have a "=" in its name.

    Raises
    ------
    UnderstudyError
        The class is not among the labels, is background, or the action is none.
    """
    for end in reversed([index for index, letter in enumerate(text) if letter == "="]):
        label = as_text(text[:end].strip())
        if label in labels:
            break
    else:
        raise UnderstudyError(_no_class(text, [one for one in labels if one not in background]))
    if label in background:
        raise UnderstudyError(
            f"{label!r} is a background class, which never starts anything; map another one."
        )
    kind, colon, what = text[end + 1 :].strip().partition(":")
    if not colon or kind not in kinds:
        raise UnderstudyError(f"{text!r} names no action; write {FORM}.")
    return label, kinds[kind](what)


def _no_class(text: str, labels: list[str]) -> str:
    name, equals, _ = text.partition("=")
    if not equals or not name:
        return f"{text!r} is no mapping; write {FORM}."
    near = difflib.get_close_matches(name, labels, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return f"The model has no class {name!r}. {hint}It has: {', '.join(labels)}."
