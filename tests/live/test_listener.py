from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.live.sounding import LABELS, RATE, Tones, TonesModel, played, quiet
from tests.taught import tiny
from understudy.errors import DataError
from understudy.live.listener import Hearing, Listener
from understudy.live.listening import Listening
from understudy.types import Sound

WORDS = played(0.5, ("low", 0.4), 0.4, ("high", 0.4), 0.4, ("high", 0.4), 0.5)


def listener(listening: Listening | None = None, **options: Any) -> Listener:
    model: Any = TonesModel(options.pop("backbone", None))
    return Listener(model, listening, **options)


def hear(samples: Sound, listening: Listening | None = None, **options: Any) -> list[Hearing]:
    one = listener(listening, **options)
    return [*one.hear(samples), *one.finish()]


def told(heard: list[Hearing]) -> list[str]:
    return [f"{event.label} {event.kind}" for one in heard for event in one.events]


def test_words_fire_once_each_and_say_where_they_are() -> None:
    heard = hear(WORDS)
    assert told(heard) == [
        "low start", "low stop", "high start", "high stop", "high start", "high stop",
    ]  # fmt: skip
    spans = [(one.ended.start, one.ended.end) for one in heard if one.ended]
    np.testing.assert_allclose(spans, [(0.5, 0.9), (1.3, 1.7), (2.1, 2.5)], atol=0.021)


def test_every_window_says_all_it_knows() -> None:
    heard = hear(WORDS)
    np.testing.assert_allclose(
        [one.seconds for one in heard[:30]], np.arange(1, 31) * 0.08, atol=1e-9
    )
    fired = next(one for one in heard if one.event)
    assert fired.label == "low"
    assert fired.event is not None
    assert fired.event.start == pytest.approx(0.5, abs=0.02)
    assert fired.event.end <= fired.seconds
    assert list(fired.scores) == list(LABELS)
    assert fired.scores["low"] == pytest.approx(fired.prediction.confidence)
    assert heard[0].label is None
    assert heard[0].events == ()
    assert fired.spectrogram is None


def test_a_whistle_starts_at_its_beginning_and_stops_at_its_end() -> None:
    short = Tones(window=0.16, hop=0.04)
    heard = hear(played(1.0, ("high", 7.0), 1.0), Listening(threshold=0.6), backbone=short)
    assert told(heard) == ["high start", "high stop"]
    start, stop = (event for one in heard for event in one.events)
    assert start.seconds == pytest.approx(1.0, abs=0.25)
    assert stop.seconds == pytest.approx(8.0, abs=0.25)


def test_what_sounds_at_the_end_is_ended_there() -> None:
    heard = hear(played(0.5, ("low", 0.6)))
    assert told(heard) == ["low start", "low stop"]
    assert heard[-1].ended is not None
    assert heard[-1].ended.end == pytest.approx(1.1, abs=0.02)


def test_a_file_shorter_than_a_window_is_heard() -> None:
    assert told(hear(played(("low", 0.4)))) == ["low start", "low stop"]


@pytest.mark.parametrize("samples", [0, 1])
def test_next_to_nothing_is_no_error(samples: int) -> None:
    assert told(hear(np.zeros(samples, np.float32))) == []


def test_silence_and_noise_do_not_fire() -> None:
    for samples in (np.zeros(3 * RATE, np.float32), quiet(3.0, level=0.02)):
        assert told(hear(samples)) == []


def test_the_source_has_a_rate_of_its_own() -> None:
    heard = hear(played(0.5, ("low", 0.4), 0.6, rate=44_100), rate=44_100)
    assert told(heard) == ["low start", "low stop"]
    (ended,) = (one.ended for one in heard if one.ended)
    assert (ended.start, ended.end) == (
        pytest.approx(0.5, abs=0.02), pytest.approx(0.9, abs=0.02),
    )  # fmt: skip


def test_less_overlap_gives_fewer_windows() -> None:
    seconds = [one.seconds for one in hear(WORDS, Listening(overlap=0.52))][:3]
    np.testing.assert_allclose(seconds, [0.48, 0.96, 1.44])


def test_settings_are_the_models_own() -> None:
    model: Any = TonesModel()
    model.facts = {"listening": {"threshold": 1.0}}
    assert Listener(model).listening.threshold == 1.0
    heard = Listener(model).hear(WORDS)
    assert told(heard) == []


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(1, 9000), min_size=1, max_size=12))
def test_blocks_do_not_matter(cuts: list[int]) -> None:
    one = listener()
    parts = np.split(WORDS, np.unique(np.cumsum(cuts)))
    in_parts = [heard for part in parts for heard in one.hear(part)] + one.finish()
    at_once = hear(WORDS)
    assert [h.events for h in in_parts] == [h.events for h in at_once]
    assert [h.scores for h in in_parts] == [h.scores for h in at_once]


def test_what_is_active_can_be_asked() -> None:
    one = listener()
    one.hear(WORDS[: round(1.05 * RATE)])
    assert one.active is not None
    assert one.active.label == "low"
    one.finish()
    assert one.active is None


def test_a_model_of_pictures_is_refused() -> None:
    with pytest.raises(DataError, match="recognises pictures"):
        Listener(tiny())


def test_the_spectrogram_is_handed_over_where_it_is_asked_for() -> None:
    heard = hear(WORDS, spectrogram=True)
    spectrograms = [one.spectrogram for one in heard if one.spectrogram is not None]
    assert len(spectrograms) == len(heard)
    assert {found.shape for found in spectrograms} == {(42, 232)}
    loud = [bool(found.max() > -50) for found in spectrograms]
    assert loud.index(True) == next(i for i, one in enumerate(heard) if one.seconds > 0.53)


def test_another_model_may_take_its_place_while_something_sounds() -> None:
    one, again = listener(), TonesModel()
    middle = round(0.8 * RATE)
    heard = one.hear(WORDS[:middle])
    other: Any = again
    one.model = other
    assert one.model is other
    heard += one.hear(WORDS[middle:]) + one.finish()
    assert told(heard) == told(hear(WORDS))
