from contextlib import closing

import numpy as np
import pytest

from tests import acted
from tests.backbones.posing import OPEN_HAND, POINTING_HAND, SHAPES, count_detections, hands, placed
from tests.heard import whistles
from tests.posed import gestures
from tests.sources.faking import BOX, DISC, NEITHER, Faked
from tests.taught import tiny
from understudy.errors import DataError, MediaError
from understudy.live import loop
from understudy.live.acting import Acting
from understudy.live.performing import Performer
from understudy.live.recognizer import Recognizer
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


def test_photos_of_hands_are_looked_at_each_by_itself() -> None:
    far_apart = [placed(OPEN_HAND, 0, 0), placed(POINTING_HAND, 380, 220), SHAPES[0], OPEN_HAND]
    alone = [gestures().predict(picture) for picture in far_apart]
    frames = Faked(far_apart, separate=True)
    heard = [one for _, one in loop.run(gestures(), frames, Settings(smoothing=5, hold_off=10))]
    assert [one.raw.found for one in heard] == [True, True, False, True]
    for one, expected in zip(heard, alone, strict=True):
        np.testing.assert_allclose(one.raw.probabilities, expected.probabilities, atol=1e-5)
        assert one.prediction.label == expected.label


def test_the_hand_of_a_stream_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    detections = count_detections(monkeypatch, hands())
    frames = Faked([placed(OPEN_HAND, 20 + 3 * frame, 40) for frame in range(20)])
    heard = list(loop.run(gestures(), frames, Settings(smoothing=0)))
    assert {one.raw.best for _, one in heard} == {"open"}
    assert all(one.raw.found for _, one in heard)
    assert len(detections) < 10


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


def test_actions_go_through_the_same_loop() -> None:
    frames = Faked(list(acted.draw_game("left", "right", seconds=2.5, fps=30)))
    heard = list(loop.run(acted.tiny(), frames))
    events = [event for _, one in heard for event in one.events]
    assert kinds(events) == ["left start", "left stop", "right start", "right stop"]
    assert [one.ended.label for _, one in heard if one.ended] == ["left"]
    assert frames.ended


def test_single_photos_show_no_action() -> None:
    frames = Faked([BOX], separate=True)
    with pytest.raises(DataError, match="An action can't be told from single photos"):
        list(loop.run(acted.tiny(), frames))


def test_the_model_and_its_facts_say_what_recognises() -> None:
    assert isinstance(loop.recognizer_for(tiny()), Recognizer)
    performer = loop.recognizer_for(acted.tiny(), Acting(0.9))
    assert isinstance(performer, Performer)
    assert performer.settings == Acting(0.9)
    assert loop.recognizer_for(acted.tiny()).settings == Acting()
    with pytest.raises(DataError, match="These are settings for pictures"):
        loop.recognizer_for(acted.tiny(), Settings())
    with pytest.raises(DataError, match="These are settings for actions"):
        loop.recognizer_for(tiny(), Acting())
    with pytest.raises(DataError, match="hears sounds"):
        loop.recognizer_for(whistles())
