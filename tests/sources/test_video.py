import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.taught import write_video
from understudy.errors import MediaError
from understudy.sources import video
from understudy.sources.video import Video


class Clock:
    """Stands in for the module `time`; `slow` is what looking at a frame takes."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(video, "time", clock)
    return clock


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_video(tmp_path / "clip.mp4", "box", frames=10, fps=10)


def test_frames_come_at_their_times(clip: Path, clock: Clock) -> None:
    source = Video(clip)
    assert not source.separate
    for number, frame in enumerate(source):
        assert frame.seconds == pytest.approx(number / 10)
        assert clock.now == pytest.approx(100 + frame.seconds)
        assert frame.image.shape == (48, 64, 3)
        assert frame.path is None
    assert number == 9
    assert max(clock.slept) <= video.TICK_SECONDS


def test_fast_gives_every_frame_without_waiting(clip: Path, clock: Clock) -> None:
    times = []
    for frame in Video(clip, fast=True):
        clock.now += 10
        times.append(round(frame.seconds, 3))
    assert times == [number / 10 for number in range(10)]
    assert not clock.slept


def test_late_frames_are_left_out_but_some_are_always_given(clip: Path, clock: Clock) -> None:
    times = []
    for frame in Video(clip):
        times.append(round(frame.seconds, 3))
        clock.now += 0.15  # each takes half as long again as there is time
    assert times[0] == 0.0
    assert 5 <= len(times) < 10
    for frame in Video(clip):
        clock.now += 1.0
        times.append(frame.seconds)
    assert len(times) >= 15  # hopelessly late, yet given


def test_more_than_thirty_a_second_are_thinned(tmp_path: Path) -> None:
    clip = write_video(tmp_path / "quick.mp4", "box", frames=60, fps=60)
    assert len(list(Video(clip, fast=True))) == 30


def test_closing_ends_it_while_it_waits(tmp_path: Path, clock: Clock) -> None:
    source = Video(write_video(tmp_path / "slow.mp4", "box", frames=3, fps=1))
    with closing(iter(source)) as frames:
        next(frames)
        source.close()
        assert list(frames) == []
    assert clock.slept == []


def test_a_bad_video_is_told_when_frames_are_asked_for(tmp_path: Path) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"dear diary")
    source = Video(bad)
    with pytest.raises(MediaError, match="is not a video"):
        next(iter(source))


def test_the_real_clock_paces(tmp_path: Path) -> None:
    begin = time.monotonic()
    assert len(list(Video(write_video(tmp_path / "c.mp4", "box", frames=3, fps=20)))) >= 1
    assert time.monotonic() - begin >= 0.1
