"""What is told of a sound or an action that was recognised: when it began and ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TimedEvent:
    """A sound or an action that was recognised."""

    label: str
    start: float
    """Where it begins, seconds of the stream."""
    end: float
    """Where it ends or, as long as it goes on, how far it has been followed."""
    confidence: float
    """The highest probability of its class until it fired, 0..1; of an action that is decided on
    when it is over, the mean."""

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "label": self.label,
            "start": round(self.start, 3),
            "end": round(self.end, 3),
            "confidence": round(self.confidence, 6),
        }
