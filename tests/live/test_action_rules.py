from collections.abc import Sequence

import numpy as np
import pytest

from understudy.live.acting import Acting
from understudy.live.action_rules import HELD_SECONDS, Halving, rule_of
from understudy.live.timed_event import TimedEvent

LABELS = ("kick", "punch", "other")
WINDOW = 1.5
STILL = (0.05, 0.05, 0.9)
PUNCH = (0.05, 0.9, 0.05)
KICK = (0.9, 0.05, 0.05)
Stretch = tuple[float, Sequence[float]]
"""Seconds, and the probabilities of all windows that end in them."""
AT_ONCE, PER_EPISODE = Acting(), Acting(rule="per-episode")


def play(
    acting: Acting,
    *stretches: Stretch,
    hop: float = 0.1,
    labels: tuple[str, ...] = LABELS,
    background: tuple[str, ...] = ("other",),
) -> list[tuple[str, float, TimedEvent]]:
    """Return what fires ("start") and what is over ("stop"), each with its time."""
    rule = rule_of(acting, labels, background, WINDOW)
    told: list[tuple[str, float, TimedEvent]] = []
    seconds, until = WINDOW, WINDOW
    for length, values in stretches:
        until += length
        while seconds < until - 1e-6:
            over, fired = rule.add(seconds, np.array(values, np.float32))
            told += [("stop", seconds, over)] if over else []
            told += [("start", seconds, fired)] if fired else []
            seconds += hop
    last = rule.finish()
    return [*told, *([("stop", seconds, last)] if last else [])]


def fired(told: list[tuple[str, float, TimedEvent]]) -> list[str]:
    return [event.label for kind, _, event in told if kind == "start"]


BOTH = pytest.mark.parametrize("acting", [AT_ONCE, PER_EPISODE])


@BOTH
def test_one_action_is_one_event(acting: Acting) -> None:
    told = play(acting, (2, STILL), (0.9, PUNCH), (2, STILL))
    assert [(kind, event.label) for kind, _, event in told] == [
        ("start", "punch"), ("stop", "punch"),
    ]  # fmt: skip


@BOTH
def test_an_action_that_goes_on_is_one_event(acting: Acting) -> None:
    assert fired(play(acting, (1, STILL), (6, PUNCH), (1, STILL))) == ["punch"]


@BOTH
def test_the_same_action_again_is_another_event(acting: Acting) -> None:
    again = ((1.0, PUNCH), (1.0, STILL)) * 3
    assert fired(play(acting, (1, STILL), *again)) == ["punch"] * 3


@BOTH
def test_background_never_fires(acting: Acting) -> None:
    assert play(acting, (5, STILL)) == []
    assert play(acting, (5, (0.3, 0.25, 0.45))) == []


@BOTH
def test_a_slip_of_one_window_does_not_fire(acting: Acting) -> None:
    assert fired(play(acting, (2, STILL), (0.1, PUNCH), (2, STILL))) == []


@BOTH
@pytest.mark.parametrize("hop", [0.05, 0.1, 0.2])
def test_it_hardly_matters_how_often_it_is_asked(acting: Acting, hop: float) -> None:
    stretches = ((2, STILL), (1.0, PUNCH), (2, STILL), (1.0, KICK), (2, STILL))
    usual = play(acting, *stretches)
    other = play(acting, *stretches, hop=hop)
    assert [(kind, event.label) for kind, _, event in other] == [
        (kind, event.label) for kind, _, event in usual
    ]
    assert [at for _, at, _ in other] == pytest.approx([at for _, at, _ in usual], abs=0.21)


@BOTH
def test_start_and_end_are_around_the_action(acting: Acting) -> None:
    # It leads the windows that end from 3.5 to 4.5, so it lies around 3.25, in their middle.
    told = play(acting, (2, STILL), (1.0, PUNCH), (2, STILL))
    whole = told[-1][2]
    assert whole.start == pytest.approx(2.75, abs=0.15)
    assert whole.end == pytest.approx(3.7, abs=0.15)
    assert 0.6 < whole.confidence <= 1.0


