"""The rule alone: windows every 80 ms of 1.5 s, as (probabilities), and what sounds."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live.making import LABELS, predict
from understudy.live.firing import Firing, SoundEvent
from understudy.live.listening import Listening
from understudy.live.loudness import Span
from understudy.types import Prediction

LEFT, RIGHT, NOTHING = predict(9, 1, 0), predict(1, 9, 0), predict(0, 1, 9)
UNSURE, STRANGE = predict(1, 1, 1), predict(9, 1, 0, novelty=0.9)
HOP, WINDOW = 0.08, 1.5

Told = list[tuple[str, str, float]]


def make(window: float = WINDOW, **settings: float) -> Firing:
    return Firing(Listening.of({}, **settings), LABELS, {"nothing"}, window)


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
    assert tell(make(), (LEFT, 5), (other, 5)) == [("fires", "left", 2), ("over", "left", 6)]


def test_a_probability_that_trembles_around_the_threshold_is_one_event() -> None:
    above, below = predict(76, 24, 0), predict(66, 34, 0)
    told = tell(make(), (above, 2), *[(below, 1), (above, 2)] * 5, (UNSURE, 1))
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
    assert fired == SoundEvent("left", 1.0, 1.5, pytest.approx(0.98))
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


streams = st.lists(
    st.tuples(
        st.floats(0.01, 0.4),
        st.tuples(*[st.floats(0.01, 1)] * 3),
        st.sampled_from([0.0, 0.5, 0.51, 1.0]),
        st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 1)), max_size=3),
    )
)


@given(
    stream=streams,
    threshold=st.floats(0, 1),
    hits=st.integers(1, 5),
    suppress_ms=st.floats(0, 2000),
    noise_and_unknown=st.booleans(),
    window=st.sampled_from([0.07, 0.14, 1.0, 1.5]),
)
def test_whatever_comes(
    stream: list[tuple[float, tuple[float, float, float], float, list[Span]]],
    threshold: float,
    hits: int,
    suppress_ms: float,
    noise_and_unknown: bool,
    window: float,
) -> None:
    firing = Firing(
        Listening(threshold, 0.95, suppress_ms, hits, noise_and_unknown),
        LABELS, {"nothing"}, window,
    )  # fmt: skip
    now, last = 0.0, -10.0
    active: SoundEvent | None = None
    winners: list[str] = []
    for step, probabilities, novelty, back in stream:
        now += step
        starts = [(max(0.0, now - 1 - a), b) for a, b in back]
        sounds = sorted((start, min(now, start + b)) for start, b in starts)
        prediction = predict(*probabilities, novelty=novelty)
        winners.append(prediction.best)
        over, fired = firing.add(now, prediction, sounds)
        if over:
            assert active is not None  # never without having fired, never two at once
            assert (over.label, over.start) == (active.label, active.start)
            assert over.end >= active.end
            active = None
        if fired:
            assert active is None
            assert winners[-hits:] == [fired.label] * hits
            assert fired.confidence >= threshold
            assert 0 <= fired.start <= fired.end <= now + 1e-9
            assert noise_and_unknown or fired.label != "nothing"
            assert now - last >= suppress_ms / 1000 - 1e-9
            active, last = fired, now
        assert (firing.active is None) == (active is None)
