from types import SimpleNamespace

import numpy as np
import pytest

from benchmarks import landmarks_tracking as tracking
from benchmarks.moving import FPS, WIDTH, Scene, View
from understudy.landmarks import Hand


class FrameIsView(Scene):
    def frame(self, view, random):
        return view


@pytest.fixture
def subject():
    points = np.float32([[180, 140], [220, 140], [180, 180], [220, 180]])
    return tracking.Subject(FrameIsView(np.zeros((300, 400, 3), np.uint8)), points, View())


def hand_at(points):
    places = np.column_stack([points, np.zeros(len(points))]).astype(np.float32)
    return Hand(places, places, 0.9, "left", 0.9)


class FakeTracker:
    """Finds a subject that is in view, in streams only after some blind frames, and later."""

    def __init__(self, subject, blind=0, late_frames=0, detect_every=10):
        self.subject, self.blind, self.late_frames = subject, blind, late_frames
        self.detect_every = detect_every
        self.finder, self.detector = self, SimpleNamespace(runs=0)

    def find(self, view):
        points = self.subject.scene.to_view(self.subject.points, view)
        return [hand_at(points)] if self.in_view(view) else []

    def in_view(self, view):
        return 0 <= self.subject.expected(view)[0][0] < WIDTH

    def stream(self, **_):
        views, waited = [], 0

        def find(view):
            nonlocal waited
            views.append(view)
            self.detector.runs += len(views) % self.detect_every == 0
            waited = waited + 1 if self.in_view(view) else 0
            found = self.find(views[max(0, len(views) - 1 - self.late_frames)])
            return found if waited > self.blind else []

        return find


def test_the_subject_is_only_where_the_camera_says(subject):
    view = View(0.1)
    right = hand_at(subject.scene.to_view(subject.points, view))
    wrong = hand_at(subject.scene.to_view(subject.points, View()))
    assert subject.among([wrong, right], view) is not None
    assert subject.among([wrong], view) is None
    assert subject.among([], view) is None
    middle, extent = subject.expected(View())
    assert middle == pytest.approx([320, 259.2], abs=1e-2)
    assert extent == pytest.approx(40 * 1.2 * 640 / 400)


def test_frames_lost_and_detected_are_shares(subject):
    lost, detected, row = tracking.moves(FakeTracker(subject, blind=9), [subject])
    assert (lost, detected) == (10, 10)
    assert row == [tracking.MOVE_FRAMES, 100, 10, 0, 10]


@pytest.mark.parametrize("blind", [0, 2, 5])
def test_frames_until_it_is_found_again_are_counted(subject, blind):
    delay, row = tracking.returns(FakeTracker(subject, blind), [subject])
    assert delay == blind
    assert row == [1, blind, blind, blind, blind, blind]


def test_what_is_never_found_again_is_as_late_as_can_be(subject):
    delay, _ = tracking.returns(FakeTracker(subject, blind=1000), [subject])
    assert delay > tracking.REST > tracking.MOST_DELAY


def test_another_hand_that_is_found_first_is_one_but_not_the_same(subject):
    class Distracted(FakeTracker):
        def find(self, view):
            beside = subject.points - np.float32([200, 0])
            other = hand_at(subject.scene.to_view(beside, view))
            return [other, *super().find(view)]

        def stream(self, **_):
            find = super().stream()
            return lambda view: [self.find(view)[0], *find(view)[1:]]

    _, row = tracking.returns(Distracted(subject, blind=4), [subject])
    assert row == [1, 0, 0, 0, 4, 4]


def test_trembling_and_lag(subject):
    spread, step, milliseconds = tracking.calm(FakeTracker(subject), [subject], True)
    assert (spread, step) == (0, 0)
    assert milliseconds == pytest.approx(0, abs=0.1)
    late = tracking.calm(FakeTracker(subject, late_frames=2), [subject], True)[2]
    assert late == pytest.approx(2000 / FPS, rel=0.15)
