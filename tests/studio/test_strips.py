from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.studio.acting import SIZE, picture, write_clip
from tests.taught import write_video
from understudy.errors import MediaError
from understudy.media.image import read_image
from understudy.media.motion_video import write_motion
from understudy.studio import strips
from understudy.studio.protocol import STRIP_FRAMES, Strip
from understudy.studio.strips import HEIGHT, strip, strip_of

WIDTH = round(HEIGHT * SIZE[0] / SIZE[1])


def places(data: bytes) -> list[float]:
    """Return where the disc is in each frame of a strip, as a share of its width."""
    whole = read_image(data).astype(float)
    assert whole.shape == (HEIGHT, WIDTH * STRIP_FRAMES, 3)
    found = []
    for number in range(STRIP_FRAMES):
        one = whole[:, number * WIDTH : (number + 1) * WIDTH]
        disc = np.abs(one - (235, 200, 180)).sum(axis=2) < 40
        found.append(float(np.argwhere(disc)[:, 1].mean()) / WIDTH)
    return found


def test_a_strip_shows_the_movement(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mkv", "right")
    assert strip_of(path) == Strip(frames=STRIP_FRAMES, aspect=SIZE[0] / SIZE[1])
    seen = places(strip(path, (0.0, 1.6)))
    assert seen[0] < 0.4 < 0.6 < seen[-1]
    assert all(after > before - 0.05 for before, after in pairwise(seen))


def test_a_part_of_a_clip_has_its_own_strip(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mkv", "right")
    assert max(places(strip(path, (0.0, 0.4)))) < 0.4
    assert min(places(strip(path, (1.2, 1.6)))) > 0.6


def test_a_strip_is_made_once_until_the_file_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_clip(tmp_path / "a.mkv", "right")
    first = strip(path, (0.0, 1.6))
    with monkeypatch.context() as patch:
        patch.setattr(strips, "frames_at", None)
        assert strip(path, (0.0, 1.6)) == first
    path.unlink()
    write_clip(path, "left", seconds=1.0)
    assert strip(path, (0.0, 1.6)) != first


def test_in_place_of_a_damaged_frame_is_another(tmp_path: Path) -> None:
    good, torn = picture("left", 0.5), picture("left", 0.5)[:-400]
    write_motion(tmp_path / "a.mkv", [(0, torn), (500, good), (900, torn)])
    assert len(places(strip(tmp_path / "a.mkv", (0.0, 1.0)))) == STRIP_FRAMES
    write_motion(tmp_path / "b.mkv", [(0, torn), (500, torn)])
    with pytest.raises(MediaError, match="no frame that can be shown"):
        strip(tmp_path / "b.mkv", (0.0, 1.0))


def test_other_videos_have_strips_too(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", "box")
    assert strip_of(path).aspect == pytest.approx(64 / 48)
    assert read_image(strip(path, (0.0, 1.2))).shape == (HEIGHT, 160 * STRIP_FRAMES, 3)


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="can't be read"):
        strip_of(tmp_path / "gone.mkv")
