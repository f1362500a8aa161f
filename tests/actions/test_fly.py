from __future__ import annotations

from collections.abc import Iterator
from time import monotonic, sleep

import pytest

from tests.actions.tello.simulated import SimulatedTello
from understudy.actions.fly import Fly
from understudy.actions.tello import Drone
from understudy.errors import UnderstudyError
from understudy.types import Event

START, STOP = Event("up", "start", 1.0, 0.9), Event("up", "stop", 2.0, 0.9)


@pytest.fixture
def tello() -> Iterator[SimulatedTello]:
    with SimulatedTello() as simulated:
        yield simulated


def test_a_class_that_starts_flies_it_and_closing_lands_it(tello: SimulatedTello) -> None:
    drone = Drone(tello.address, tello.state_port)
    up, down = Fly(drone, "take off"), Fly(drone, "LAND")
    assert up.plan(START) == "make the drone take off"
    assert up.plan(STOP) is None
    up.arm()
    down.arm()
    up.do(STOP)
    assert up.report(START) == "told the drone to take off"
    up.do(START)
    end = monotonic() + 10
    while drone.report.status != "flying":
        assert monotonic() < end
        sleep(0.01)
    up.close()
    down.close()
    assert not tello.flying
    assert tello.said("takeoff") == 1


def test_moves_have_to_exist() -> None:
    with pytest.raises(UnderstudyError, match="can't do 'dance'; write drone: and one of: takeoff"):
        Fly(Drone(), "dance")
