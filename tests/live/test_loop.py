from contextlib import closing

import pytest

from tests.sources.faking import BOX, DISC, NEITHER, Faked
from tests.taught import tiny
from understudy.errors import MediaError
from understudy.live import loop
from understudy.live.settings import Settings
from understudy.types import Event


def kinds(events: list[Event]) -> list[str]:
    return [f"{event.label} {event.kind}" for event in events]


def unplugged() -> None:
    raise MediaError("unplugged")


def test_every_frame_is_heard_and_what_started_is_stopped_at_the_end() -> None:
    frames = Faked([BOX] * 3 + [DISC] * 3)
    heard = list(loop.run(tiny(), frames, Settings(smoothing=0)))
    assert [round(frame.seconds * 30) for frame, _ in heard] == [0, 1, 2, 3, 4, 5, 5]
    events = [event for _, one in heard for event in one.events]
    assert kinds(events) == ["box start", "box stop", "disc start", "disc stop"]
    assert events[-1].confidence > 0.6
    assert frames.ended


def test_nothing_is_added_where_nothing_started() -> None:
    assert list(loop.run(tiny(), Faked([]), Settings())) == []
    assert len(list(loop.run(tiny(), Faked([NEITHER] * 2), Settings()))) == 2


def test_photos_are_looked_at_each_by_itself() -> None:
    frames = Faked([BOX, BOX, NEITHER, DISC], separate=True)
    events = list(loop.events(tiny(), frames, Settings(smoothing=5, hold_off=10)))
    assert kinds(events) == ["box start", "box stop"] * 2 + ["disc start", "disc stop"]
    assert [str(event.path) for event in events[::2]] == ["0.png", "1.png", "3.png"]


def test_the_source_ends_with_the_loop() -> None:
    frames = Faked([BOX] * 5)
    with closing(loop.events(tiny(), frames, Settings())) as events:
        next(events)
        assert not frames.ended
    assert frames.ended


def test_a_source_that_fails_is_ended_too() -> None:
    frames = Faked([BOX], then=unplugged)
    with pytest.raises(MediaError, match="unplugged"):
        list(loop.events(tiny(), frames, Settings()))
    assert frames.ended
