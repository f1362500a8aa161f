"""The one drone of a server, and the one page that flies it."""

from __future__ import annotations

import os
import threading

from understudy.actions.tello import Drone, Move, Report
from understudy.errors import UnderstudyError
from understudy.studio.problems import Conflict
from understudy.studio.protocol import MOVE_SECONDS, DroneView, Hands

VARIABLE = "UNDERSTUDY_DRONE"
"""Where the drone is if not at a Tello's address: HOST:PORT or HOST:PORT:STATEPORT."""
IN_OTHER_HANDS = "Another window flies the drone. You can stop it here; to fly it, stop it first."


class Cockpit:
    """Lets the page that armed the drone fly it, and any page stop it; for any thread.

    Parameters
    ----------
    drone
        Watched, so that it lands when the page says nothing any more.
    """

    def __init__(self, drone: Drone) -> None:
        self._drone = drone
        self._pilot: str | None = None
        self._arming = threading.Lock()

    def view(self, page: str | None) -> DroneView:
        """Return how the drone is, as a page sees it."""
        report = self._drone.report
        return DroneView(
            status=report.status,
            sentence=report.sentence,
            battery=report.battery,
            height=report.height,
            hands=self._hands(page, report),
        )

    def connect(self) -> None:
        """Get in touch with the drone.

        Raises
        ------
        UnderstudyError
            It does not answer.
        """
        self._drone.connect()

    def arm(self, page: str) -> None:
        """Let a page fly the drone from now on.

        Raises
        ------
        UnderstudyError
            Another page flies it, it is not connected, or its battery is too low.
        """
        with self._arming:
            self._check(page)
            self._drone.arm()
            self._pilot = page

    def alive(self, page: str) -> None:
        """Note that a page is still there; only the one that flies the drone counts."""
        if self._hands(page, self._drone.report) == "yours":
            self._drone.alive()

    def move(self, page: str, move: Move, age: float) -> None:
        """Have a move made that was said so many seconds ago; landing is never too late.

        Raises
        ------
        UnderstudyError
            Another page flies the drone, it may not make this move now, or it came too late.
        """
        self._check(page)
        if age > MOVE_SECONDS and move != "land":
            raise UnderstudyError(f"This came {age:.1f} seconds late, so it was not done.")
        self._drone.ask(move)

    def stop(self) -> None:
        """Land the drone and disarm it, whoever asks."""
        self._drone.stop()

    def disconnect(self, page: str) -> None:
        """Land the drone and let go of it.

        Raises
        ------
        Conflict
            Another page flies it.
        """
        self._check(page)
        self._drone.close()

    def close(self) -> None:
        """Land the drone and let go of it, whoever flies it."""
        self._drone.close()

    def _check(self, page: str) -> None:
        if self._hands(page, self._drone.report) == "others":
            raise Conflict(IN_OTHER_HANDS)

    def _hands(self, page: str | None, report: Report) -> Hands:
        if report.status in ("off", "ready"):
            return "nobody"
        return "yours" if page == self._pilot else "others"


def open_cockpit() -> Cockpit:
    """Return the cockpit of a Tello, or of what the environment variable names.

    Raises
    ------
    UnderstudyError
        The variable names no address.
    """
    named = os.environ.get(VARIABLE)
    return Cockpit(Drone(watched=True) if named is None else _drone_at(named))


def _is_port(named: str) -> bool:
    return named.isdecimal() and int(named) < 2**16


def _drone_at(named: str) -> Drone:
    host, *ports = named.split(":")
    if not host or len(ports) not in (1, 2) or not all(map(_is_port, ports)):
        raise UnderstudyError(
            f"The environment variable {VARIABLE} is {named!r}; expected HOST:PORT or "
            "HOST:PORT:STATEPORT. Remove it to fly a Tello."
        )
    port, *state = map(int, ports)
    if state:
        return Drone((host, port), state[0], watched=True)
    return Drone((host, port), watched=True)
