"""The rule alone: windows every 80 ms of 1.5 s, as (probabilities), and what sounds."""

from collections.abc import Sequence

import pytest

from tests.live.making import predict
from understudy.live.firing import Firing
from understudy.live.listening import Listening
from understudy.live.loudness import Span
from understudy.live.timed_event import TimedEvent
from understudy.types import Prediction

LEFT, RIGHT, NOTHING = predict(9, 1, 0), predict(1, 9, 0), predict(0, 1, 9)
UNSURE, STRANGE = predict(1, 1, 1), predict(9, 1, 0, novelty=0.9)
HOP, WINDOW = 0.08, 1.5

Told = list[tuple[str, str, float]]


def make(window: float = WINDOW, **settings: float) -> Firing:
    return Firing(Listening.of({}, **settings), {"nothing"}, window)


def tell(
    firing: Firing,
    *parts: tuple[Prediction, int],
    sounds: Sequence[Span] = (),
    first: int | None = None,
) -> Told:
    """Return what fires and ends, in which of these windows; levels are known up to each.

    Where there are no levels, the stream has gone on for a while before.
    """
    told: Told = []
    before = (first or (1 if sounds else 21)) - 1
    number = 0
    for prediction, times in parts:
        for _ in range(times):
            number += 1
            now = (before + number) * HOP
            known = [(start, min(end, now)) for start, end in sounds if start < now]
            over, fired = firing.add(now, prediction, known)
            told += [("over", over.label, number)] if over else []
            told += [("fires", fired.label, number)] if fired else []
    return told


