from contextlib import closing
from typing import Any

import numpy as np
import pytest

from tests.live.sounding import RATE, TonesModel, played
from tests.sources.playing import Played
from understudy.errors import MediaError
from understudy.live import sound_loop
from understudy.live.listener import Hearing
from understudy.live.listening import Listening

MODEL: Any = TonesModel()
WORDS = played(0.4, ("low", 0.4), 0.4, ("high", 0.6))


def events(heard: list[Hearing]) -> list[str]:
    return [f"{event.label} {event.kind}" for one in heard for event in one.events]


def test_every_window_is_heard_and_what_started_is_stopped_at_the_end() -> None:
    sounds = Played(WORDS, RATE)
    heard = list(sound_loop.run(MODEL, sounds, Listening()))
    assert events(heard) == ["low start", "low stop", "high start", "high stop"]
    assert sounds.ended
    assert all(one.spectrogram is None for one in heard)


def test_spectrograms_are_made_where_they_are_wanted() -> None:
    heard = list(sound_loop.run(MODEL, Played(WORDS, RATE), Listening(), spectrogram=True))
    assert all(one.spectrogram is not None for one in heard)


def test_nothing_comes_of_nothing() -> None:
    empty = Played(np.zeros(0, np.float32), RATE)
    empty.blocks = []
    assert list(sound_loop.run(MODEL, empty, Listening())) == []


def test_the_source_ends_with_the_loop() -> None:
    sounds = Played(WORDS, RATE)
    with closing(sound_loop.run(MODEL, sounds, Listening())) as heard:
        next(heard)
        assert not sounds.ended
    assert sounds.ended


def test_a_source_that_fails_is_ended_too() -> None:
    def unplugged() -> None:
        raise MediaError("unplugged")

    sounds = Played(WORDS, RATE, then=unplugged)
    with pytest.raises(MediaError, match="unplugged"):
        list(sound_loop.run(MODEL, sounds, Listening()))
    assert sounds.ended
