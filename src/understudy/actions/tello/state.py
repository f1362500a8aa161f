"""What a Tello tells of itself, ten times a second."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """One line of state, as in the Tello SDK User Guide: "pitch:0;roll:0;...;h:60;bat:87;"."""

    battery: int
    """Per cent."""
    height: int
    """Centimetres above where it took off."""


def read_state(data: bytes) -> State | None:
    """Return what a datagram says; None for anything else than a line of state."""
    fields = dict(
        part.split(":", 1) for part in data.decode("ascii", "replace").split(";") if ":" in part
    )
    try:
        battery, height = int(fields["bat"]), int(fields["h"])
    except (KeyError, ValueError):
        return None
    return State(battery, height) if 0 <= battery <= 100 else None
