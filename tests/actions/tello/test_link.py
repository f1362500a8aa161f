from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from tests.actions.tello.simulated import SimulatedTello
from understudy.actions.tello.link import SPACING_SECONDS, Link, NoReply
from understudy.errors import Cancelled, UnderstudyError


@pytest.fixture
def tello() -> Iterator[SimulatedTello]:
    with SimulatedTello() as simulated:
        yield simulated


@pytest.fixture
def link(tello: SimulatedTello) -> Iterator[Link]:
    made = Link(tello.address, tello.state_port)
    yield made
    made.close()


def until(condition: object, seconds: float = 5.0) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_nothing_is_answered_before_the_word_command(link: Link) -> None:
    with pytest.raises(NoReply, match="did not answer 'takeoff' within"):
        link.ask("takeoff", 0.2)
    assert link.state is None


def test_commands_are_answered_and_the_state_comes(link: Link, tello: SimulatedTello) -> None:
    assert link.ask("command") == "ok"
    assert link.ask("battery?") == "80"
    until(lambda: link.state is not None)
    assert link.state is not None
    assert (link.state.battery, link.state.height) == (80, 0)
    assert link.silence < 1


def test_commands_are_never_closer_than_a_tenth_of_a_second(
    link: Link, tello: SimulatedTello
) -> None:
    link.ask("command")
    for _ in range(3):
        link.tell("rc 0 0 0 0")
        link.ask("battery?")
    gaps = [b - a for a, b in zip(tello.times, tello.times[1:], strict=False)]
    assert len(gaps) >= 6
    assert min(gaps) > SPACING_SECONDS - 0.03  # the simulation looks every hundredth


def test_a_late_reply_is_not_taken_for_that_of_the_next_command(
    link: Link, tello: SimulatedTello
) -> None:
    link.ask("command")
    link.ask("takeoff")
    tello.faults.append(("takeoff", "late", 0.4))  # an error, that comes while the next one waits
    with pytest.raises(NoReply):
        link.ask("takeoff", 0.2)
    assert link.ask("land") == "ok"


def test_a_reply_of_the_wrong_kind_is_passed_over(link: Link, tello: SimulatedTello) -> None:
    link.ask("command")
    tello.faults.append(("battery?", "ok", 0))
    with pytest.raises(NoReply):
        link.ask("battery?", 0.2)
    assert link.ask("battery?") == "80"


def test_bytes_that_are_no_words_are_passed_over(link: Link, tello: SimulatedTello) -> None:
    tello.faults.append(("command", "\xcc\x18\x01", 0))  # as real ones send now and then
    with pytest.raises(NoReply):
        link.ask("command", 0.2)
    assert link.ask("command") == "ok"


def test_what_was_interrupted_before_it_began_is_not_sent(
    link: Link, tello: SimulatedTello
) -> None:
    link.ask("command")
    link.interrupt()
    with pytest.raises(Cancelled):
        link.ask("takeoff")
    link.resume()
    assert link.ask("battery?") == "80"
    assert not tello.said("takeoff")


def test_waiting_can_be_interrupted_by_another_thread(link: Link, tello: SimulatedTello) -> None:
    link.ask("command")
    tello.faults.append(("takeoff", "lose", 0))
    threading.Timer(0.1, link.interrupt).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        link.ask("takeoff", 20)
    assert time.monotonic() - begun < 2
    link.resume()
    assert link.ask("land") == "ok"


def test_a_port_that_is_taken_is_told(link: Link, tello: SimulatedTello) -> None:
    with pytest.raises(UnderstudyError, match=f"UDP port {tello.state_port}"):
        Link(tello.address, tello.state_port)
