import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live.making import LABELS, predict
from understudy.live.trigger import Trigger
from understudy.types import Event, Prediction

LEFT, RIGHT, NOTHING = predict(8, 1, 1), predict(1, 8, 1), predict(1, 1, 8)
UNSURE, STRANGE = predict(1, 1, 1), predict(9, 1, 0, novelty=0.9)


def kinds(events: list[Event]) -> list[str]:
    return [f"{event.label} {event.kind}" for event in events]


def make(threshold: float = 0.6, hold_off: float = 0.3) -> Trigger:
    return Trigger(LABELS, {"nothing"}, threshold, hold_off)


def test_a_start_says_when_and_how_sure() -> None:
    assert make().add(2.5, LEFT) == [Event("left", "start", 2.5, LEFT.confidence)]


def test_a_class_goes_on_until_it_is_well_below_the_threshold() -> None:
    trigger = make()
    trigger.add(0, predict(65, 35, 0))
    assert trigger.add(1, predict(51, 49, 0)) == []
    assert trigger.active == "left"
    (stop,) = trigger.add(2, predict(49, 49, 2))
    assert (stop.label, stop.kind, stop.seconds) == ("left", "stop", 2)
    assert stop.confidence == pytest.approx(0.49)
    assert trigger.add(3, predict(59, 41, 0)) == []  # to start again it has to reach it


@pytest.mark.parametrize("other", [UNSURE, STRANGE, NOTHING])
def test_what_stops_a_class(other: Prediction) -> None:
    trigger = make()
    trigger.add(0, LEFT)
    assert kinds(trigger.add(1, other)) == ["left stop"]
    assert trigger.active is None


def test_another_class_takes_its_place() -> None:
    trigger = make()
    trigger.add(0, LEFT)
    assert kinds(trigger.add(1, RIGHT)) == ["left stop", "right start"]


def test_with_a_low_threshold_the_winner_takes_the_place_too() -> None:
    trigger = make(threshold=0.2)
    trigger.add(0, predict(5, 4, 1))
    assert kinds(trigger.add(1, predict(4, 5, 1))) == ["left stop", "right start"]
    assert kinds(trigger.add(2, predict(3, 3, 4))) == ["right stop"]  # background wins


def test_background_and_strange_things_never_start() -> None:
    trigger = make(threshold=0)
    assert not trigger.add(0, NOTHING)
    assert not trigger.add(1, STRANGE)


def test_hold_off_counts_from_the_last_event_of_the_class() -> None:
    trigger = make(hold_off=0.5)
    assert trigger.add(0, LEFT)
    assert kinds(trigger.add(2, UNSURE)) == ["left stop"]
    assert trigger.add(2.4, LEFT) == []
    assert kinds(trigger.add(2.45, RIGHT)) == ["right start"]  # another class may
    assert kinds(trigger.add(2.5, LEFT)) == ["right stop", "left start"]


def test_while_the_new_winner_is_held_off_the_old_one_stops_if_it_fell() -> None:
    trigger = make(hold_off=1)
    trigger.add(0, LEFT)
    trigger.add(0.1, RIGHT)
    assert kinds(trigger.add(0.2, LEFT)) == ["right stop"]


def test_a_stream_that_starts_again_is_not_held_off() -> None:
    trigger = make()
    trigger.add(100, LEFT)
    trigger.finish(100)
    assert kinds(trigger.add(0, LEFT)) == ["left start"]


def test_finish_stops_what_has_started_and_only_once() -> None:
    trigger = make()
    trigger.add(0, LEFT)
    assert kinds(trigger.finish(1)) == ["left stop"]
    assert trigger.finish(2) == []


frames = st.lists(
    st.tuples(
        st.floats(0, 0.5),
        st.tuples(*[st.floats(0.01, 1)] * 3),
        st.sampled_from([0.0, 0.5, 0.51, 1.0]),
    )
)


@given(frames=frames, threshold=st.floats(0, 1), hold_off=st.floats(0, 2))
def test_whatever_comes(
    frames: list[tuple[float, tuple[float, float, float], float]],
    threshold: float,
    hold_off: float,
) -> None:
    trigger = make(threshold, hold_off)
    time = 0.0
    active: str | None = None
    last: dict[str, float] = {}
    for step, probabilities, novelty in frames:
        time += step
        prediction = predict(*probabilities, novelty=novelty)
        for event in trigger.add(time, prediction):
            assert event.seconds == time
            assert event.label != "nothing"
            if event.kind == "start":
                assert active is None  # never two at once
                assert time - last.get(event.label, -10) >= hold_off
                assert event.label == prediction.best
                assert prediction.known
                assert event.confidence >= threshold
                active = event.label
            else:
                assert active == event.label  # every stop has its start
                active = None
            last[event.label] = time
        assert trigger.active == active
        assert active is None or prediction.known


@given(steps=st.lists(st.floats(0.001, 1), min_size=1), hold_off=st.floats(0, 2))
def test_a_constant_stream_gives_exactly_one_start(steps: list[float], hold_off: float) -> None:
    trigger = make(hold_off=hold_off)
    time, events = 0.0, []
    for step in steps:
        time += step
        events += trigger.add(time, LEFT)
    assert kinds(events) == ["left start"]
