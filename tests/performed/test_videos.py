"""Frames written as videos."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.performed.videos import write_video
from understudy.media.video import probe, read_frames

FRAMES = np.repeat(np.arange(0, 250, 25, dtype=np.uint8), 48 * 64 * 3).reshape(10, 48, 64, 3)


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp4", "mpeg4"), ("a.avi", "mjpeg"), ("a.mkv", "mjpeg")]
)
def test_frames_come_back_in_time(tmp_path: Path, name: str, codec: str) -> None:
    read = list(read_frames(write_video(tmp_path / name, FRAMES, 20, codec=codec)))
    assert [seconds for seconds, _ in read] == pytest.approx(np.arange(10) / 20, abs=0.002)
    assert [image.mean() for _, image in read] == pytest.approx(FRAMES.mean(axis=(1, 2, 3)), abs=4)


def test_times_of_ones_own(tmp_path: Path) -> None:
    times = [0.0, 0.03, 0.1, 0.11, 0.2, 0.35, 0.36, 0.5, 0.51, 0.9]
    read = read_frames(write_video(tmp_path / "vfr.mp4", FRAMES, seconds=times))
    assert [seconds for seconds, _ in read] == pytest.approx(times, abs=0.002)


def test_a_turned_phone(tmp_path: Path) -> None:
    path = write_video(tmp_path / "phone.mp4", FRAMES, 10, rotation=90)
    assert probe(path).rotation == 90
    assert next(iter(read_frames(path)))[1].shape == (64, 48, 3)
