import numpy as np
import pytest

from tests import sliding
from understudy.media.movement import (
    MovementFinder,
    busiest_place,
    clip_places,
    find_movement,
)
from understudy.media.sound_events import MOST_EXAMPLES

WINDOW = {"window": 1.5, "step": 0.75}


def once(*times: float):
    """Return the course of a square that slides to the right within 0.6 s at some times."""

    def at(seconds: float) -> tuple[float, float]:
        done = sum(float(np.clip((seconds - time) / 0.6, 0, 1)) for time in times)
        return 0.2 + 0.6 * done / len(times), 0.5

    return at


def noisy(shown, level: float = 4.0):
    random = np.random.default_rng(0)
    for seconds, image in shown:
        noise = random.normal(0, level, image.shape)
        yield seconds, np.clip(image + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("rate", [10, 30])
@pytest.mark.parametrize("level", [0, 4])
def test_one_movement_is_found_where_it_is(rate: int, level: float) -> None:
    found = find_movement(noisy(sliding.frames(2.5, rate, once(1.2), start=77), level))
    assert found.duration == pytest.approx(2.5, abs=0.11)
    ((start, end),) = found.stretches
    assert start == pytest.approx(1.2, abs=0.21)
    assert end == pytest.approx(1.8, abs=0.21)


def test_movements_apart_are_apart_and_near_ones_are_joined() -> None:
    found = find_movement(sliding.frames(8, 10, once(0.5, 1.3, 5.0)))
    assert [tuple(round(end) for end in stretch) for stretch in found.stretches] == [(0, 2), (5, 6)]


def test_where_nothing_moves_nothing_is_found() -> None:
    assert find_movement(noisy(sliding.frames(2, 10, sliding.still))).stretches == ()
    assert find_movement([]).duration == 0
    assert find_movement(sliding.frames(0.1, 10)).stretches == ()


def test_a_lamp_that_is_switched_on_is_no_movement() -> None:
    shown = [
        (seconds, np.clip(image.astype(int) + 25 * (seconds > 1), 0, 255).astype(np.uint8))
        for seconds, image in sliding.frames(2, 10, sliding.still)
    ]
    assert find_movement(shown).stretches == ()


def test_size_and_rate_make_no_difference() -> None:
    small = find_movement(sliding.frames(3, 10, once(1)))
    large = [
        (seconds, image.repeat(6, axis=0).repeat(6, axis=1))
        for seconds, image in sliding.frames(3, 30, once(1))
    ]
    assert find_movement(large) == small


def test_it_is_found_while_frames_come_by() -> None:
    finder = MovementFinder()
    for seconds, image in sliding.frames(2, 30, once(0.5)):
        finder.add(seconds, image)
    assert finder.finish() == find_movement(sliding.frames(2, 30, once(0.5)))


@pytest.mark.parametrize(
    ("stretches", "duration", "places"),
    [
        ([(0.9, 1.5)], 2.4, [1.2]),
        ([(0.2, 0.6), (1.6, 2.0)], 2.4, [1.1]),  # one action, all that moves
        ([(0.0, 0.4)], 2.4, [0.75]),  # the window lies within
        ([(2.2, 2.4)], 2.4, [1.65]),
        ([(0.0, 0.3)], 0.8, [0.4]),  # shorter than the window
        ([], 2.0, [1.0]),
        ([(1.0, 2.0), (4.0, 5.0)], 10.0, [1.5, 4.5]),  # the action again and again
        ([(2.0, 6.0)], 10.0, [2.75, 3.5, 4.25, 5.0]),
        ([(0.0, 0.5)], 10.0, [0.75]),
        ([], 4.5, [0.75, 1.5, 2.25, 3.0, 3.75]),  # nothing stands out
        ([(0.5, 1.0)], 3.0, [0.75]),
    ],
)
def test_where_examples_are_cut(stretches, duration: float, places: list[float]) -> None:
    assert clip_places(stretches, duration, **WINDOW) == places


@pytest.mark.parametrize(
    ("duration", "places"), [(1.0, [0.5]), (2.4, [0.75, 1.5]), (3.0, [0.75, 1.5, 2.25])]
)
def test_what_is_no_action_is_cut_everywhere(duration: float, places: list[float]) -> None:
    assert clip_places([(0.3, 0.6)], duration, **WINDOW, everywhere=True) == places


def test_there_are_not_more_than_that() -> None:
    places = clip_places([], 3600.0, **WINDOW)
    assert len(places) == MOST_EXAMPLES
    assert places[0] == 0.75
    assert places[-1] == pytest.approx(3599.25)


@pytest.mark.parametrize(
    ("times", "duration", "place"), [([1.6], 2.5, 1.75), ([1.0, 4.0, 4.7], 8, 4.6), ([], 2, 1.0)]
)
def test_the_place_with_most_movement(times, duration: float, place: float) -> None:
    course = once(*times) if times else sliding.still
    movement = find_movement(sliding.frames(duration, 10, course))
    assert busiest_place(movement, 1.5) == pytest.approx(place, abs=0.16)