def at(seconds: float) -> int:
    """Return the number of the window that ends at, or first after, a time."""
    return -int(-seconds // HOP)


def fires(told: Told) -> list[str]:
    return [label for what, label, _ in told if what == "fires"]


def test_a_class_fires_once_however_many_windows_it_wins() -> None:
    told = tell(make(), (NOTHING, 10), (LEFT, 15), (NOTHING, 10))
    assert told == [("fires", "left", 12), ("over", "left", 26)]


@pytest.mark.parametrize("hits", [1, 2, 5])
def test_hits_are_windows_in_a_row(hits: int) -> None:
    almost = [(LEFT, hits - 1), (NOTHING, 1)] * 5
    told = tell(make(hits=hits), *almost, (LEFT, hits))
    assert told == [("fires", "left", 6 * hits)]


@pytest.mark.parametrize("other", [UNSURE, STRANGE, NOTHING])
def test_what_does_not_lead(other: Prediction) -> None:
    assert tell(make(), (other, 20)) == []
    over = [] if other is UNSURE else [("over", "left", 6)]  # it still is the most probable
    assert tell(make(), (LEFT, 5), (other, 5)) == [("fires", "left", 2), *over]


def test_a_probability_that_trembles_around_the_threshold_is_one_event() -> None:
    above, below = predict(76, 24, 0), predict(66, 34, 0)
    told = tell(make(), (above, 2), *[(below, 1), (above, 2)] * 5, (NOTHING, 1))
    assert told == [("fires", "left", 2), ("over", "left", 18)]


def test_a_dip_is_not_the_same_word_said_again() -> None:
    told = tell(make(), (LEFT, 4), (UNSURE, 1), (LEFT, 4), (NOTHING, 30), (LEFT, 2))
    assert fires(told) == ["left", "left"]
    assert told[2] == ("fires", "left", 41)


def test_another_class_takes_its_place() -> None:
    told = tell(make(), (LEFT, 4), (RIGHT, 4))
    assert told == [("fires", "left", 2), ("over", "left", 5), ("fires", "right", 6)]


def test_suppression_is_for_every_class() -> None:
    told = tell(make(suppress_ms=400), (LEFT, 3), (RIGHT, 10))
    assert told == [("fires", "left", 2), ("over", "left", 4), ("fires", "right", 7)]


def test_noise_and_unknown_fire_where_they_are_asked_for() -> None:
    told = tell(make(noise_and_unknown=True), (NOTHING, 5), (LEFT, 5), (NOTHING, 5))
    assert fires(told) == ["nothing", "left", "nothing"]


def test_noise_and_unknown_need_not_reach_the_threshold() -> None:
    """They are many things at once, so that a head that spreads its shares is never sure."""
    most = predict(3, 1, 5)
    assert fires(tell(make(noise_and_unknown=True), (most, 5))) == ["nothing"]
    assert tell(make(), (most, 5)) == []


def test_the_beginning_of_a_stream_is_no_clap() -> None:
    """Before it is silence; until a window is full only what levels tell of may fire."""
    full = at(WINDOW)
    assert tell(make(), (LEFT, full + 1), first=1) == [("fires", "left", full)]
    told = tell(make(), (NOTHING, 7), (LEFT, 5), sounds=[(0.2, 0.6)])
    assert told[0] == ("fires", "left", 9)


def test_finish_ends_what_has_fired_and_only_once() -> None:
    firing = make()
    tell(firing, (LEFT, 5))
    assert firing.active is not None
    over = firing.finish()
    assert over is not None
    assert over.label == "left"
    assert firing.active is None
    assert firing.finish() is None


# With levels: a word from 1.0 to 1.5 s.
WORD = [(1.0, 1.5)]


def test_a_word_is_over_when_it_has_been_quiet_and_not_when_it_has_left_the_window() -> None:
    firing = make()
    told = tell(firing, (NOTHING, at(1.4)), (LEFT, 15), (NOTHING, 5), sounds=WORD)
    assert told == [("fires", "left", at(1.4) + 2), ("over", "left", at(1.7))]


def test_an_event_says_where_its_sound_is_and_how_sure_it_was() -> None:
    firing = make()
    tell(firing, (NOTHING, 18), (LEFT, 1), sounds=WORD)
    _, fired = firing.add(1.6, predict(98, 2, 0), WORD)
    assert fired == TimedEvent("left", 1.0, 1.5, pytest.approx(0.98))
    over, _ = firing.add(1.72, LEFT, WORD)
    assert over == fired
    assert over.to_dict() == {
        "label": "left", "start": 1.0, "end": 1.5, "confidence": pytest.approx(0.98, abs=1e-5),
    }  # fmt: skip


def test_without_levels_an_event_has_about_the_place_of_its_windows() -> None:
    firing = make()
    tell(firing, (NOTHING, 19), (LEFT, 12))
    over = firing.finish()
    assert over is not None
    assert (over.start, over.end) == (pytest.approx(3.2 - 0.75), pytest.approx(3.36, abs=0.08))


def test_the_beginning_of_a_word_may_be_like_another_word() -> None:
    """While it still sounds, a class must have led for longer: here `right` has, `left` has not."""
    told = tell(make(), (NOTHING, at(1.2)), (LEFT, 2), (RIGHT, 12), sounds=WORD)
    assert fires(told) == ["right"]


def test_a_word_that_leaves_the_window_may_be_like_another_word() -> None:
    told = tell(make(), (NOTHING, at(1.5)), (LEFT, 10), (RIGHT, 5), (LEFT, 3), sounds=WORD)
    assert fires(told) == ["left"]


def test_the_same_word_again_fires_again() -> None:
    """Two words 0.3 s apart are in one window: the class leads without a break."""
    told = tell(make(), (NOTHING, 18), (LEFT, 28), (NOTHING, 5), sounds=[(1.0, 1.5), (1.8, 2.3)])
    assert fires(told) == ["left", "left"]
    second = [number for what, _, number in told if what == "fires"][1]
    assert second * HOP - 2.3 <= 0.55


def test_another_word_soon_after_fires_as_soon_as_it_leads() -> None:
    told = tell(make(), (NOTHING, 18), (LEFT, 10), (RIGHT, 10), sounds=[(1.0, 1.5), (1.8, 2.3)])
    assert [(label, number) for what, label, number in told if what == "fires"] == [
        ("left", 20), ("right", 30),
    ]  # fmt: skip


def test_what_leads_when_a_sound_begins_is_not_what_that_is() -> None:
    """A whistle that leaves the window is like a click; then there is a clap, which is noise."""
    weakly, sounds = predict(6, 4, 0), [(1.0, 1.5), (2.52, 2.6)]
    told = tell(
        make(), (NOTHING, 18), (RIGHT, 10), (weakly, 4), (LEFT, 3), (NOTHING, 10), sounds=sounds
    )
    assert fires(told) == ["right"]


def test_a_short_sound_is_not_told_before_it_is_in_the_window() -> None:
    clap = [(2.0, 2.08)]
    told = tell(make(), (NOTHING, 26), (LEFT, 2), (NOTHING, 10), sounds=clap)
    assert told == []
    told = tell(make(), (NOTHING, 26), (LEFT, 10), sounds=clap)
    assert told[0] == ("fires", "left", 29)  # 0.32 s after it began


def test_words_without_a_gap_fire_one_after_another() -> None:
    told = tell(make(), (NOTHING, 15), (LEFT, 6), (RIGHT, 6), sounds=[(1.0, 2.2)])
    assert fires(told) == ["left", "right"]


def test_a_sound_of_which_hardly_anything_was_heard_is_not_the_cause() -> None:
    """The next word has just begun when this one fires: it keeps its own event."""
    sounds = [(1.0, 1.5), (1.72, 2.2)]
    told = tell(make(), (NOTHING, 20), (LEFT, 6), (RIGHT, 10), sounds=sounds)
    assert fires(told) == ["left", "right"]


def test_a_held_sound_is_one_event_as_long_as_it_lasts() -> None:
    firing = make(window=0.14)
    told = tell(firing, (NOTHING, 13), (LEFT, 24), (NOTHING, 3), sounds=[(1.0, 3.0)])
    assert told == [("fires", "left", 15), ("over", "left", 38)]


def test_short_sounds_one_after_another() -> None:
    firing = make(window=0.14)
    told = tell(firing, (LEFT, 10), (RIGHT, 10), (LEFT, 10), sounds=[(0.0, 2.4)])
    assert fires(told) == ["left", "right", "left"]
