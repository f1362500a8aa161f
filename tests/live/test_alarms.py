from typing import Any

import numpy as np
import pytest

from tests.live.sounding import RATE, TonesModel, played
from tests.sources.playing import Played
from understudy.errors import DataError
from understudy.live.alarms import (
    HITS,
    THRESHOLDS,
    Alarms,
    count_alarms,
    seconds_needed,
    upper_bound,
)
from understudy.live.listening import Listening

MODEL: Any = TonesModel()


def alarms(seconds: float, **counts: int) -> Alarms:
    """Return alarms with so many at each threshold with 2 hits, as t50=3; elsewhere none."""
    found = {(hits, threshold): 0 for hits in HITS for threshold in THRESHOLDS}
    for name, count in counts.items():
        found[2, float(f"0.{name[1:]}")] = count
    return Alarms(seconds, found)


def test_what_fires_on_background_is_counted_for_all_settings() -> None:
    # Of the short beep half as much sounds as of the long one: it is less sure.
    sounds = Played(played(1.0, ("low", 0.5), 1.6, ("high", 0.13), 1.0), RATE)
    heard: list[float] = []
    found = count_alarms(MODEL, sounds, Listening(), heard.append)
    assert found.seconds == pytest.approx(4.23)
    assert heard[-1] == pytest.approx(4.23)
    assert found.counts[2, 0.5] == 2
    assert found.counts[2, 0.95] == 1
    assert found.per_hour(2, 0.95) == pytest.approx(3600 / 4.23)


def test_quiet_background_has_no_alarms_and_is_bounded_by_the_rule_of_three() -> None:
    found = count_alarms(MODEL, Played(played(36.0), RATE), Listening())
    assert set(found.counts.values()) == {0}
    assert found.at_most(2, 0.5) == pytest.approx(300, rel=0.01)


def test_too_little_to_say_anything_is_told() -> None:
    with pytest.raises(DataError, match=r"0\.5 seconds of sound"):
        count_alarms(MODEL, Played(played(0.5), RATE), Listening())


def test_the_lowest_threshold_that_keeps_the_rate() -> None:
    hour = alarms(3600, t50=40, t60=9, t70=3, t75=1)
    assert hour.lowest(2, per_hour=1, usual=0.5) == 0.75
    assert hour.lowest(2, per_hour=0, usual=0.5) == 0.8
    assert hour.lowest(2, per_hour=100, usual=0.5) == 0.5
    assert hour.lowest(1, per_hour=0, usual=0.5) == 0.5


def test_what_fires_already_is_lowered_only_where_that_is_sure() -> None:
    quiet = alarms(3600)  # at most 3 an hour
    assert quiet.lowest(2, per_hour=2.9, usual=0.75) == 0.75
    assert quiet.lowest(2, per_hour=3.1, usual=0.75) == 0.5
    assert alarms(3600, t70=1).lowest(2, per_hour=3.1, usual=0.8) == 0.75
    assert alarms(3600, t80=2).lowest(2, per_hour=1, usual=0.75) == 0.85


def test_the_threshold_that_the_settings_have_is_tried_too() -> None:
    found = count_alarms(MODEL, Played(played(3.0), RATE), Listening(threshold=0.77))
    assert found.thresholds == sorted([*THRESHOLDS, 0.77])
    assert found.lowest(2, per_hour=10, usual=0.77) == 0.77


def test_silence_is_refused() -> None:
    with pytest.raises(DataError, match="is silent"):
        count_alarms(MODEL, Played(np.zeros(3 * RATE, np.float32), RATE), Listening())


def test_how_long_a_recording_is_needed() -> None:
    assert seconds_needed(10) == pytest.approx(1079, abs=1)  # three tenths of an hour


def test_all_thresholds_above_must_keep_it_too() -> None:
    assert alarms(3600, t60=0, t70=5).lowest(2, per_hour=1, usual=0.5) == 0.75
    assert alarms(3600, t99=2).lowest(2, per_hour=1, usual=0.5) is None


# Garwood's exact limits, as tables of the Poisson distribution have them.
@pytest.mark.parametrize(("count", "bound"), [(0, 2.996), (1, 4.744), (5, 10.513), (50, 63.29)])
def test_the_upper_bound_is_that_of_poisson(count: int, bound: float) -> None:
    assert upper_bound(count) == pytest.approx(bound, abs=0.005)
