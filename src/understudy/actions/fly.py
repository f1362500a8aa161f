"""Flies a drone when a class starts."""

from __future__ import annotations

from understudy.actions.tello import MOVES, Drone, Move
from understudy.errors import UnderstudyError
from understudy.types import Event


class Fly:
    """Makes a drone take off, land or flip when a class starts; `close` lands it.

    Parameters
    ----------
    drone
        The one that all mappings share.
    move
        One of `MOVES`; spaces don't count.

    Raises
    ------
    UnderstudyError
        There is no such move.
    """

    def __init__(self, drone: Drone, move: str) -> None:
        named: dict[str, Move] = {name: name for name in MOVES}
        wanted = move.replace(" ", "").lower()
        if wanted not in named:
            raise UnderstudyError(
                f"A drone can't do {move.strip()!r}; write drone: and one of: {', '.join(MOVES)}."
            )
        self._drone, self._move = drone, named[wanted]

    def arm(self) -> None:
        """Connect to the drone and let it fly."""
        self._drone.connect()
        self._drone.arm()

    def plan(self, event: Event) -> str | None:
        """Say what `do` does."""
        return f"make the drone {self._verb}" if event.kind == "start" else None

    def report(self, event: Event) -> str:
        """Say what `do` did."""
        return f"told the drone to {self._verb}"

    def do(self, event: Event) -> None:
        """Ask for the move on a start; it is flown while listening goes on."""
        if event.kind == "start":
            self._drone.ask(self._move)

    def close(self) -> None:
        """Land the drone."""
        self._drone.close()

    @property
    def _verb(self) -> str:
        return "take off" if self._move == "takeoff" else self._move
