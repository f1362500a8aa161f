from pathlib import Path

import pytest

from tests.sources.faking import Faked
from understudy.errors import MediaError
from understudy.sources.arrivals import Arrivals
from understudy.sources.camera import Camera
from understudy.sources.opening import open_frames
from understudy.sources.video import Video


def test_what_is_named_decides(tmp_path: Path) -> None:
    clip = tmp_path / "clip.MP4"
    clip.write_bytes(b"opened later")
    assert isinstance(open_frames(0), Camera)
    assert isinstance(open_frames(tmp_path), Arrivals)
    assert isinstance(open_frames(str(clip)), Video)
    frames = Faked([])
    assert open_frames(frames) is frames


def test_anything_else_is_refused(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"x")
    with pytest.raises(MediaError, match=r"a\.jpg is no video and no folder.*recognize"):
        open_frames(photo)
    with pytest.raises(MediaError, match="is not there"):
        open_frames(tmp_path / "nowhere")
    with pytest.raises(MediaError, match="is not there"):
        open_frames("x" * 5000)
    with pytest.raises(MediaError, match="is not there"):
        open_frames("a\0b")
