from __future__ import annotations

import pytest

from tests.actions.tello.simulated import SimulatedTello
from understudy.actions.tello import Drone
from understudy.errors import UnderstudyError
from understudy.studio.drone import VARIABLE, Cockpit, open_cockpit


def test_without_the_variable_it_is_a_tello(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert open_cockpit().view(None).status == "off"


@pytest.mark.parametrize(
    "named", ["127.0.0.1:65536", "", "here", ":1", "here:", "here:x", "a:1:2:3", "a:1:-2"]
)
def test_a_variable_that_names_no_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv(VARIABLE, named)
    with pytest.raises(UnderstudyError, match="expected HOST:PORT"):
        open_cockpit()


def test_the_variable_names_the_drone(monkeypatch: pytest.MonkeyPatch) -> None:
    with SimulatedTello() as tello:
        host, port = tello.address
        monkeypatch.setenv(VARIABLE, f"{host}:{port}:{tello.state_port}")
        cockpit = open_cockpit()
        cockpit.connect()
        assert cockpit.view(None).status == "ready"
        cockpit.close()
        assert tello.said("command") == 1


def test_a_page_that_could_not_arm_is_not_the_one_that_flies() -> None:
    cockpit = Cockpit(Drone())
    with pytest.raises(UnderstudyError, match="not connected"):
        cockpit.arm("one")
    assert cockpit.view("one").hands == "nobody"


def test_closing_without_a_drone_is_nothing() -> None:
    cockpit = Cockpit(Drone())
    cockpit.disconnect("one")
    cockpit.stop()
    cockpit.close()
