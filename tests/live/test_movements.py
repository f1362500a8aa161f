from collections.abc import Callable, Iterator

import numpy as np
import pytest

from tests import acted
from understudy.backbones.streams import Moment
from understudy.live.movements import KEPT_SECONDS, LONGEST, Movements
from understudy.live.timed_event import TimedEvent
from understudy.media.optical_flow import eased

COUNT = 14
NOISE = 2.0  # pixels in all cells
Amount = Callable[[float], float]
"""How many pixels move in the moment around a time."""


def moments(amount: Amount, until: float, begin: float = 0.0) -> Iterator[Moment]:
    """Yield the windows of a stream that begins at a time."""
    backbone = acted.backbone()
    frames = [begin + k / 10 for k in range(round((until - begin) * 10))]
    moved = [amount(seconds - 0.05) for seconds in frames]
    for last in range(COUNT, len(frames)):
        row = np.zeros(backbone.dimensions, np.float32)
        pixels = np.array(moved[last - COUNT + 1 : last + 1], np.float32)
        row[backbone.blocks["flow"]] = eased(np.repeat(pixels / 64, 64))
        yield Moment(frames[last] + 0.1, row)


def whole(amount: Amount, event: TimedEvent, until: float = 5.0) -> tuple[float, float]:
    movements = Movements(acted.backbone())
    for moment in moments(amount, until):
        movements.add(moment)
    told = movements.whole(event)
    assert (told.label, told.confidence) == (event.label, event.confidence)
    return told.start, told.end


def led(start: float, end: float) -> TimedEvent:
    return TimedEvent("punch", start, end, 0.9)


def between(*stretches: tuple[float, float], pixels: float = 30.0) -> Amount:
    def amount(at: float) -> float:
        return pixels if any(start < at < end for start, end in stretches) else NOISE

    return amount


@pytest.mark.parametrize("event", [led(2.5, 2.9), led(2.75, 2.75), led(2.2, 3.2)])
def test_an_action_lasts_as_long_as_something_moves(event: TimedEvent) -> None:
    assert whole(between((2.1, 3.3)), event) == pytest.approx((2.1, 3.3))
    assert whole(between((2.5, 3.0)), event) == pytest.approx((2.5, 3.0))


def test_a_movement_may_turn() -> None:
    assert whole(between((2.0, 2.4), (2.6, 3.0)), led(2.4, 2.6)) == pytest.approx((2.0, 3.0))


def test_another_movement_before_or_after_is_not_of_it() -> None:
    amount = between((1.5, 1.8), (2.5, 3.0), (3.6, 3.8))
    assert whole(amount, led(2.6, 2.9)) == pytest.approx((2.5, 3.0))


def test_what_is_held_for_half_a_second_is_one_movement() -> None:
    down_and_up = between((2.0, 2.4), (2.9, 3.3))
    assert whole(down_and_up, led(2.4, 2.9)) == pytest.approx((2.0, 3.3))


def test_a_jump_of_the_picture_is_no_movement() -> None:
    def amount(at: float) -> float:
        return 300.0 if 3.1 < at < 3.2 else between((2.3, 2.9))(at)

    assert whole(amount, led(2.5, 2.7)) == pytest.approx((2.3, 2.9))


def test_where_nothing_stands_out_it_is_half_a_window() -> None:
    for amount in (lambda at: 0.0, lambda at: NOISE, lambda at: 30.0):
        assert whole(amount, led(2.5, 2.5)) == pytest.approx((2.125, 2.875))
    assert whole(lambda at: 0.0, led(0.0, 0.0)) == pytest.approx((0.0, 0.375))


def test_it_is_kept_within_a_window_and_a_half() -> None:
    start, end = whole(between((1.0, 4.5)), led(2.0, 3.4))
    assert end - start == pytest.approx(LONGEST * 1.5, abs=0.15)
    assert (start + end) / 2 == pytest.approx(2.7, abs=0.1)


def test_an_action_that_leads_for_long_is_where_it_began() -> None:
    assert whole(between((2.1, 3.1)), led(2.3, 7.0), until=8.0) == pytest.approx((2.1, 3.1))


def test_two_in_a_row_share_no_time() -> None:
    movements = Movements(acted.backbone())
    for moment in moments(between((1.0, 2.6)), 4.0):
        movements.add(moment)
    first, second = movements.whole(led(1.2, 1.6)), movements.whole(led(2.6, 2.7))
    assert first.end <= second.start < second.end


def test_only_the_last_seconds_are_kept() -> None:
    movements = Movements(acted.backbone())
    for moment in moments(between((2.0, 3.0)), 12.0):
        movements.add(moment)
    assert len(movements._moved) == round(KEPT_SECONDS * 10)
    assert movements.whole(led(2.5, 2.6)).start == pytest.approx(2.175)


def test_a_gap_is_nothing_that_moved() -> None:
    movements = Movements(acted.backbone())
    for moment in [*moments(between((0.9, 1.4)), 2.0), *moments(between(), 9.0, 6.0)]:
        movements.add(moment)
    told = movements.whole(led(1.0, 1.2))
    assert (told.start, told.end) == pytest.approx((0.9, 1.4))


def test_where_time_goes_back_what_moved_is_forgotten() -> None:
    movements = Movements(acted.backbone())
    for moment in [*moments(between((2.2, 3.0)), 4.0), *moments(between(), 2.6)]:
        movements.add(moment)
    assert movements.whole(led(2.5, 2.5)).start == pytest.approx(2.125)
