"""Streams: with scripted finders, what is asked of them; with the real ones, a moving camera."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.landmarks.moving import film
from understudy.landmarks import regions
from understudy.landmarks.found import Body, Hand, is_among
from understudy.landmarks.tracking import EAGER_FRAMES, SEEK_EVERY, BodyStream, HandStream
from understudy.media.picture import load_picture

IMAGE = np.zeros((480, 640, 3), np.uint8)
FRAME = 1 / 30  # seconds


def hand_at(x, y=240.0, side="left"):
    """Return an upright hand of 60 pixels whose region has about this middle."""
    points = np.zeros((21, 3), np.float32)
    points[:, 0], points[:, 1] = x, y + 30
    for row, joints in enumerate(([5, 9, 13, 17], [6, 10, 14, 18], [8, 12, 16, 20])):
        points[joints, 0] = x + np.array([-15, -5, 5, 15])
        points[joints, 1] = y - [0, 20, 40][row]
    return Hand(points, points / 1000, 0.9, side, 0.9)


class Scene:
    """A finder that sees the hands of a scene, and says what it was asked."""

    def __init__(self, *hands):
        self.hands = list(hands)
        self.asked = []

    def detect(self, image, square, most, threads, *, besides=(), quick=False):
        self.asked.append("detect")
        self.square = square
        return [hand for hand in self.hands if not is_among(hand, besides)][:most]

    def look(self, image, region, threads, *, quick=False):
        self.asked.append("look")

        def distance(hand):
            place = regions.of_hand(hand.points)
            return np.hypot(place.x - region.x, place.y - region.y)

        near = [hand for hand in self.hands if distance(hand) < region.side / 4]
        return min(near, key=distance, default=None)

    def find(self, stream, frame):
        """Return where the hands are found in a frame, and what was asked for it."""
        self.asked.clear()
        found = stream.find(IMAGE, frame * FRAME)
        return [round(float(hand.points[0, 0])) for hand in found], list(self.asked)


def test_one_hand_is_detected_once_and_then_followed():
    scene = Scene(hand_at(100))
    stream = HandStream(scene, most=1)
    assert scene.find(stream, 0) == ([100], ["detect"])
    for frame in range(1, 30):
        scene.hands = [hand_at(100 + 10 * frame)]
        places, asked = scene.find(stream, frame)
        assert asked == ["look"]
        assert places[0] == pytest.approx(100 + 10 * frame, abs=8)


def test_a_second_hand_is_looked_for_now_and_then():
    scene = Scene(hand_at(100))
    stream = HandStream(scene, most=2)
    asked = [scene.find(stream, frame)[1] for frame in range(40)]
    detected = [frame for frame, what in enumerate(asked) if "detect" in what]
    assert detected == [*range(EAGER_FRAMES), SEEK_EVERY, 2 * SEEK_EVERY, 3 * SEEK_EVERY]
    scene.hands.append(hand_at(500))
    found = [scene.find(stream, frame)[0] for frame in range(40, 42)]
    assert found == [[100, 500], [100, 500]]
    assert scene.find(stream, 42)[1] == ["look", "look"]


def test_a_lost_hand_is_looked_for_at_once_nearby_and_then_everywhere():
    scene = Scene(hand_at(200))
    stream = HandStream(scene, most=1)
    scene.find(stream, 0)
    scene.hands = []
    sides = []
    for frame in range(1, 4):
        assert scene.find(stream, frame)[0] == []
        sides.append(scene.square.side)
    assert sides == [pytest.approx(3 * regions.of_hand(hand_at(200).points).side), 640, 1280]
    scene.hands = [hand_at(400)]
    assert scene.find(stream, 4) == ([400], ["detect"])
    assert scene.find(stream, 5)[1] == ["look"]


def test_without_a_hand_it_looks_on_a_larger_canvas_every_other_time():
    scene = Scene()
    stream = HandStream(scene, most=2)
    assert scene.find(stream, 0)[1] == ["detect"] * 3  # at first everywhere
    sides = [scene.find(stream, frame) and scene.square.side for frame in range(1, 7)]
    assert sides == [1280, 640, 1920, 640, 1280, 640]


@pytest.mark.parametrize("rate", [1, 2, 5])
def test_with_few_frames_a_second_it_looks_everywhere_in_each(rate):
    scene = Scene()
    stream = HandStream(scene, most=2)
    for frame in range(5):
        scene.asked.clear()
        assert stream.find(IMAGE, frame / rate) == []
        assert scene.asked == ["detect"] * 3
    scene.hands = [hand_at(100)]
    for frame in range(5, 20):
        scene.asked.clear()
        (found,) = stream.find(IMAGE, frame / rate)
        assert found.points[0, 0] == pytest.approx(100)
        assert scene.asked.count("detect") > 0  # for the second hand


def test_an_unhurried_stream_looks_everywhere_at_any_rate():
    scene = Scene()
    stream = HandStream(scene, most=2, unhurried=True)
    for frame in range(EAGER_FRAMES + 5):
        assert scene.find(stream, frame) == ([], ["detect"] * 3)


def test_two_regions_on_one_hand_are_one_hand():
    scene = Scene(hand_at(100), hand_at(160))
    stream = HandStream(scene, most=2)
    assert scene.find(stream, 0)[0] == [100, 160]
    scene.hands = [hand_at(130)]
    places, asked = scene.find(stream, 1)
    assert len(places) == 1
    assert asked == ["look", "look", "detect"]


def test_hands_keep_their_order_when_they_pass_and_come_back():
    scene = Scene(hand_at(100), hand_at(500))
    stream = HandStream(scene, most=2, smoothing=False)
    for frame in range(31):  # they change places, one above the other
        way = frame * 400 / 30
        scene.hands = [hand_at(500 - way, 350), hand_at(100 + way, 150)]
        if frame == 0:
            scene.hands = [hand_at(100 + way, 150), hand_at(500 - way, 350)]
        assert scene.find(stream, frame)[0] == [round(100 + way), round(500 - way)]
    scene.hands = [hand_at(100, 350)]
    assert scene.find(stream, 31)[0] == [100]
    scene.hands = [hand_at(100, 350), hand_at(500, 150)]
    assert scene.find(stream, 32)[0] == [500, 100]


@pytest.mark.parametrize("seconds", [0.5, 3.2, 100.0])
def test_time_that_goes_back_or_a_gap_starts_anew(seconds):
    scene = Scene(hand_at(100))
    stream = HandStream(scene, most=1)
    for frame in range(60):
        scene.find(stream, frame)
    scene.asked.clear()
    scene.hands = [hand_at(120)]
    (found,) = stream.find(IMAGE, seconds)
    assert scene.asked == ["detect"]
    assert found.points[0, 0] == 120  # nothing of before is smoothed in


def test_smoothing_may_be_switched_off_and_does_not_move_the_regions():
    jumps = [100, 103, 100, 103, 100]
    for smoothing in (True, False):
        scene = Scene()
        stream = HandStream(scene, most=1, smoothing=smoothing)
        found = []
        for frame, x in enumerate(jumps):
            scene.hands = [hand_at(x)]
            found.append(stream.find(IMAGE, frame * FRAME)[0].points[0, 0])
        assert (found == jumps) != smoothing
        assert stream._tracks[0].region == regions.of_hand(hand_at(jumps[-1]).points)


class People:
    """A finder that sees a body in its region, and says what it was asked."""

    def __init__(self):
        self.asked, self.there = [], True
        points = np.zeros((33, 3), np.float32)
        self.body = Body(points, points[:, 0], points, 0.9)
        self.region = regions.Region(300, 200, 150, 0)

    def detect(self, image, threads, *, quick=False):
        self.asked.append("detect")
        return (self.body, self.region) if self.there else None

    def look(self, image, region, threads, *, quick=False):
        self.asked.append("look")
        assert region == self.region
        return (self.body, self.region) if self.there else None


def test_a_body_is_followed_and_detected_when_lost():
    people = People()
    stream = BodyStream(people)
    for frame, (there, asked) in enumerate(
        [(True, ["detect"]), (True, ["look"]), (False, ["look", "detect"]), (False, ["detect"]),
         (True, ["detect"]), (True, ["look"])],
    ):  # fmt: skip
        people.there = there
        people.asked.clear()
        assert len(stream.find(IMAGE, frame * FRAME)) == there
        assert people.asked == asked
    people.asked.clear()
    stream.find(IMAGE, 0.0)
    assert people.asked == ["detect"]


def test_a_body_is_smoothed_unless_it_is_switched_off():
    for smoothing in (True, False):
        people = People()
        stream = BodyStream(people, smoothing=smoothing)
        for frame, x in enumerate((10.0, 11.0)):
            people.body = replace(people.body, points=np.full((33, 3), x, np.float32))
            (found,) = stream.find(IMAGE, frame * FRAME)
        assert (found.points[0, 0] == 11) != smoothing


def followed(stream, still, known, frames=30, **move):
    """Return of every frame whether one of the known was found where it has to be."""
    aim = (known[0].min(axis=0) + known[0].max(axis=0)) / 2
    seen = []
    for frame in film(still, aim, frames, **move):
        off = [
            np.linalg.norm(one.points[: len(points), :2] - frame.places(points), axis=1).mean()
            / np.ptp(frame.places(points), axis=0).max()
            for one in stream.find(frame.image, frame.seconds)
            for points in known
        ]
        seen.append(min(off, default=1) < 0.5)
    return seen


def test_a_drawn_hand_and_body_are_followed(hands, bodies, hand, person):
    assert all(followed(hands.stream(most=1), hand, [hands.find(hand)[0].points[:, :2]], zoom=-1))
    assert all(followed(bodies.stream(), person, [bodies.find(person)[0].points[:, :2]], zoom=-0.5))


def test_a_moving_camera_seldom_loses_a_hand(hands, data):
    seen = []
    for number, path in enumerate(sorted((data / "gestures_hand").glob("*/*.jpg"))[5::70]):
        still = load_picture(path)
        if known := [one.points[:, :2] for one in hands.find(still)]:
            seen.append(followed(hands.stream(), still, known, 20, seed=number))
    assert len(seen) >= 7
    assert np.mean(seen) > 0.98


def test_it_is_found_again_within_three_frames(hands, hand):
    stream, known = hands.stream(most=1), hands.find(hand)
    away = np.full_like(hand, 120)
    for start in (0, 40, 80):
        frames = [hand] * 10 + [away] * (20 + start // 40)
        for index, image in enumerate(frames):
            stream.find(image, (start + index) * FRAME)
        back = [stream.find(hand, (start + 30 + index) * FRAME) for index in range(3)]
        assert back[-1]
        assert np.abs(back[-1][0].points - known[0].points)[:, :2].mean() < 10


def test_frames_of_another_size_start_anew():
    scene = Scene(hand_at(100))
    stream = HandStream(scene, most=1)
    scene.find(stream, 0)
    scene.asked.clear()
    stream.find(np.zeros((640, 480, 3), np.uint8), FRAME)  # the phone was turned
    assert scene.asked == ["detect"]
    people = People()
    bodies = BodyStream(people)
    bodies.find(IMAGE, 0.0)
    bodies.find(IMAGE[:, :480], FRAME)
    assert people.asked == ["detect", "detect"]


@pytest.mark.parametrize("away", [57, 58, 61, 64, 66])
def test_when_one_hand_comes_back_the_other_is_looked_for_at_once(away):
    scene = Scene(hand_at(100), hand_at(500))
    stream = HandStream(scene, most=2)
    scene.find(stream, 0)
    scene.hands = []
    for frame in range(1, away):
        scene.find(stream, frame)
    scene.hands = [hand_at(100)]
    assert len(scene.find(stream, away)[0]) == 1
    scene.hands.append(hand_at(500))
    assert len(scene.find(stream, away + 1)[0]) == 2
