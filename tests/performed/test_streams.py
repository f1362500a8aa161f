"""Streams of actions among what is none, on drawn hands and rooms."""

from __future__ import annotations

import numpy as np
import pytest

from tests.performed import hands, streams


@pytest.mark.usefixtures("drawn")
def test_a_stream_has_each_action_six_times_in_three_minutes() -> None:
    stream = streams.stream(*streams.CHOOSING)
    labels = [label for label, _, _ in stream.events]
    assert sorted(labels) == sorted(6 * streams.MOVES)
    assert 150 < stream.seconds < 210


@pytest.mark.usefixtures("drawn")
def test_events_are_in_order_apart_and_inside() -> None:
    stream = streams.stream(*streams.NEVER_CHOSEN_ON)
    ends = [0.0, *(end for _, _, end in stream.events)]
    for (_, start, end), before in zip(stream.events, ends, strict=False):
        assert before + 1.0 < start < end < stream.seconds
    for (_, start, end), (_, begins, _) in zip(stream.between, stream.events, strict=True):
        assert start < end == begins


@pytest.mark.usefixtures("drawn")
def test_the_two_streams_differ() -> None:
    one, other = streams.stream(*streams.CHOOSING), streams.stream(*streams.NEVER_CHOSEN_ON)
    assert [label for label, _, _ in one.events] != [label for label, _, _ in other.events]


@pytest.mark.usefixtures("drawn")
def test_frames_come_one_by_one_the_same_every_time() -> None:
    stream = streams.stream(1, 0, times=1, labels=("wave", "punch"), size=(32, 32))
    frames = list(stream.frames())
    assert len(frames) == round(10 * stream.seconds)
    assert frames[0][1].shape == (32, 32, 3)
    again = list(streams.stream(1, 0, times=1, labels=("wave", "punch"), size=(32, 32)).frames())
    assert all(np.array_equal(a[1], b[1]) for a, b in zip(frames, again, strict=True))


@pytest.mark.usefixtures("drawn")
def test_other_clips_are_of_nothing() -> None:
    clips = streams.other_clips(4, size=(32, 32))
    assert len(clips) == 28
    assert {clip.label for clip in clips} == {"other"}
    assert all(clip.frames.shape == (6, 32, 32, 3) for clip in clips)


def test_no_taught_clip_shows_a_hand_or_room_of_a_stream(photographed: None) -> None:
    random = np.random.RandomState(hands.SEED)
    order, rooms = hands.hand_order(random), hands.room_order(random)
    numbers = [n for n in range(26 * 7) if n % len(order) % 3 != streams.HELD_OUT]
    assert {order[n % len(order)] for n in numbers}.isdisjoint(streams.kept_hands())
    assert {rooms[n] for n in numbers}.isdisjoint(streams.kept_rooms())
    per_action = np.bincount([n // 26 for n in numbers])
    assert per_action.min() >= 10
    assert len(streams.kept_rooms()) >= streams.OTHER_ROOMS + 2 * 42
