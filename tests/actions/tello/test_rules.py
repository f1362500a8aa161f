from __future__ import annotations

import pytest

from understudy.actions.tello.rules import MOVES, Move, Report, Status, refusal


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        ("off", []),
        ("ready", ["land"]),
        ("armed", ["takeoff", "land"]),
        ("taking-off", ["land"]),
        ("flying", ["land", "flip"]),
        ("landing", ["land"]),
        ("lost", ["land"]),
    ],
)
def test_what_may_be_done_when(status: Status, allowed: list[str]) -> None:
    report = Report(status, "", battery=100)
    assert [move for move in MOVES if refusal(move, report) is None] == allowed


@pytest.mark.parametrize(
    ("move", "status", "least"), [("takeoff", "armed", 20), ("flip", "flying", 50)]
)
def test_a_weak_battery_keeps_it_down(move: Move, status: Status, least: int) -> None:
    assert refusal(move, Report(status, "", battery=least)) is None
    assert f"battery has {least - 1} %" in (refusal(move, Report(status, "", least - 1)) or "")
    assert refusal("land", Report(status, "", battery=0)) is None


def test_a_battery_that_is_not_known_yet_keeps_nothing_down() -> None:
    assert refusal("takeoff", Report("armed", "")) is None


@pytest.mark.parametrize(("height", "stands"), [(None, False), (0, True), (9, True), (10, False)])
def test_where_it_says_that_it_is(height: int | None, stands: bool) -> None:
    assert Report("ready", "", 80, height).stands == stands