@BOTH
def test_a_key_is_held_long_enough(acting: Acting) -> None:
    told = play(acting, (1, STILL), (0.4, PUNCH), (1, STILL), hop=0.02)
    (_, down, _), (_, up, _) = told
    assert up - down >= HELD_SECONDS


def test_at_once_fires_while_the_action_is_still_seen() -> None:
    ((_, at, _), _) = play(AT_ONCE, (2, STILL), (1.0, PUNCH), (2, STILL))
    assert at == pytest.approx(3.6, abs=0.11)


def test_per_episode_decides_by_all_that_was_seen() -> None:
    # The beginning of a kick is like a punch; of what comes first the mean hardly speaks.
    told = play(PER_EPISODE, (2, STILL), (0.3, PUNCH), (0.6, KICK), (2, STILL))
    assert fired(told) == ["kick"]
    assert fired(play(AT_ONCE, (2, STILL), (0.3, PUNCH), (0.6, KICK), (2, STILL))) == ["punch"]
    assert [at for _, at, _ in told] == pytest.approx([4.4, 4.5])  # over with the next window


def test_per_episode_decides_after_a_second_at_most() -> None:
    (_, at, _), *_ = play(PER_EPISODE, (2, STILL), (4, PUNCH))
    assert at == pytest.approx(4.4, abs=0.11)


def test_the_threshold_decides_what_fires() -> None:
    weak = (0.1, 0.55, 0.35)
    for rule in ("at-once", "per-episode"):
        low, high = Acting(0.5, rule=rule), Acting(0.9, rule=rule)
        assert fired(play(low, (1, STILL), (0.9, weak), (1, STILL))) == ["punch"]
        assert fired(play(high, (1, STILL), (0.9, weak), (1, STILL))) == []


def test_what_comes_within_the_refractory_time_waits() -> None:
    stretches = ((1, STILL), (0.4, PUNCH), (0.4, STILL), (0.4, KICK), (2, STILL))
    assert fired(play(Acting(refractory=2), *stretches)) == ["punch"]
    assert fired(play(Acting(refractory=0), *stretches)) == ["punch", "kick"]
    assert fired(play(Acting(refractory=3, rule="per-episode"), *stretches)) == ["punch"]
    assert fired(play(Acting(refractory=0, rule="per-episode"), *stretches)) == ["punch", "kick"]


@BOTH
def test_without_background_the_next_fires_when_another_leads(acting: Acting) -> None:
    told = play(acting, (2, (0.1, 0.9)), (2, (0.9, 0.1)), labels=("kick", "punch"), background=())
    assert fired(told) == ["punch", "kick"]


@BOTH
def test_a_model_of_nothing_but_background_never_fires(acting: Acting) -> None:
    assert play(acting, (3, PUNCH), background=LABELS) == []


@BOTH
def test_a_video_that_begins_again_is_another_stream(acting: Acting) -> None:
    rule = rule_of(acting, LABELS, ("other",), WINDOW)
    labels = []
    for _ in range(2):
        for tenths in range(15, 40):
            values = PUNCH if 20 <= tenths < 30 else STILL
            _, event = rule.add(tenths / 10, np.array(values))
            labels += [event.label] if event else []
    assert labels == ["punch", "punch"]


def test_after_a_gap_the_episode_is_what_was_seen_before() -> None:
    rule = rule_of(PER_EPISODE, LABELS, ("other",), WINDOW)
    for tenths in range(5):
        assert rule.add(2 + tenths / 10, np.array(PUNCH)) == (None, None)
    _, event = rule.add(9.0, np.array(PUNCH))
    assert event is not None
    assert event.end == pytest.approx(2.4 - WINDOW / 2)


def test_the_past_counts_half_after_a_tenth_of_a_second() -> None:
    mean = Halving()
    assert mean.add(0.0, np.array([1.0])) == [1.0]
    assert mean.add(0.1, np.array([0.0])) == pytest.approx([0.5])
    assert mean.add(0.3, np.array([0.0])) == pytest.approx([0.125])
    assert mean.add(0.0, np.array([1.0])) == [1.0]
