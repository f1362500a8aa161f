from types import SimpleNamespace

import numpy as np

from benchmarks import landmarks_speed as speed


class Networks:
    """What counts as the networks of a tracker: pictures with an even pixel show one hand."""

    def __init__(self):
        self.detector, self.landmarks = SimpleNamespace(runs=0), SimpleNamespace(runs=0)
        self.finder = self
        self.streams = []

    def find(self, frame, **settings):
        self.detector.runs += 1
        self.landmarks.runs += 1 + int(frame[0, 0, 0] % 2)
        return ["hand"]

    def stream(self, **settings):
        self.streams.append((settings, []))
        return self.streams[-1][1].append


def test_only_pictures_are_timed_for_which_each_network_runs_once(tmp_path, monkeypatch):
    from PIL import Image

    paths = [tmp_path / f"{number}.png" for number in range(2 * speed.FRAMES)]
    for number, path in enumerate(paths):
        Image.new("RGB", (4, 3), (number, 0, 0)).save(path)
    monkeypatch.setattr(speed.data, "photo_set", lambda _: SimpleNamespace(paths=paths))
    frames = speed.frames_with_one(Networks(), "some", {"most": 1})
    assert len(frames) == speed.FRAMES
    assert {int(frame[0, 0, 0] % 2) for frame in frames} == {0}
    assert {frame.shape for frame in frames} == {(speed.HEIGHT, speed.WIDTH, 3)}


def test_each_picture_has_a_stream_of_its_own():
    tracker = Networks()
    frames = [np.zeros((3, 4, 3), np.uint8), np.ones((3, 4, 3), np.uint8)]
    next_frames = speed.following(tracker, frames, {"most": 1})
    next_frames()
    next_frames()
    assert [settings for settings, _ in tracker.streams] == [{"most": 1}] * 2
    for frame, (_, seen) in zip(frames, tracker.streams, strict=True):
        assert [np.array_equal(one, frame) for one in seen] == [True, True]
