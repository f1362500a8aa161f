"""What a drone may do when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Status = Literal["off", "ready", "armed", "taking-off", "flying", "landing", "lost"]
Move = Literal["takeoff", "land", "flip"]
MOVES: Mapping[Move, str] = {"takeoff": "takeoff", "land": "land", "flip": "flip f"}
"""What may be asked for, and the command for it."""

LEAST_BATTERY = 20
"""Per cent below which it does not take off."""
LOW_BATTERY = 10
"""Per cent below which it is landed."""
FLIP_BATTERY = 50
"""Per cent below which a Tello does not flip, by its manual."""
ON_THE_GROUND = 10
"""Centimetres below which it stands rather than flies."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a drone is."""

    status: Status
    sentence: str
    """What happened last, or what to do."""
    battery: int | None = None
    """Per cent."""
    height: int | None = None
    """Centimetres above where it took off."""
    heard: bool = True
    """Whether it said anything lately."""

    @property
    def stands(self) -> bool:
        """Whether it is on the ground, as far as it tells."""
        return self.heard and self.height is not None and self.height < ON_THE_GROUND


def refusal(move: Move, report: Report) -> str | None:
    """Return why a move may not be made now, in a sentence; None if it may."""
    status = report.status
    battery = 100 if report.battery is None else report.battery
    if move not in MOVES:
        return f"A drone can't do {move!r}; expected one of: {', '.join(MOVES)}."
    if status == "off":
        return "The drone is not connected. Connect it first."
    if move == "land":
        return None
    if status == "ready":
        return "The drone is not armed, so it does not fly. Arm it first."
    if move == "takeoff" and status != "armed":
        return "The drone is in the air already."
    if move == "takeoff" and not report.heard:
        return (
            "The drone does not say how it is, so it does not take off. Let this computer receive "
            "UDP on port 8890, and connect again."
        )
    if move == "takeoff" and battery < LEAST_BATTERY:
        return f"The drone's battery has {battery} %; it needs {LEAST_BATTERY} to take off."
    if move == "flip" and status != "flying":
        return "The drone is not in the air; it can't flip."
    if move == "flip" and battery < FLIP_BATTERY:
        return f"The drone's battery has {battery} %; it flips from {FLIP_BATTERY} on."
    return None
