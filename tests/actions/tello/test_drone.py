from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from tests.actions.tello.flights import connected, take_off, until
from tests.actions.tello.simulated import SimulatedTello
from understudy.actions.tello import drone as flying
from understudy.actions.tello import link as linking
from understudy.actions.tello.drone import Drone
from understudy.errors import UnderstudyError


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make everything that waits wait less."""
    monkeypatch.setattr(flying, "PATIENCE_SECONDS", 0.5)
    monkeypatch.setattr(flying, "LOST_SECONDS", 0.6)
    monkeypatch.setattr(flying, "KEEP_ALIVE_SECONDS", 0.4)
    monkeypatch.setattr(flying, "GUARD_SECONDS", 0.02)
    monkeypatch.setattr(flying, "REPLY_SECONDS", 0.5)
    monkeypatch.setattr(flying, "TAKEOFF_SECONDS", 1.0)
    monkeypatch.setattr(linking, "REPLY_SECONDS", 0.5)
    monkeypatch.setattr(linking.Link.ask, "__defaults__", (0.5,))
    monkeypatch.setattr(linking, "SPACING_SECONDS", 0.02)


@pytest.fixture
def tello() -> Iterator[SimulatedTello]:
    with SimulatedTello() as simulated:
        yield simulated


def test_it_takes_off_flips_and_lands(tello: SimulatedTello) -> None:
    with connected(tello) as drone:
        take_off(drone)
        until(lambda: tello.flying)
        drone.ask("flip")
        until(lambda: drone.report.sentence == "Flipped.")
        drone.ask("land")
        until(lambda: drone.report.status == "armed")
        assert not tello.flying
        assert tello.commands.index("takeoff") < tello.commands.index("flip f")


def test_it_never_flies_without_being_armed(tello: SimulatedTello) -> None:
    with connected(tello) as drone:
        with pytest.raises(UnderstudyError, match="not armed"):
            drone.ask("takeoff")
        with pytest.raises(UnderstudyError, match="not armed"):
            drone.ask("flip")
    assert tello.said("takeoff") == 0


def test_it_is_not_connected_where_nothing_answers(tello: SimulatedTello) -> None:
    tello.dumb = True
    drone = Drone(tello.address, tello.state_port)
    with pytest.raises(UnderstudyError, match="did not answer"):
        drone.connect()
    with pytest.raises(UnderstudyError, match="not connected"):
        drone.arm()
    tello.dumb = False
    assert drone.connect().status == "ready"
    drone.close()
    assert drone.report.status == "off"


def test_a_drone_that_does_not_say_how_it_is_does_not_take_off() -> None:
    with SimulatedTello() as tello, SimulatedTello() as another:
        drone = Drone(tello.address, another.state_port)  # as where a firewall keeps its state out
        drone.connect()
        drone.arm()
        time.sleep(1.5 * flying.LOST_SECONDS)
        for wish in (drone.arm, lambda: drone.ask("takeoff")):
            with pytest.raises(UnderstudyError, match="does not say how it is"):
                wish()
        drone.close()
        assert tello.said("takeoff") == 0


def test_stop_lands_it_at_once_even_while_it_takes_off(tello: SimulatedTello) -> None:
    tello.takes = 0.3
    with connected(tello) as drone:
        drone.arm()
        drone.ask("takeoff")
        until(lambda: tello.said("takeoff"))
        begun = time.monotonic()
        drone.stop()
        until(lambda: tello.said("land"))
        assert time.monotonic() - begun < 0.3
        until(lambda: drone.report.status == "ready")
        assert not tello.flying
        with pytest.raises(UnderstudyError, match="not armed"):
            drone.ask("takeoff")


def test_stop_lands_it_even_if_it_first_has_to_rise(tello: SimulatedTello) -> None:
    tello.takes, tello.busy_rising = 0.4, True
    with connected(tello) as drone:
        drone.arm()
        drone.ask("takeoff")
        until(lambda: tello.said("takeoff"))
        drone.stop()
        until(lambda: drone.report.status == "ready")
        time.sleep(2 * tello.takes)  # in which it would have risen
        assert not tello.flying
        assert tello.said("land") > 1


def test_stop_said_twice_while_it_rises_lands_it_all_the_same(tello: SimulatedTello) -> None:
    tello.takes, tello.busy_rising = 0.4, True
    with connected(tello) as drone:
        drone.arm()
        drone.ask("takeoff")
        until(lambda: tello.said("takeoff"))
        drone.stop()
        until(lambda: tello.said("land"))
        drone.stop()
        until(lambda: drone.report.status == "ready")
        time.sleep(2 * tello.takes)  # in which it would have risen
        assert not tello.flying


def test_stop_while_it_lands_disarms_it(tello: SimulatedTello) -> None:
    with connected(tello) as drone:
        take_off(drone)
        tello.takes = 0.3
        drone.ask("land")
        until(lambda: tello.said("land"))
        drone.stop()
        until(lambda: drone.report.status in ("armed", "ready"))
        assert drone.report.status == "ready"
        assert not tello.flying


def test_land_said_again_is_one_landing(tello: SimulatedTello) -> None:
    with connected(tello) as drone:
        take_off(drone)
        tello.takes = 0.3
        drone.ask("land")
        until(lambda: drone.report.status == "landing")
        drone.ask("land")
        seen = ["landing"]
        while seen[-1] != "armed":
            seen.append(drone.report.status)
            time.sleep(0.01)
        assert set(seen) == {"landing", "armed"}


def test_stop_lands_it_also_if_it_was_found_in_the_air(tello: SimulatedTello) -> None:
    tello.height = 80
    with connected(tello) as drone:
        assert drone.report.status == "ready"
        drone.stop()
        until(lambda: not tello.flying)


def test_found_in_the_air_it_is_not_kept_up(tello: SimulatedTello) -> None:
    tello.height, tello.patience = 80, 1.0
    with connected(tello):
        until(lambda: tello.landed_by_itself)


def test_a_low_battery_lands_it(tello: SimulatedTello) -> None:
    with connected(tello) as drone:
        take_off(drone)
        tello.battery = 9
        until(lambda: drone.report.status == "ready")
        assert not tello.flying
        assert "battery is down to 9 %" in drone.report.sentence
        with pytest.raises(UnderstudyError, match="needs 20 to take off"):
            drone.arm()


def test_a_weak_battery_does_not_flip(tello: SimulatedTello) -> None:
    tello.battery = 40
    with connected(tello) as drone:
        take_off(drone)
        with pytest.raises(UnderstudyError, match="flips from 50 on"):
            drone.ask("flip")


def test_it_is_kept_awake(tello: SimulatedTello) -> None:
    tello.patience = 1.0
    with connected(tello) as drone:
        take_off(drone)
        until(lambda: tello.said(flying.HOVER) >= 4)
        assert drone.report.status == "flying"
        assert not tello.landed_by_itself


def test_nobody_watching_lands_it(tello: SimulatedTello) -> None:
    with connected(tello, watched=True) as drone:
        here = threading.Event()

        def stay() -> None:
            while not here.wait(0.05):
                drone.alive()

        thread = threading.Thread(target=stay)
        thread.start()
        take_off(drone)
        time.sleep(3 * flying.PATIENCE_SECONDS / 2)
        assert drone.report.status == "flying"
        here.set()
        thread.join()
        until(lambda: drone.report.status == "ready")
        assert not tello.flying
        assert "Nobody was watching" in drone.report.sentence


def test_a_lost_drone_is_told_to_land_and_then_left_to_itself(tello: SimulatedTello) -> None:
    tello.patience = 1.0
    with connected(tello) as drone:
        take_off(drone)
        tello.dumb = tello.deaf = True
        until(lambda: drone.report.status == "lost")
        until(lambda: tello.landed_by_itself)  # nothing kept it awake
        with pytest.raises(UnderstudyError):
            drone.ask("takeoff")
        tello.dumb = tello.deaf = False
        tello.height = 80  # heard of again, and still up there
        until(lambda: drone.report.status == "ready")
        assert not tello.flying


def test_stop_reaches_a_lost_drone_that_may_hear_and_does_not_keep_it_up(
    tello: SimulatedTello,
) -> None:
    with connected(tello) as drone:
        take_off(drone)
        tello.dumb = tello.deaf = True
        until(lambda: drone.report.status == "lost")
        tello.deaf, heard = False, len(tello.commands)
        assert drone.stop().status == "lost"
        until(lambda: not tello.flying)
        time.sleep(2 * flying.KEEP_ALIVE_SECONDS)
        assert set(tello.commands[heard:]) == {"land"}


@pytest.mark.parametrize("fault", ["lose", "error", "late"])
def test_landing_is_tried_again(tello: SimulatedTello, fault: str) -> None:
    with connected(tello) as drone:
        take_off(drone)
        tello.faults.extend([("land", fault, 0.7), ("land", fault, 0.7)])
        drone.ask("land")
        until(lambda: drone.report.status == "armed")
        assert not tello.flying


def test_a_takeoff_without_reply_counts_as_flying(tello: SimulatedTello) -> None:
    tello.faults.append(("takeoff", "lose", 0))
    with connected(tello) as drone:
        take_off(drone)
        assert "did not answer" in drone.report.sentence
        assert tello.flying
    assert not tello.flying


def test_a_takeoff_that_is_refused_stays_on_the_ground(tello: SimulatedTello) -> None:
    tello.faults.append(("takeoff", "error Motor stop", 0))
    tello.takes = 30  # it does not move
    with connected(tello) as drone:
        drone.arm()
        drone.ask("takeoff")
        until(lambda: "did not take off" in drone.report.sentence)
        assert drone.report.status == "armed"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_in_the_program_lands_it(
    tello: SimulatedTello, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connected(tello) as drone:
        take_off(drone)
        monkeypatch.setattr(flying, "MOVES", {})
        drone.ask("flip")
        until(lambda: not tello.flying)


def test_closing_lands_it(tello: SimulatedTello) -> None:
    with connected(tello) as drone:
        take_off(drone)
    assert not tello.flying
    assert drone.report.status == "off"


def test_a_move_that_there_is_not_is_refused(tello: SimulatedTello) -> None:
    with connected(tello) as drone, pytest.raises(UnderstudyError, match="can't do 'dance'"):
        drone.ask("dance")  # type: ignore[arg-type]
