from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.actions.tello.simulated import SimulatedTello
from tests.studio.visiting import TestClient, fake_workspace, visitor
from understudy.actions.tello import drone as flying
from understudy.studio.drone import VARIABLE

ONE, OTHER = "a" * 16, "b" * 16


@pytest.fixture
def tello(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedTello]:
    monkeypatch.setattr(flying, "PATIENCE_SECONDS", 0.5)
    monkeypatch.setattr(flying, "GUARD_SECONDS", 0.02)
    with SimulatedTello() as tello:
        host, port = tello.address
        monkeypatch.setenv(VARIABLE, f"{host}:{port}:{tello.state_port}")
        yield tello


@pytest.fixture
def client(tello: SimulatedTello, tmp_path: Path) -> Iterator[TestClient]:
    with visitor(fake_workspace(tmp_path / "projects"), tmp_path / "static") as client:
        yield client


class Page:
    """A page that says every now and then that it is there."""

    def __init__(self, client: TestClient, id: str) -> None:
        self.client, self.id = client, id

    def try_to(self, what: str, **body: Any) -> Any:
        return self.client.post(f"/api/drone/{what}?page={self.id}", json=body or None)

    def do(self, what: str, **body: Any) -> Any:
        response = self.try_to(what, **body)
        assert response.status_code == 200, response.text
        return response.json()

    def look(self) -> Any:
        return self.client.get(f"/api/drone?page={self.id}").json()

    def until(self, true: Callable[[Any], object], asking: str | None = "alive") -> Any:
        end = time.monotonic() + 10
        while not true(view := self.do(asking) if asking else self.look()):
            assert time.monotonic() < end, view
            time.sleep(0.02)
        return view

    def take_off(self) -> None:
        self.do("connect")
        self.until(lambda view: view["battery"] is not None)
        self.do("arm")
        self.do("move", move="takeoff", age=0.2)
        self.until(lambda view: view["status"] == "flying" and view["height"])


@pytest.fixture
def page(client: TestClient) -> Page:
    return Page(client, ONE)


def test_a_page_connects_arms_and_flies(page: Page, tello: SimulatedTello) -> None:
    assert page.look() == {
        "status": "off",
        "sentence": "Not connected.",
        "battery": None,
        "height": None,
        "hands": "nobody",
    }
    assert page.do("connect")["status"] == "ready"
    page.until(lambda view: view["battery"] == tello.battery)
    assert page.do("arm")["hands"] == "yours"
    page.do("move", move="takeoff", age=0)
    page.until(lambda view: view["status"] == "flying")
    page.do("move", move="flip", age=0)
    page.until(lambda view: tello.said("flip f"))
    page.do("move", move="land", age=0)
    page.until(lambda view: view["status"] == "armed")
    assert not tello.flying
    assert page.do("close")["status"] == "off"


def test_it_lands_when_the_page_is_lost(page: Page, tello: SimulatedTello) -> None:
    page.take_off()
    view = page.until(lambda view: view["status"] == "ready", asking=None)
    assert not tello.flying
    assert "Nobody was watching it" in view["sentence"]


def test_it_stays_up_while_the_page_is_there(page: Page, tello: SimulatedTello) -> None:
    page.take_off()
    end = time.monotonic() + 1.0
    page.until(lambda view: time.monotonic() > end)
    assert tello.flying


def test_other_pages_can_only_stop_it(
    page: Page, client: TestClient, tello: SimulatedTello
) -> None:
    other = Page(client, OTHER)
    page.take_off()
    assert other.look()["hands"] == "others"
    for asked, body in (("arm", {}), ("move", {"move": "land", "age": 0}), ("close", {})):
        refused = other.try_to(asked, **body)
        assert refused.status_code == 409
        assert refused.json()["sentence"].startswith("Another window flies the drone.")
    assert other.do("stop")["hands"] == "others"  # still landing
    view = page.until(lambda view: view["status"] == "ready")
    assert view["hands"] == "nobody"
    assert not tello.flying
    assert other.do("arm")["hands"] == "yours"


def test_another_page_does_not_keep_it_up(
    page: Page, client: TestClient, tello: SimulatedTello
) -> None:
    page.take_off()
    Page(client, OTHER).until(lambda view: view["status"] == "ready", asking="alive")
    assert not tello.flying


@pytest.mark.parametrize("address", ["/api/drone/stop", "/api/drone/stop?page=whoever"])
def test_anybody_with_the_token_stops_it(
    page: Page, client: TestClient, tello: SimulatedTello, address: str
) -> None:
    page.take_off()
    assert client.post(address).status_code == 200
    page.until(lambda view: view["status"] == "ready")
    assert not tello.flying


def test_it_lands_when_the_studio_ends(tello: SimulatedTello, tmp_path: Path) -> None:
    with visitor(fake_workspace(tmp_path / "projects"), tmp_path / "static") as client:
        Page(client, ONE).take_off()
        assert tello.flying
    assert not tello.flying
    assert tello.said("land")


def test_nothing_flies_that_is_not_armed(page: Page, tello: SimulatedTello) -> None:
    for sentence in ("not connected", "not armed"):
        refused = page.try_to("move", move="takeoff", age=0)
        assert refused.status_code == 400
        assert sentence in refused.json()["sentence"]
        page.do("connect")
    assert not tello.said("takeoff")


def test_a_move_that_comes_late_is_left_out(page: Page, tello: SimulatedTello) -> None:
    page.take_off()
    refused = page.try_to("move", move="flip", age=1.4)
    assert refused.json()["sentence"] == "This came 1.4 seconds late, so it was not done."
    page.do("move", move="land", age=1.4)  # which is always right
    page.until(lambda view: not tello.flying)
    assert not tello.said("flip f")


@pytest.mark.parametrize(
    "wrong", [{"move": "emergency", "age": 0}, {"move": "flip", "age": -1}, {"move": "flip"}]
)
def test_what_is_no_move_is_refused(page: Page, wrong: dict[str, object]) -> None:
    assert page.try_to("move", **wrong).status_code == 400


def test_every_page_has_an_id_of_its_own(client: TestClient) -> None:
    assert client.post("/api/drone/arm").status_code == 400
    assert client.post("/api/drone/arm?page=short").status_code == 400


def test_a_drone_that_says_no_is_not_connected(page: Page, tello: SimulatedTello) -> None:
    tello.faults.append(("command", "error", 0))
    refused = page.try_to("connect")
    assert refused.status_code == 400
    assert refused.json()["sentence"].startswith("The drone did not say ok.")
    assert page.look()["status"] == "off"
