from __future__ import annotations

import pytest

from benchmarks.stream_score import AFTER_ACTION, average, score

ACTIONS = [("wave", 10.0, 11.0), ("punch", 20.0, 21.0)]
BETWEEN = [("idle", 0.0, 10.0), ("passing", 12.0, 20.0)]
SECONDS = 63.2  # without the actions and what belongs to them, a minute


def test_all_right() -> None:
    found = score([(11.1, "wave"), (21.3, "punch")], ACTIONS, BETWEEN, SECONDS)
    assert (found.detected, found.wrong, found.twice, found.false_a_minute) == (100, 0, 0, 0)
    assert found.late == pytest.approx(0.2)
    assert found.events_per_action == 1


def test_an_action_that_is_missed_named_wrong_or_fires_twice() -> None:
    found = score([(10.9, "wave"), (11.7, "wave"), (20.8, "wave")], ACTIONS, BETWEEN, SECONDS)
    assert (found.detected, found.wrong, found.twice) == (50, 50, 50)
    assert found.events_per_action == 2
    assert found.late == pytest.approx(-0.1)


def test_what_fires_while_nothing_happens_is_false() -> None:
    fired = [(5.0, "wave"), (10.1, "wave"), (12.0, "punch"), (15.0, "punch")]
    found = score(fired, ACTIONS, BETWEEN, SECONDS)
    assert found.detected == 0
    assert found.late is None
    assert found.events_per_action == 0
    assert found.false == {"idle": 2, AFTER_ACTION: 1, "passing": 1}
    assert found.false_a_minute == pytest.approx(4, rel=0.01)


def test_the_mean_of_several() -> None:
    one = score([(11.1, "wave")], ACTIONS, BETWEEN, SECONDS)
    other = score([(5.0, "wave")], ACTIONS, BETWEEN, SECONDS)
    both = average([one, other])
    assert both.detected == 25
    assert both.false == {"idle": 1}
    assert both.late == one.late
