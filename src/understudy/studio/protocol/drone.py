"""Requests and responses: the one drone that this server may fly."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from understudy.studio.protocol.values import Message

MOVE_SECONDS = 1.0
"""A move that is older than this when it comes is left out: the drone would do it out of the
blue."""

PageId = Annotated[str, Field(pattern="^[a-z0-9]{16}$")]
DroneMove = Literal["takeoff", "land", "flip"]
DroneStatus = Literal["off", "ready", "armed", "taking-off", "flying", "landing", "lost"]
Hands = Literal["nobody", "yours", "others"]
"""Who flies it: the page that asks, or another one."""


class DroneView(Message):
    """The drone as a page shows it."""

    status: DroneStatus
    sentence: str
    """What happened last, or what to do."""
    battery: int | None
    """Per cent; None while it is not known."""
    height: int | None
    """Centimetres above where it took off; None while it is not known."""
    hands: Hands


class FlyDrone(Message):
    """A move for the drone to make."""

    move: DroneMove
    age: Annotated[float, Field(ge=0)]
    """Seconds since it was said or shown."""
