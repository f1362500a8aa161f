from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from tests.studio.sounding import RATE, HearingBackbone, sound
from tests.studio.streaming.heard import blocks, model_of
from understudy.live.listening import Listening
from understudy.model import Model
from understudy.studio.protocol import Block
from understudy.studio.streaming.ear import FORGOTTEN_SECONDS, Ear, Told

BACKBONE = HearingBackbone()
MODEL = model_of(BACKBONE, "low", "high", "noise")
EAGER = Listening(hits=1, threshold=0.5)
SAID = sound("low", 2, number=7)


def listen(
    ear: Ear, sent: Iterable[Block], model: Model = MODEL, listening: Listening = EAGER
) -> list[Told | None]:
    return [ear.hear(block, model, listening) for block in sent]


def events(told: Iterable[Told | None]) -> list[tuple[str, str]]:
    return [(e.label, e.kind) for one in told if one is not None for e in one.events]


def started(sent: list[Block]) -> int:
    """Return how many blocks it takes until a sound has started, for any model here."""
    told = listen(Ear(RATE), sent)
    return 3 + next(at for at, one in enumerate(told) if one is not None and one.events)


def test_tells_what_starts_and_stops_once_for_each_sound() -> None:
    told = listen(Ear(RATE), blocks(np.concatenate([SAID, sound("high", 1)])))
    starts = [label for label, kind in events(told) if kind == "start"]
    assert starts == ["low", "low", "high"]
    assert [kind for _, kind in events(told)][:2] == ["start", "stop"]


def test_a_window_is_told_in_the_block_that_it_ends_in() -> None:
    told = listen(Ear(RATE), blocks(SAID))
    size = round(0.04 * RATE)
    heard = [(number, one) for number, one in enumerate(told) if one is not None]
    assert len(heard) == len(SAID) // round(BACKBONE.hop * RATE)
    for number, one in heard:
        assert number * size + one.last + 1 == round(one.hearing.seconds * RATE)
        assert 0 <= one.last < size


def test_other_rates_are_heard_alike() -> None:
    told = listen(Ear(48_000), blocks(sound("low", 2, rate=48_000, number=7), rate=48_000))
    assert events(told)[0] == ("low", "start")
    assert [kind for _, kind in events(told)] == ["start", "stop"] * 2


@pytest.mark.parametrize("first", [0, 12_345, 2**32 - 5_000])
def test_it_does_not_matter_where_numbers_begin(first: int) -> None:
    assert events(listen(Ear(RATE), blocks(SAID, first))) == events(listen(Ear(RATE), blocks(SAID)))


def test_what_is_sent_again_is_passed_over() -> None:
    sent = list(blocks(SAID))
    again = [block for at in range(len(sent)) for block in sent[max(0, at - 2) : at + 1]]
    once = listen(Ear(RATE), sent)
    twice = listen(Ear(RATE), again)
    assert events(twice) == events(once)
    heard = [one.hearing.seconds for one in twice if one is not None]
    assert heard == [one.hearing.seconds for one in once if one is not None]


def test_overlapping_blocks_give_what_is_new() -> None:
    def cut(start: int, end: int) -> Block:
        (block,) = blocks(SAID[start : start + 1], start)
        raw = np.round(SAID[start:end] * 32_767).astype("<i2").tobytes()
        return block.model_copy(update={"pcm": raw})

    ear, plain = Ear(RATE), Ear(RATE)
    told = listen(ear, [cut(0, 3000), cut(2000, 5000), cut(4999, 9000)])
    assert events(told) == events(listen(plain, [cut(0, 9000)]))


def test_a_gap_is_a_new_beginning() -> None:
    ear = Ear(RATE)
    listen(ear, blocks(SAID[:4000]))
    told = listen(ear, blocks(SAID, first=50_000))
    first = next(one for one in told if one is not None)
    assert first.hearing.seconds == pytest.approx(BACKBONE.hop)
    assert [kind for _, kind in events(told)].count("start") == 2


@pytest.mark.parametrize("samples", [2, 100, 320, 4000])
def test_what_has_started_before_a_gap_is_over(samples: int) -> None:
    ear, sent = Ear(RATE), list(blocks(SAID))
    assert events(listen(ear, sent[: started(sent)])) == [("low", "start")]
    quiet = np.zeros(4000, np.float32)  # of which the first block alone may end no window
    first, last = quiet[:samples], quiet[samples:]
    after = [*blocks(first, 50_000), *blocks(last, 50_000 + samples)]
    assert events(listen(ear, after)) == [("low", "stop")]


def test_a_microphone_that_counts_anew_is_heard() -> None:
    ear = Ear(RATE)
    listen(ear, blocks(SAID, first=2 * FORGOTTEN_SECONDS * RATE))
    assert any(one is not None for one in listen(ear, blocks(SAID)))


def test_a_model_learned_again_goes_on_with_what_has_started() -> None:
    ear, sent = Ear(RATE), list(blocks(SAID))
    half = started(sent)
    first = listen(ear, sent[:half])
    assert events(first) == [("low", "start")]
    again = model_of(BACKBONE, "low", "high", "noise")
    whole = events(listen(Ear(RATE), sent))
    assert events(listen(ear, sent[half:], again)) == whole[1:]


@pytest.mark.parametrize("change", ["a class more", "other settings", "another backbone"])
def test_another_model_or_other_settings_miss_nothing(change: str) -> None:
    ear, sent = Ear(RATE), list(blocks(SAID))
    half = started(sent)
    told = events(listen(ear, sent[:half]))
    model, listening = MODEL, EAGER
    if change == "a class more":
        model = model_of(BACKBONE, "low", "high", "middle", "noise")
    elif change == "other settings":
        listening = Listening(hits=1, threshold=0.4)
    else:
        model = model_of(HearingBackbone("other", 0.5, 0.04), "low", "high", "noise")
    told += events(listen(ear, sent[half:], model, listening))
    starts = [label for label, kind in told if kind == "start"]
    assert starts == ["low", "low"]
    kinds = [kind for _, kind in told]
    assert kinds == ["start", "stop"] * (len(kinds) // 2)


def test_what_has_started_stops_when_the_next_model_does_not_know_it() -> None:
    ear, sent = Ear(RATE), list(blocks(SAID))
    half = started(sent)
    listen(ear, sent[:half])
    told = events(listen(ear, sent[half : half + 5], model_of(BACKBONE, "high", "noise")))
    assert told[0] == ("low", "stop")
