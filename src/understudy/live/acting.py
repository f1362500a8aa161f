"""When a movement becomes an event: the settings, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, Self, get_args

from understudy.errors import DataError

FACTS = "acting"
"""Where the settings are kept among the facts of a model."""
MOST = {"threshold": 1.0, "release": 1.0, "refractory": 5.0}
Rule = Literal["at-once", "per-episode"]


@dataclass(frozen=True, slots=True)
class Acting:
    """When a movement becomes an event.

    Raises
    ------
    DataError
        A value is no number, or out of its range; there is no such rule.
    """

    threshold: float = 0.5
    """Probability from which an action is reported, 0..1."""
    release: float = 0.3
    """Probability below which every action has to fall before the next is reported, 0..1."""
    refractory: float = 1.0
    """Seconds after an event in which there is no other, 0..5."""
    rule: Rule = "at-once"
    """Whether an action is reported as soon as it is likely, or once it is over, by all that was
    seen: later, and rarely as what it is not."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name not in MOST:
                continue
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not (number and 0 <= value <= MOST[field.name]):
                raise DataError(
                    f"The {field.name} is {value!r}; expected a number from 0 to "
                    f"{MOST[field.name]:g}."
                )
        if self.release > self.threshold:
            raise DataError(
                f"The release is {self.release:g}, over the threshold of {self.threshold:g}; "
                "expected at most that, or one action would be reported again and again."
            )
        if self.rule not in get_args(Rule):
            raise DataError(
                f"The rule is {self.rule!r}; expected {' or '.join(map(repr, get_args(Rule)))}."
            )

    @classmethod
    def of(cls, facts: Mapping[str, Any], **stated: float | str | None) -> Self:
        """Return what is stated, else what a model's facts say, else the defaults.

        Where a threshold is stated and no release, the release is at most that.

        Parameters
        ----------
        facts
            `Model.facts`; the studio keeps the settings under "acting".
        **stated
            Any of the settings; None is not stated.

        Raises
        ------
        DataError
            A value is no number, or out of its range; there is no such rule.
        """
        kept = facts.get(FACTS)
        kept = kept if isinstance(kept, Mapping) else {}
        known = {field.name: kept[field.name] for field in fields(cls) if field.name in kept}
        told = {name: value for name, value in stated.items() if value is not None}
        threshold, release = told.get("threshold"), known.get("release", cls().release)
        if isinstance(threshold, (int, float)) and isinstance(release, (int, float)):
            known["release"] = min(release, max(0.0, threshold))
        return cls(**known | told)
