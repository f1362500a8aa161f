"""When a prediction becomes an event: the three settings, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from understudy.errors import DataError

FACTS = "live"
"""Where the studio keeps the settings among the facts of a model."""
MOST = {"threshold": 1.0, "smoothing": 5.0, "hold_off": 10.0}


@dataclass(frozen=True, slots=True)
class Settings:
    """When a prediction becomes an event.

    Raises
    ------
    DataError
        A value is no number, or out of its range.
    """

    threshold: float = 0.6
    """Probability below which a class does not start, 0..1."""
    smoothing: float = 0.2
    """Seconds over which predictions are averaged, 0..5."""
    hold_off: float = 0.3
    """Seconds after an event in which the same class can't start again, 0..10."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not (number and 0 <= value <= MOST[field.name]):
                raise DataError(
                    f"The {field.name.replace('_', '-')} is {value!r}; expected a number from 0 to "
                    f"{MOST[field.name]:g}."
                )

    @classmethod
    def of(cls, facts: Mapping[str, Any], **stated: float | None) -> Self:
        """Return what is stated, else what a model's facts say, else the defaults.

        Parameters
        ----------
        facts
            `Model.facts`; the studio keeps the settings under "live".
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
        return cls(**known | {name: v for name, v in stated.items() if v is not None})
