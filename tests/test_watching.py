"""`understudy.watch`, on sources that need no camera."""

from __future__ import annotations

from pathlib import Path

import pytest

import understudy
from tests.sources.faking import BOX, DISC, Faked
from tests.taught import tiny, write_video
from understudy.errors import DataError, MediaError
from understudy.types import Event


def kinds(events: list[Event]) -> list[str]:
    return [f"{event.label} {event.kind}" for event in events]


def test_events_are_iterated() -> None:
    frames = Faked([BOX] * 10 + [DISC] * 10)
    events = list(understudy.watch(tiny(), frames))
    assert kinds(events) == ["box start", "box stop", "disc start", "disc stop"]
    assert all(isinstance(event, understudy.Event) for event in events)
    # Smoothed over 0.2 s, the change is seen a little late.
    assert 10 / 30 < events[1].seconds < 10 / 30 + 0.2


def test_leaving_the_loop_ends_the_source() -> None:
    frames = Faked([BOX] * 10)
    for event in understudy.watch(tiny(), frames):
        assert event.kind == "start"
        break
    assert frames.ended


def test_a_callback_gets_the_same_events() -> None:
    events: list[Event] = []
    frames = Faked([BOX] * 5)
    understudy.watch(tiny(), frames, callback=events.append)
    assert kinds(events) == ["box start", "box stop"]


def test_a_callback_that_raises_ends_the_source() -> None:
    def fail(event: Event) -> None:
        raise RuntimeError("of the user's own")

    frames = Faked([BOX] * 5)
    with pytest.raises(RuntimeError) as kept:
        understudy.watch(tiny(), frames, callback=fail)
    assert kept.traceback
    assert frames.ended


def test_settings_count() -> None:
    def count(**settings: float) -> int:
        frames = Faked([BOX, DISC] * 5)
        events = list(understudy.watch(tiny(), frames, **settings))  # type: ignore[call-overload]
        return sum(event.kind == "start" for event in events)

    assert count(smoothing=0, hold_off=0) == 10
    assert count(smoothing=0, hold_off=10) == 2
    assert count(threshold=1) == 0


def test_settings_of_the_model_are_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tiny().facts, "live", {"threshold": 1.0})
    assert not list(understudy.watch(tiny(), Faked([BOX])))
    assert list(understudy.watch(tiny(), Faked([BOX]), threshold=0.5))


def test_a_video(tmp_path: Path) -> None:
    clip = write_video(tmp_path / "clip.mp4", "disc", frames=1)
    events = list(understudy.watch(tiny(), clip, fast=True))
    assert kinds(events) == ["disc start", "disc stop"]


def test_a_model_file_will_do(tmp_path: Path) -> None:
    path = tiny().save(tmp_path / "tiny.understudy")
    assert len(list(understudy.watch(path, Faked([BOX] * 3)))) == 2


def test_bad_input_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="threshold is 2"):
        understudy.watch(tiny(), threshold=2)
    with pytest.raises(MediaError, match="is not there"):
        understudy.watch(tiny(), tmp_path / "clip.mp4")
