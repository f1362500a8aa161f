from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.studio.acting import SIZE, clip, picture, write_clip
from tests.taught import write_video
from understudy.errors import MediaError
from understudy.media.image import read_image
from understudy.media.motion_video import write_motion
from understudy.studio.clips import decoded, frame, frames_at, pictures, timed


def test_frames_of_our_own_files_come_as_they_were_recorded(tmp_path: Path) -> None:
    shown = list(timed(write_clip(tmp_path / "a.mkv")))
    recorded = list(clip("left"))
    assert [jpeg for _, jpeg in shown] == [jpeg for _, jpeg in recorded]
    np.testing.assert_allclose([s for s, _ in shown], [ms / 1000 for ms, _ in recorded], atol=1e-3)


def test_frames_of_other_videos_are_decoded(tmp_path: Path) -> None:
    shown = list(timed(write_video(tmp_path / "a.mp4", "box", frames=3)))
    assert [seconds for seconds, _ in shown] == pytest.approx([0, 0.2, 0.4])
    assert all(isinstance(one, np.ndarray) for _, one in shown)
    assert read_image(frame(tmp_path / "a.mp4", 0.3)).shape == (48, 64, 3)


def test_at_a_time_the_frame_before_it_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    jpegs = [picture("left", share) for share in (0.2, 0.5, 0.8)]
    write_motion(path, zip((17_000, 17_100, 17_400), jpegs, strict=True))  # by the page's clock
    times = [0.0, 0.09, 0.1, 0.3, 0.4, 9.0]
    assert list(frames_at(path, times)) == [jpegs[place] for place in (0, 0, 1, 1, 2, 2)]
    assert frame(path, 0.35) == jpegs[1]


def test_one_picture_a_hop_is_decoded_and_damaged_ones_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    good, torn = picture("left", 0.5), picture("left", 0.5)[:-400]
    frames = [(0, good), (50, torn), (100, torn), (130, good), (200, torn), (300, good)]
    write_motion(path, frames)
    assert [seconds for seconds, _ in pictures(path, 0.1)] == pytest.approx([0, 0.13, 0.3])
    (_, first), *_ = pictures(path, 0.1)
    assert first.shape == (SIZE[1], SIZE[0], 3)


def test_a_clip_of_damaged_frames_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    write_motion(path, [(0, picture("left", 0.5)[:-400])])
    with pytest.raises(MediaError, match="no frame that can be shown"):
        list(pictures(path, 0.1))
    assert decoded(picture("left", 0.5)[:-400]) is None


def test_what_is_no_video_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.mkv").write_bytes(b"hello")
    with pytest.raises(MediaError, match="not a video"):
        frame(tmp_path / "a.mkv", 0.0)
