"""What streams, tracks and windows say of the same frames; with a backbone that is fast."""

from functools import cache

import numpy as np
import pytest

from tests import sliding
from tests.taught import tiny_backbone
from understudy.backbones.clip_backbone import ActionBackbone
from understudy.backbones.clip_stream import ActionStream
from understudy.backbones.sequences import sequences


@cache
def actions() -> ActionBackbone:
    return ActionBackbone("tiny-actions", tiny_backbone())


def streamed(stream: ActionStream, shown) -> list:
    return [moment for seconds, image in shown for moment in stream.see(image, seconds).moments]


def check_equal(moments, shown) -> None:
    """Compare with what a file with these frames gives at the same places."""
    start = shown[0][0]
    backbone = actions()
    places = [moment.seconds - start - backbone.window / 2 for moment in moments]
    rows = backbone.rows_at(backbone.track(shown), places)
    for moment, row in zip(moments, rows, strict=True):
        np.testing.assert_allclose(moment.row, row, atol=1e-4)


@pytest.mark.parametrize("rate", [6, 10, 13.7, 30, 60])
@pytest.mark.parametrize("start", [0.0, 98765.4321])
def test_a_stream_equals_the_file_of_its_frames(rate: float, start: float) -> None:
    shown = sliding.frames(3, rate, start=start)
    moments = streamed(actions().stream(), shown)
    last = int((shown[-1][0] - start + 1e-3) / 0.1)
    ends = [round((moment.seconds - start) / 0.1) for moment in moments]
    assert ends == list(range(15, last + 2))
    check_equal(moments, shown)


def test_frames_between_moments_cost_nothing(monkeypatch) -> None:
    looked: list[float] = []
    backbone = ActionBackbone("tiny-actions", tiny_backbone())
    look = backbone.picture.look
    monkeypatch.setattr(
        backbone.picture, "look", lambda image, **named: (looked.append(1), look(image, **named))[1]
    )
    moments = streamed(backbone.stream(), sliding.frames(3, 30))
    assert (len(looked), len(moments)) == (30, 16)


def test_a_stream_says_which_frames_it_would_look_at() -> None:
    stream = actions().stream()
    shown = sliding.frames(1, 30, start=5.0)
    due = []
    for seconds, image in shown:
        due.append(stream.due(seconds))
        stream.see(image, seconds)
    assert due == [True, False, False] * 10
    assert not stream.due(shown[-1][0])
    assert stream.due(0.0)  # the clock began anew


def test_a_gap_shows_what_was_seen_last_and_shares_how_far_things_moved() -> None:
    shown = sliding.frames(3, 10)
    with_gap = shown[:17] + shown[20:]
    stream = actions().stream()
    moments = streamed(stream, with_gap[:17])
    sight = stream.see(with_gap[17][1], with_gap[17][0])
    assert [round(moment.seconds, 6) for moment in sight.moments] == [1.8, 1.9, 2.0, 2.1]
    last = sequences(actions().wrap(sight.moments[-1].row[np.newaxis]))
    scene, flow = last["scene"][0], last["flow"][0]
    assert (scene[-5] == scene[-2]).all()
    assert (scene[-2] != scene[-1]).any()
    assert (flow[-4:] == flow[-1]).all()
    assert flow[-1].max() > 0
    check_equal([*moments, *sight.moments], with_gap)


def test_after_a_long_gap_windows_begin_anew() -> None:
    shown = sliding.frames(6, 10)
    with_gap = shown[:20] + shown[33:]
    moments = streamed(actions().stream(), with_gap)
    ends = [round(moment.seconds / 0.1) for moment in moments]
    assert ends == [*range(15, 21), *range(48, 61)]
    check_equal(moments, with_gap)


def test_when_time_goes_back_the_stream_begins_anew() -> None:
    shown = sliding.frames(1.6, 10, start=50)
    stream = actions().stream()
    assert len(streamed(stream, shown)) == 2
    again = sliding.frames(1.6, 10, start=3)
    moments = streamed(stream, again)
    assert [round(moment.seconds, 6) for moment in moments] == [4.5, 4.6]
    check_equal(moments, again)


def test_frames_that_come_late_are_passed_over() -> None:
    shown = sliding.frames(2, 30)
    stream = actions().stream()
    streamed(stream, shown)
    for seconds, image in shown[-9:-3]:
        assert stream.see(image, seconds).moments == ()


def test_large_frames_are_made_smaller_as_those_of_files_are() -> None:
    backbone = ActionBackbone("tiny-actions", tiny_backbone())
    backbone.least_side = 24
    shown = sliding.frames(1.6, 10)
    moments = streamed(backbone.stream(), shown)
    rows = backbone.rows_at(backbone.track(shown), [moment.seconds - 0.75 for moment in moments])
    np.testing.assert_allclose([moment.row for moment in moments], rows, atol=1e-4)
