"""Numbers and names in words a twelve-year-old understands."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

from understudy.types import Medium

CANT_TELL = "I can't tell yet how often I am right: record another take of each class."
CANT_TELL_ACTIONS = (
    "I can't tell yet how often I am right: record at least three clips of each action."
)
FEW_TO_COUNT = 20
"""Below so many, "3 of 4" says more than a percentage."""

DIRECTION_MARKS = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
"""Embeddings, overrides and isolates of Unicode Standard Annex 9."""


def cant_tell(medium: Medium) -> str:
    """Return what to say where no figure can be told."""
    return CANT_TELL_ACTIONS if medium == "clip" else CANT_TELL


def percent(share: float) -> str:
    """Return "94 %"; only a share of exactly 0 or 1 is called 0 % or 100 %."""
    whole = round(100 * share)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole} %"


def percent_or_dash(share: float | None) -> str:
    """Return the percentage, or a dash where there is nothing to tell."""
    return "–" if share is None else percent(share)


def plural(count: int, noun: str) -> str:
    """Return "1 picture" or "1,200 pictures"; nouns in -s take -es."""
    ending = "" if count == 1 else "es" if noun.endswith("s") else "s"
    return f"{count:,} {noun}{ending}"


def printable(name: str) -> str:
    """Return the name with what would be obeyed rather than shown replaced by U+FFFD.

    That is control characters, line and paragraph separators, unpaired surrogates (from file names
    that are not text) and marks that turn the direction of the text around them. Joiners stay:
    Persian and emoji need them.
    """
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if category(c) in {"Cc", "Cs", "Zl", "Zp"} or c in DIRECTION_MARKS
        else c
        for c in name
    )


def listed(names: Sequence[str], quotes: tuple[str, str] = ("`", "`")) -> str:
    """Return "`a`", "`a` and `b`" or "`a`, `b` and `c`"."""
    opening, closing = quotes
    quoted = [f"{opening}{printable(name)}{closing}" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def share_of(part: int, count: int, noun: str) -> str:
    """Return "94 % of 120 pictures", "3 of 4 pictures", "all 120 pictures" or "the one picture"."""
    if part == count:
        return f"the one {noun}" if count == 1 else f"all {plural(count, noun)}"
    if part == 0:
        return f"none of {plural(count, noun)}"
    if count < FEW_TO_COUNT:
        return f"{part} of {plural(count, noun)}"
    return f"{percent(part / count)} of {plural(count, noun)}"
