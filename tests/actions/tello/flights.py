"""What tests of a drone do again and again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.actions.tello.simulated import SimulatedTello
from understudy.actions.tello.drone import Drone


@contextmanager
def connected(tello: SimulatedTello, *, watched: bool = False) -> Iterator[Drone]:
    drone = Drone(tello.address, tello.state_port, watched=watched)
    drone.connect()
    until(lambda: drone.report.battery is not None)
    try:
        yield drone
    finally:
        drone.close()


def until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def take_off(drone: Drone) -> None:
    drone.arm()
    drone.ask("takeoff")
    until(lambda: drone.report.status == "flying")
