"""What a single recording of a sound, or a single video of an action, does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from understudy.evaluation.sentences import listed
from understudy.types import Medium

SHOWN_LABELS = 5


def recorded_once(
    takes: Mapping[str, int], medium: Medium, background: Iterable[str] = ()
) -> str | None:
    """Return a sentence on classes that have a single recording or clip; None if none has.

    Parameters
    ----------
    takes
        How many takes each class has.
    medium
        Of photos of one take the figures say what there is to say.
    background
        Labels of classes that are nothing to react to.
    """
    nothing = set(background)
    once = [label for label, count in takes.items() if count == 1 and label not in nothing]
    if medium == "picture" or not once:
        return None
    more = len(once) - SHOWN_LABELS
    names = [f"{label!r}" for label in once[:SHOWN_LABELS]]
    of = listed([*names, *([f"{more:,} more"] if more > 0 else [])], ("", ""))
    if medium == "clip":
        return f"There is a single video of {of}; another of each, on another day, helps."
    return (
        f"There is a single recording of {of}, so what is none of the sounds can't be told well "
        "yet; another recording of each helps."
    )
