"""When a sound becomes an event: the settings, with the names they have in the articles."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from understudy.errors import DataError

FACTS = "listening"
"""Where the settings are kept among the facts of a model."""
RANGES: Mapping[str, tuple[str, float, float]] = {
    "threshold": ("probability threshold", 0.0, 1.0),
    "overlap": ("overlap factor", 0.0, 0.95),
    "suppress_ms": ("suppression time in milliseconds", 0.0, 5000.0),
    "hits": ("number of hits", 1, 5),
}
"""What each is called, and between which values it is."""
CLOSE_OVERLAP = 0.75
"""From here on several windows hold the whole of a word of half the window; below, hardly two."""


@dataclass(frozen=True, slots=True)
class Listening:
    """When a sound becomes an event.

    Raises
    ------
    DataError
        A value is no number, or out of its range.
    """

    threshold: float = 0.75
    """Probability threshold, 0..1: below it a class does not fire."""
    overlap: float = 0.95
    """Overlap factor, 0..0.95: the share by which one window overlaps the next. There are never
    more windows than the backbone makes, which is one every 80 ms for words."""
    suppress_ms: float = 0.0
    """Suppression time in milliseconds, 0..5000: how long after an event nothing else fires."""
    hits: int = 2
    """How many windows in a row a class must win, 1..5."""
    noise_and_unknown: bool = False
    """Whether background classes, such as noise and other words, fire as well. Whenever they lead,
    nothing else can fire: they need not reach the threshold."""

    def __post_init__(self) -> None:
        for name, (called, least, most) in RANGES.items():
            value = getattr(self, name)
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            whole = name != "hits" or (number and value == int(value))
            if not (number and least <= value <= most and whole):
                kind = "a whole number" if name == "hits" else "a number"
                raise DataError(
                    f"The {called} is {value!r}; expected {kind} from {least:g} to {most:g}."
                )
        if not isinstance(self.noise_and_unknown, bool):
            raise DataError(
                f"noise-and-unknown is {self.noise_and_unknown!r}; expected true or false."
            )

    @classmethod
    def of(cls, facts: Mapping[str, Any], **stated: float | None) -> Self:
        """Return what is stated, else what a model's facts say, else the defaults.

        Where an overlap under `CLOSE_OVERLAP` is stated and no number of hits, one hit is enough.

        Parameters
        ----------
        facts
            `Model.facts`; calibration and the studio keep the settings under "listening".
        **stated
            Any of the settings; None is not stated.

        Raises
        ------
        DataError
            A value is no number, or out of its range.
        """
        kept = facts.get(FACTS)
        kept = kept if isinstance(kept, Mapping) else {}
        known = {field.name: kept[field.name] for field in fields(cls) if field.name in kept}
        told = {name: value for name, value in stated.items() if value is not None}
        overlap = told.get("overlap")
        if isinstance(overlap, float) and overlap < CLOSE_OVERLAP:
            known["hits"] = 1
        return cls(**known | told)

    def every(self, window: float, hop: float) -> int:
        """Return which of a backbone's windows are judged: every first, every second, ...

        Parameters
        ----------
        window, hop
            Of the backbone, in seconds; hop is from one of its windows to the next.
        """
        return max(1, math.floor(window * (1 - self.overlap) / hop + 0.5))
