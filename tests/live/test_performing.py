import numpy as np
import pytest

from tests import acted, heard, taught
from understudy.backbones.streams import Moment, Sight
from understudy.errors import DataError
from understudy.live.acting import Acting
from understudy.live.performing import Performer, heeded
from understudy.live.recognizer import Heard
from understudy.types import Array, Event


def perform(
    frames: Array, acting: Acting | None = None, fps: float = acted.FPS
) -> tuple[list[Heard], tuple[Event, ...]]:
    performer = Performer(acted.tiny(), acting)
    heard = [performer.add(index / fps, frame) for index, frame in enumerate(frames)]
    return heard, performer.finish(len(frames) / fps)


def told(heard: list[Heard]) -> list[tuple[str, str]]:
    return [(event.label, event.kind) for one in heard for event in one.events]


RULES = pytest.mark.parametrize("acting", [None, Acting(rule="per-episode")])


@RULES
@pytest.mark.parametrize("fps", [10.0, 17.0, 30.0])
def test_every_action_is_one_event_at_any_frame_rate(acting: Acting | None, fps: float) -> None:
    frames = acted.draw_game("left", "right", "left", "other", fps=fps)
    heard, stopped = perform(frames, acting, fps)
    assert told(heard) == [
        (label, kind) for label in ("left", "right", "left") for kind in ("start", "stop")
    ]
    assert stopped == ()


@RULES
def test_what_is_over_has_the_time_of_the_movement_and_its_latency(acting: Acting | None) -> None:
    heard, _ = perform(acted.draw_game("left", "right", "right"), acting)
    ended = [one.ended for one in heard if one.ended]
    assert [event.label for event in ended] == ["left", "right"]
    assert (ended[0].start, ended[0].end) == pytest.approx((0.85, 1.65), abs=0.11)
    assert (ended[1].start, ended[1].end) == pytest.approx((3.35, 4.15), abs=0.11)
    fired = [e.seconds for one in heard for e in one.events if e.kind == "start"]
    latency = [one.latency for one in heard if one.latency is not None]
    assert latency == pytest.approx([at - e.end for at, e in zip(fired, ended, strict=True)])


@RULES
def test_frames_that_come_late_tell_no_nonsense(acting: Acting | None) -> None:
    # All windows of a gap come with the frame after it, and only then is anything told.
    frames = acted.draw_game("left", "right", "other")
    performer = Performer(acted.tiny(), acting)
    heard = [
        performer.add(index / acted.FPS, frame)
        for index, frame in enumerate(frames)
        if not 39 < index < 48
    ]
    told = [(one.ended, one.latency) for one in heard if one.ended]
    assert [one.label for one, _ in told] == ["left", "right"]
    late, latency = told[-1]
    assert late.start == pytest.approx(3.35, abs=0.11)
    assert latency == pytest.approx(4.8 - late.end)
    assert 0 <= round(4.8 - late.end, 3) < 0.8


def test_there_is_no_prediction_before_the_first_window() -> None:
    heard, _ = perform(acted.draw("other", 1, 3.0))
    assert [one.prediction is None for one in heard] == [True] * 14 + [False] * 16
    assert all(one.events == () for one in heard)


def test_what_is_said_is_smoothed() -> None:
    heard, _ = perform(acted.draw_game("left", "other"))
    pairs = [(one.prediction, one.raw) for one in heard if one.prediction and one.raw]
    (first, raw), (second, other) = pairs[:2]
    assert first.probabilities == pytest.approx(raw.probabilities)
    assert second.probabilities == pytest.approx((raw.probabilities + other.probabilities) / 2)
    assert second.known
    assert second.label == "left"


def test_frames_between_two_moments_say_the_same_again() -> None:
    heard, _ = perform(acted.draw_game("left", "right", fps=30.0), fps=30.0)
    known = [one.prediction for one in heard if one.prediction is not None]
    assert known[0] is known[1] is known[2]
    assert len({id(one) for one in known}) == pytest.approx(len(known) / 3, abs=2)


def test_what_goes_on_at_the_end_is_stopped() -> None:
    frames = acted.draw_game("left", "right")[:43]
    heard, stopped = perform(frames)
    assert told(heard)[-1] == ("right", "start")
    assert [(event.label, event.kind, event.seconds) for event in stopped] == [
        ("right", "stop", 4.3)
    ]


def test_what_has_started_is_active() -> None:
    performer = Performer(acted.tiny())
    active = [
        performer.active
        for index, frame in enumerate(acted.draw_game("left", "other"))
        if performer.add(index / 10, frame)
    ]
    assert set(active) == {None, "left"}
    assert active[-1] is None


def test_start_and_stop_of_a_gap_are_told_apart() -> None:
    # All windows of a gap come with the frame after it: a key is not let go as it is pressed.
    model = acted.tiny()
    rows = [model.backbone.embed(acted.draw(label, 1)) for label in ("left", "other")]
    moments = [Moment(2 + k / 10, np.asarray(rows[k > 4][0])) for k in range(12)]
    performer = Performer(model)
    first = performer.answer(3.1, Sight(tuple(moments)))
    assert told([first]) == [("left", "start")]
    later = performer.answer(3.15, Sight())
    assert told([later]) == [("left", "stop")]
    assert (first.events[0].seconds, later.events[0].seconds) == (3.1, 3.15)
    assert performer.finish(4.0) == ()


def test_without_background_what_is_unknown_counts_as_nothing() -> None:
    model = acted.tiny()
    known = model.prediction(np.array([0.9, 0.1, 0.0], np.float32), 0.1, True)
    strange = model.prediction(np.array([0.9, 0.1, 0.0], np.float32), 0.9, True)
    assert heeded(model, strange).tolist() == strange.probabilities.tolist()
    open_ended = acted.without_background()
    assert heeded(open_ended, known).tolist() == known.probabilities.tolist()
    assert heeded(open_ended, strange).tolist() == [0.0, 0.0, 0.0]


def test_a_model_may_be_replaced_while_it_watches() -> None:
    performer = Performer(acted.tiny())
    frames = acted.draw_game("left", "right")
    labels = []
    for index, frame in enumerate(frames):
        if index == 25:
            performer.model = acted.without_background()
        labels += [e.label for e in performer.add(index / 10, frame).events if e.kind == "start"]
    assert labels == ["left", "right"]


@pytest.mark.parametrize(
    ("model", "does"),
    [(taught.tiny, "recognises single pictures"), (heard.whistles, "hears sounds")],
)
def test_other_models_are_refused(model, does: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError, match=f"This model {does}, not actions"):
        Performer(model())
